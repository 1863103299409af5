// Formatted text in place of a plain field: what is written goes back into the field, which is saved as any other. The server keeps only
// the marks that it knows.
import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";

const escape = text => text.replace(/[&<>]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
const html = text =>
  text.trimStart().startsWith("<")
    ? text
    : text.split(/\n{2,}/).map(part => `<p>${escape(part).replaceAll("\n", "<br>")}</p>`).join("");

const acts = {
  bold: [e => e.toggleBold(), "bold"],
  italic: [e => e.toggleItalic(), "italic"],
  heading: [e => e.toggleHeading({ level: 3 }), "heading"],
  bullets: [e => e.toggleBulletList(), "bulletList"],
  numbers: [e => e.toggleOrderedList(), "orderedList"],
};

export function attach(text) {
  if (text.dataset.attached !== undefined) return;
  text.dataset.attached = "";
  const bar = text.parentElement.querySelector("[data-format-bar]");
  const place = document.createElement("div");
  text.before(place);
  text.hidden = true;
  const label = text.labels?.[0]?.textContent ?? "";
  let timer;
  const save = () => {
    clearTimeout(timer);
    const now = editor.isEmpty ? "" : editor.getHTML();
    if (now === text.value || (!text.dataset.touched && now === html(text.value))) return;
    text.value = now;
    text.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const editor = new Editor({
    element: place,
    injectCSS: false,
    content: html(text.value),
    extensions: [StarterKit.configure({ heading: { levels: [3] }, code: false, codeBlock: false, blockquote: false, horizontalRule: false, strike: false, underline: false, link: { openOnClick: false, protocols: ["mailto", "tel"], HTMLAttributes: { target: null, rel: null, class: null } } })],
    editorProps: { attributes: { class: "input formatted", role: "textbox", "aria-multiline": "true", "aria-label": label.trim() } },
    onUpdate: () => {
      text.dataset.touched = "";
      clearTimeout(timer);
      timer = setTimeout(save, 1200);
    },
    onBlur: save,
    onTransaction: () => show(),
  });
  // A form that is sent by its button takes what was typed last.
  text.form?.addEventListener("submit", save, true);
  const show = () => {
    for (const button of bar?.querySelectorAll("[data-mark]") ?? []) button.setAttribute("aria-pressed", String(editor.isActive(acts[button.dataset.mark][1])));
  };
  if (!bar) return;
  bar.hidden = false;
  bar.addEventListener("mousedown", e => e.preventDefault());
  bar.addEventListener("click", e => {
    const mark = e.target.closest("[data-mark]")?.dataset.mark;
    if (mark) acts[mark][0](editor.chain().focus()).run();
  });
}
