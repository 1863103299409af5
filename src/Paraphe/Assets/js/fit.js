// A mail's frame grows to what is in it: no scrollbar within the page. Same origin, without scripts of its own.
export function attach(frame) {
  const fit = () => {
    const page = frame.contentDocument;
    if (!page?.body) return;
    frame.style.height = "0";
    frame.style.height = `${Math.min(page.documentElement.scrollHeight, 20000)}px`;
  };
  const watch = () => {
    const page = frame.contentDocument;
    // Before the mail there is an empty page, which has no height to take.
    if (!page?.body || page.URL === "about:blank") return;
    fit();
    new ResizeObserver(fit).observe(page.body);
    page.addEventListener("toggle", fit, true);
    // Keys pressed while the mail has the focus belong to the page around it.
    page.addEventListener("keydown", e => {
      if (["j", "k", "r", "n", "c"].includes(e.key) && !e.ctrlKey && !e.metaKey && !e.altKey) {
        frame.blur();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: e.key, bubbles: true, cancelable: true }));
      }
    });
  };
  frame.addEventListener("load", watch);
  watch();
}
