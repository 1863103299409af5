import { remember, swap } from "./swap.js";
import { toast } from "./toasts.js";

// What happens elsewhere, as it happens. Server-sent events on the address in <body data-live>:
//   bell    {"count": 3}              the figure on the bell
//   toast   {"text": "…"}
//   here    {"quote": …, "name": …}    a member is in a quote
// Each is also an event of the document, live:NAME.
//   refresh {"target": "quote-…"}     fetch the page again and swap the parts that carry data-live-part="quote-…"
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

async function refresh({ target }) {
  const parts = () => document.querySelectorAll(`[data-live-part="${CSS.escape(target)}"]`);
  if (!parts().length) return;
  const answer = await fetch(location.href, { headers: { "X-Live": "1" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelectorAll(`[data-live-part="${CSS.escape(target)}"]`);
  parts().forEach((part, i) => {
    if (!fresh[i]) return;
    for (const added of swap(part, fresh[i])) document.dispatchEvent(new CustomEvent("live:swapped", { detail: added }));
  });
}

// "Is looking at it now" goes by itself when the page there says nothing any more.
setInterval(() => {
  for (const word of document.querySelectorAll("[data-until]")) if (Date.parse(word.dataset.until) < Date.now()) word.hidden = true;
}, 5000);

let source;
let pause = 1000;

function connect() {
  source = new EventSource(address);
  source.addEventListener("open", () => (pause = 1000));
  for (const [name, act] of Object.entries({ bell, refresh, toast: e => toast(e.text), here: null }))
    source.addEventListener(name, e => {
      const said = JSON.parse(e.data);
      act?.(said);
      document.dispatchEvent(new CustomEvent(`live:${name}`, { detail: said }));
    });
  source.addEventListener("error", () => {
    // The browser reconnects by itself, unless the server answered with an error.
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, 60_000);
  });
}

if (address) {
  connect();
  // A page in the back-forward cache must not hold a connection.
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", e => e.persisted && connect());
}
