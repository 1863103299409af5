// A mail's frame grows to what is in it: no scrollbar within the page. Same origin, without scripts of its own.
export function attach(frame) {
  let page;
  const fit = () => {
    const root = page.documentElement;
    // The root's own height does not depend on the frame's; below it may stand a scrollbar of what is too wide.
    const height = Math.ceil(root.getBoundingClientRect().height) + (root.scrollWidth > root.clientWidth ? 16 : 0);
    if (height > 0) frame.style.height = `${Math.min(height, 20000)}px`;
  };
  const watch = () => {
    // Before the mail there is an empty page, which has no height to take.
    if (frame.contentDocument === page || !frame.contentDocument?.body || frame.contentDocument.URL === "about:blank") return;
    page = frame.contentDocument;
    fit();
    new ResizeObserver(fit).observe(page.documentElement);
    page.addEventListener("toggle", fit, true);
    page.addEventListener("load", fit, true);
    // Keys pressed while the mail has the focus belong to the page around it.
    page.addEventListener("keydown", e => {
      if (["j", "k", "r", "n"].includes(e.key) && !e.ctrlKey && !e.metaKey && !e.altKey) {
        frame.blur();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: e.key, bubbles: true, cancelable: true }));
      }
    });
  };
  frame.addEventListener("load", watch);
  watch();
}
