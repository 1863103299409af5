import "./menus.js";
import "./dialogs.js";
import "./toasts.js";
import "./theme.js";
import "./totals.js";
import "./once.js";
import "./seen.js";

// Only the page that signs needs the pen.
for (const pad of document.querySelectorAll("[data-pad]")) import("./pad.js").then(m => m.attach(pad));
for (const form of document.querySelectorAll("[data-passkey]")) import("./passkey.js").then(m => m.attach(form));

// A page that waits for something looks again by itself; without script it has a link for that.
const waiting = document.querySelector("[data-look-again]");
if (waiting) setTimeout(() => location.replace(waiting.dataset.lookAgain), 2500);
for (const form of document.querySelectorAll("[data-work]")) import("./work.js").then(m => m.attach(form));
for (const gallery of document.querySelectorAll("[data-gallery]")) import("./gallery.js").then(m => m.attach(gallery));
