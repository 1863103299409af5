// A page that is worth keeping on paper has a button for it.
addEventListener("click", e => e.target.closest("[data-print]") && print());
