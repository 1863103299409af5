import htmx from "htmx.org/dist/htmx.esm.js";
import { toast, trouble } from "./toasts.js";

// Errors of the form (422) come with their fragment and are swapped in; errors of the server never replace what was typed.
Object.assign(htmx.config, { includeIndicatorCSS: false, noSwap: [204, 304, "5xx"], defaultTimeout: 30_000, history: false });

addEventListener("htmx:config:request", e => {
  const { request } = e.detail.ctx;
  if (request.method !== "GET") request.headers["X-CSRF-TOKEN"] = document.body.dataset.token;
});

// The page may ask for a word in passing: X-Toast, percent-encoded because headers are ASCII.
addEventListener("htmx:after:request", e => {
  const { response } = e.detail.ctx;
  if (!response) return;
  const text = response.headers.get("X-Toast");
  if (text) toast(decodeURIComponent(text));
  trouble(response.raw.status >= 500);
});
// The pressed button is busy until the answer is there.
const button = e => e.detail.ctx?.request.submitter ?? e.detail.ctx?.sourceElement;
addEventListener("htmx:before:request", e => button(e)?.matches?.("button") && button(e).setAttribute("aria-busy", "true"));
addEventListener("htmx:finally:request", e => button(e)?.removeAttribute?.("aria-busy"));
addEventListener("htmx:error", () => trouble());

document.addEventListener("live:swapped", e => htmx.process(e.detail));
