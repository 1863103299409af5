// Without script a dialog opens by its address (#id, :target). With it, the same link opens it as a modal.
const named = hash => (hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null);

addEventListener("click", e => {
  const link = e.target.closest("a[href*='#']");
  if (link && link.pathname === location.pathname && link.search === location.search) {
    const dialog = named(link.hash);
    if (dialog instanceof HTMLDialogElement) {
      e.preventDefault();
      if (!dialog.open) dialog.showModal();
      return;
    }
  }
  const close = e.target.closest("[data-close]");
  if (close) {
    e.preventDefault();
    close.closest("dialog")?.close();
  }
  // A click on the veil, not in the box.
  if (e.target instanceof HTMLDialogElement && e.target.open && !e.target.hasAttribute("data-stay")) {
    const box = e.target.getBoundingClientRect();
    if (e.clientX < box.left || e.clientX > box.right || e.clientY < box.top || e.clientY > box.bottom) e.target.close();
  }
});

// Opened by its address: make it a modal too, and forget the address so that reloading does not open it again.
function openByAddress() {
  const dialog = named(location.hash);
  if (!(dialog instanceof HTMLDialogElement)) return;
  history.replaceState(null, "", location.pathname + location.search);
  if (!dialog.open) dialog.showModal();
}
addEventListener("hashchange", openByAddress);
openByAddress();

// Shown again by the server with an error inside.
for (const failed of document.querySelectorAll("dialog[data-open=yes]")) failed.showModal();
