// One menu open at a time; Escape and a click elsewhere close it, and the focus goes back to its button.
const open = () => document.querySelectorAll("details.menu[open]");

addEventListener("click", e => {
  for (const menu of open()) if (!menu.contains(e.target) || e.target.closest("[data-close-menu]")) menu.open = false;
});
addEventListener("keydown", e => {
  const within = document.activeElement?.closest("details.menu[open]");
  if (e.key === "Escape") {
    for (const menu of open()) menu.open = false;
    within?.querySelector("summary").focus();
  }
  const field = document.activeElement?.matches("input, select, textarea");
  if (within && !field && !e.altKey && (e.key === "ArrowDown" || e.key === "ArrowUp")) {
    const items = [...within.querySelectorAll(".item")];
    const step = e.key === "ArrowDown" ? 1 : -1;
    const next = items.indexOf(document.activeElement) + (items.includes(document.activeElement) ? step : step > 0 ? 1 : 0);
    items.at(next % items.length)?.focus();
    e.preventDefault();
  }
});
