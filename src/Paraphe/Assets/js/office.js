import "./menus.js";
import "./dialogs.js";
import "./toasts.js";
import "./theme.js";
import "./keys.js";
import "./copy.js";
import "./live.js";
import "./htmx.js";
import "./once.js";
import "./ask.js";
import "./address.js";
import "./palette.js";
import "./print.js";

for (const pad of document.querySelectorAll("[data-pad]")) import("./pad.js").then(m => m.attach(pad));
for (const form of document.querySelectorAll("[data-passkey]")) import("./passkey.js").then(m => m.attach(form));
for (const form of document.querySelectorAll("[data-upload]")) import("./upload.js").then(m => m.attach(form));
if (document.querySelector("video[data-still]")) import("./stills.js").then(m => m.attach(document));
for (const gallery of document.querySelectorAll("[data-gallery]")) import("./gallery.js").then(m => m.attach(gallery));
for (const text of document.querySelectorAll("form:not([data-saves]) > .field [data-format]")) import("./format.js").then(m => m.attach(text));
if (document.querySelector("[data-calendar^='/']")) import("./calendar.js");
if (document.querySelector("[data-live-list]")) import("./list.js");
if (document.querySelector("[data-board]")) import("./board.js");
if (document.querySelector("[data-editor]")) import("./editor.js");
for (const form of document.querySelectorAll("[data-reply]")) import("./reply.js").then(m => m.attach(form));
const fit = root => {
  for (const frame of root.querySelectorAll("iframe[data-fit]")) import("./fit.js").then(m => m.attach(frame));
};
fit(document);
document.addEventListener("live:swapped", e => fit(e.detail));

// A choice that needs no button where there is script.
addEventListener("change", e => e.target.closest("form[data-auto]")?.requestSubmit());
