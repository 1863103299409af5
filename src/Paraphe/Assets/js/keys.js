// A key for whatever carries data-key: fields are focused, links and buttons are pressed. Never while somebody types.
const writing = el => el?.closest("input, textarea, select, [contenteditable]");

addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || writing(e.target) || document.querySelector("dialog[open]")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
  if (!target) return;
  e.preventDefault();
  // A switch is pressed, not written into.
  if (writing(target) && !target.matches("[type=radio], [type=checkbox]")) {
    target.focus();
    target.select?.();
  } else target.click();
});
