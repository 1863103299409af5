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

for (const pad of document.querySelectorAll("[data-pad]")) import("./pad.js").then(m => m.attach(pad));
for (const form of document.querySelectorAll("[data-passkey]")) import("./passkey.js").then(m => m.attach(form));
if (document.querySelector("[data-editor]")) import("./editor.js");
