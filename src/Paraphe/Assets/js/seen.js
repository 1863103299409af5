// While the page is in view it says so, by the request that it makes without script once. Nothing but the time is kept.
const seen = document.querySelector("img.seen");
if (seen) setInterval(() => document.visibilityState === "visible" && fetch(seen.src, { cache: "no-store" }).catch(() => {}), 20_000);
