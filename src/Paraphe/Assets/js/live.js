import { remember, swap } from "./swap.js";
import { toast } from "./toasts.js";

// What happens elsewhere, as it happens. Server-sent events on the address in <body data-live>:
//   bell    {"count": 3}              the figure on the bell
//   toast   {"text": "…"}
//   here    {"quote": …, "name": …}    a member is in a quote
// Each is also an event of the document, live:NAME.
//   refresh {"target": "quote-…"}     fetch the page again and swap the parts that carry data-live-part="quote-…"; * means all
// The address names the moment the page was made at: what happened since is said first.
const address = document.body.dataset.live;
remember(document);

function bell({ count }) {
  const link = document.querySelector("[data-bell]");
  if (!link) return;
  const figure = link.querySelector("b");
  figure.hidden = count === 0;
  figure.textContent = count > 99 ? "99+" : count;
  link.setAttribute("aria-label", count === 1 ? link.dataset.one : link.dataset.other.replace("{0}", count));
}

const wanted = new Set();
const partsOf = (root, target) => root.querySelectorAll(`[data-live-part="${CSS.escape(target)}"]`);
const shown = () => new Set([...document.querySelectorAll("[data-live-part]")].map(part => part.dataset.livePart));

// Never a part in which somebody is typing, has ticked rows, or reads what he opened: it follows when he leaves.
const isBusy = part =>
  (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select, [contenteditable]")) ||
  part.querySelector("dialog[open], :popover-open, details.menu[open], td input:checked") !== null;

function take(page, target, kept) {
  const fresh = partsOf(page, target);
  partsOf(document, target).forEach((part, i) => {
    if (!fresh[i]) return;
    if (isBusy(part)) kept.add(part.dataset.livePart);
    else for (const added of swap(part, document.importNode(fresh[i], true))) document.dispatchEvent(new CustomEvent("live:swapped", { detail: added }));
  });
}

// One at a time: of two answers under way, the older one may come last.
let following = false;
async function follow() {
  if (following) return;
  following = true;
  const kept = new Set();
  for (;;) {
    const targets = [...shown()].filter(target => wanted.has(target) || wanted.has("*"));
    wanted.clear();
    if (!targets.length) break;
    const answer = await fetch(location.href, { headers: { "X-Live": "1" } }).catch(() => null);
    if (answer?.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const target of targets) take(page, target, kept);
      await new Promise(done => setTimeout(done, 200));
    } else if (!answer || answer.status === 429 || answer.status >= 500) {
      for (const target of targets) wanted.add(target);
      await new Promise(done => setTimeout(done, 3000));
    }
  }
  for (const target of kept) wanted.add(target);
  following = false;
}

function refresh({ target }) {
  wanted.add(target);
  follow();
}

// Parts that were busy. After the event, when the focus has arrived.
for (const left of ["focusout", "toggle", "close"]) addEventListener(left, () => wanted.size && setTimeout(follow, 50), true);

// "Is looking at it now" goes by itself when the page there says nothing any more.
setInterval(() => {
  for (const word of document.querySelectorAll("[data-until]")) if (Date.parse(word.dataset.until) < Date.now()) word.hidden = true;
}, 5000);

// Browsers open six connections to a site at most, all tabs together: a page that nobody looks at lets go of its own, and hears afterwards
// what came since.
let source;
let heard;
let pause = 1000;

function connect() {
  source?.close();
  const line = new URL(address, location.href);
  if (heard) line.searchParams.set("since", heard);
  source = new EventSource(line);
  source.addEventListener("open", () => (pause = 1000));
  for (const [name, act] of Object.entries({ bell, refresh, toast: e => toast(e.text), here: null, beat: null }))
    source.addEventListener(name, e => {
      heard = e.lastEventId || heard;
      const said = JSON.parse(e.data);
      act?.(said);
      document.dispatchEvent(new CustomEvent(`live:${name}`, { detail: said }));
    });
  source.addEventListener("error", () => {
    // The browser reconnects by itself, unless the server answered with an error.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => document.hidden || connect(), pause);
    pause = Math.min(pause * 2, 60_000);
  });
}

if (address) {
  if (!document.hidden) connect();
  let away;
  addEventListener("visibilitychange", () => {
    clearTimeout(away);
    if (document.hidden) away = setTimeout(() => source?.close(), 5000);
    else if (source?.readyState !== EventSource.OPEN) connect();
  });
  // A page in the back-forward cache must not hold a connection.
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", e => e.persisted && connect());
}
