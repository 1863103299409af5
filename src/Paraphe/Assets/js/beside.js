// What the customer will see, beside what is typed; it follows each save without flicker.
const wide = matchMedia("(min-width: 1100px)");
let panel, frame, href;

async function follow() {
  const page = frame?.contentDocument;
  if (!page?.body || panel.hidden) return;
  const answer = await fetch(href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [old, now] = [page.querySelector("main"), fresh.querySelector("main")];
  if (!old || !now) return;
  const at = page.scrollingElement.scrollTop;
  old.replaceWith(page.importNode(now, true));
  page.scrollingElement.scrollTop = at;
}

let timer;
document.addEventListener("editor:saved", () => {
  clearTimeout(timer);
  timer = setTimeout(follow, 300);
});

export function toggle(editor, button) {
  if (!wide.matches) return false;
  if (!panel) {
    href = button.dataset.beside;
    panel = editor.querySelector("[data-beside-panel]");
    frame = panel.querySelector("iframe");
  }
  panel.hidden = !panel.hidden;
  document.body.classList.toggle("beside", !panel.hidden);
  button.setAttribute("aria-expanded", String(!panel.hidden));
  if (!panel.hidden) frame.src = href;
  return true;
}
