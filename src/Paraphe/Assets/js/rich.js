// A text area with formatting: bold, italic, lists, links. The area stays the form's field and holds the plain words; the formatted ones go
// into the hidden field Input.Html, only when there is any, and the server keeps of them what it knows.
const MARKS = "b,strong,i,em,u,ul,ol,a,blockquote";

/** @returns {{focus(): void, insert(text: string): void, restore(text: string, formatted: string): void}} */
export function attach(area) {
  const { form } = area;
  const tools = document.getElementById(area.dataset.rich);
  const html = form.elements["Input.Html"];
  const page = document.createElement("div");
  page.className = "input rich";
  page.contentEditable = "true";
  page.setAttribute("role", "textbox");
  page.setAttribute("aria-multiline", "true");
  page.setAttribute("aria-label", area.placeholder);
  if (area.getAttribute("aria-invalid")) page.setAttribute("aria-invalid", "true");
  page.dataset.placeholder = area.placeholder;
  if (html.value) page.innerHTML = html.value;
  else page.innerText = area.value;
  const isWriting = document.activeElement === area;
  area.hidden = true;
  area.before(page);
  tools.hidden = false;
  document.execCommand("defaultParagraphSeparator", false, "div");

  const keep = () => {
    area.value = page.innerText.replace(/\u00a0/g, " ").trim();
    html.value = page.querySelector(MARKS) ? page.innerHTML : "";
    page.classList.toggle("blank", !page.textContent.trim() && !page.querySelector("li"));
  };
  const states = () => {
    if (!page.contains(getSelection().anchorNode)) return;
    for (const button of tools.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", document.queryCommandState(button.dataset.does));
  };
  const act = (does, value) => {
    page.focus();
    document.execCommand(does, false, value);
    keep();
    states();
  };
  page.addEventListener("input", keep);
  document.addEventListener("selectionchange", states);
  form.addEventListener("submit", keep, true);
  // Pasted words take on the look of ours; pasted pictures become attachments.
  page.addEventListener("paste", e => {
    if (e.clipboardData.files.length) return;
    e.preventDefault();
    document.execCommand("insertText", false, e.clipboardData.getData("text/plain"));
  });
  // The selection must survive a press on a button.
  tools.addEventListener("mousedown", e => e.target.closest("button") && e.preventDefault());
  tools.addEventListener("click", e => {
    const does = e.target.closest("[data-does]")?.dataset.does;
    if (does) act(does);
  });

  const opener = tools.querySelector("[data-opens]");
  const row = document.getElementById(opener.dataset.opens);
  const url = row.querySelector("input");
  let chosen;
  const close = () => {
    row.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    page.focus();
    if (chosen) {
      getSelection().removeAllRanges();
      getSelection().addRange(chosen);
    }
  };
  const open = () => {
    const selection = getSelection();
    chosen = selection.rangeCount && page.contains(selection.anchorNode) ? selection.getRangeAt(0) : null;
    row.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    url.value = selection.anchorNode?.parentElement?.closest("a")?.href ?? "";
    url.focus();
  };
  const link = () => {
    const to = url.value.trim();
    close();
    if (!/^(https?:|mailto:|tel:)/i.test(to)) return act("unlink");
    if (getSelection().isCollapsed) document.execCommand("insertText", false, to), getSelection().modify("extend", "backward", "line");
    act("createLink", to);
    getSelection().collapseToEnd();
  };
  opener.addEventListener("click", () => (row.hidden ? open() : close()));
  row.querySelector("[data-does=link]").addEventListener("click", link);
  url.addEventListener("keydown", e => {
    if (e.key !== "Enter" && e.key !== "Escape") return;
    e.preventDefault();
    if (e.key === "Enter") link();
    else close();
  });
  page.addEventListener("keydown", e => {
    if (!(e.ctrlKey || e.metaKey)) return;
    if (e.key === "k") {
      e.preventDefault();
      open();
    } else if (e.key === "Enter") {
      e.preventDefault();
      area.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true }));
    }
  });
  keep();
  const focus = () => {
    page.focus();
    // At the end of what is written.
    getSelection().selectAllChildren(page);
    getSelection().collapseToEnd();
  };
  // Whoever began to write before this script came writes on.
  if (isWriting) focus();
  return {
    focus,
    insert(text) {
      focus();
      document.execCommand("insertText", false, (page.textContent.trim() ? "\n\n" : "") + text);
      keep();
    },
    restore(text, formatted) {
      if (formatted) page.innerHTML = formatted;
      else page.innerText = text;
      keep();
    },
  };
}
