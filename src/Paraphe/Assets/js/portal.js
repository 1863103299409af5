import "./menus.js";
import "./dialogs.js";
import "./toasts.js";
import "./theme.js";
import "./totals.js";
import "./once.js";
import "./seen.js";
import "./print.js";

// Only the page that signs needs the pen.
for (const pad of document.querySelectorAll("[data-pad]")) import("./pad.js").then(m => m.attach(pad));
for (const form of document.querySelectorAll("[data-passkey]")) import("./passkey.js").then(m => m.attach(form));

// A page that waits for something looks again by itself; without script it has a link for that.
const waiting = document.querySelector("[data-look-again]");
if (waiting) setTimeout(() => location.replace(waiting.dataset.lookAgain), 2500);
for (const form of document.querySelectorAll("[data-work]")) import("./puzzle.js").then(m => m.attach(form));
for (const gallery of document.querySelectorAll("[data-gallery]")) import("./gallery.js").then(m => m.attach(gallery));

// The dialog for a wish comes when it is first asked for.
addEventListener("click", e => {
  const link = e.target.closest("a[data-wish]");
  if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
  e.preventDefault();
  import("./wish.js").then(m => m.open(link), () => location.assign(link.href));
});
