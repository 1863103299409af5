// A key for whatever carries data-key: fields are focused, links and buttons are pressed. Never while somebody types. In a list with
// data-browse j and k go down and up.
const writing = el => el?.closest("input, textarea, select, [contenteditable]");

function browse(by) {
  const rows = [...document.querySelectorAll("[data-browse] a.go")];
  const at = rows.indexOf(document.activeElement);
  const row = rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)];
  row?.focus();
  return row;
}

addEventListener("keydown", e => {
  if (e.ctrlKey || e.metaKey || e.altKey || writing(e.target) || document.querySelector("dialog[open]")) return;
  const target = document.querySelector(`[data-key="${CSS.escape(e.key)}"]`);
  if (!target) {
    if ((e.key === "j" && browse(1)) || (e.key === "k" && browse(-1))) e.preventDefault();
    return;
  }
  e.preventDefault();
  // A switch is pressed, not written into; what it opens for writing takes the next key, also while the editor is still being fetched.
  if (writing(target) && !target.matches("[type=radio], [type=checkbox]")) {
    target.focus();
    target.select?.();
  } else {
    target.click();
    if (target.dataset.writes) document.getElementById(target.dataset.writes).focus();
  }
});
