import { attach as rich } from "./rich.js";

// The reply form of a request: r and n choose its kind and put the cursor into it; files are chosen, dropped or pasted, several times.
export function attach(form) {
  const area = form.querySelector("textarea");
  const page = rich(area);
  const input = form.querySelector("[data-attach]");
  const list = form.querySelector("[data-chosen]");
  let files = [];

  function show() {
    const all = new DataTransfer();
    for (const file of files) all.items.add(file);
    input.files = all.files;
    list.hidden = files.length === 0;
    list.replaceChildren(
      ...files.map(file => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        const name = document.createElement("span");
        button.type = "button";
        button.className = "btn small";
        button.setAttribute("aria-label", list.dataset.remove.replace("{0}", file.name));
        name.className = "cut";
        name.textContent = file.name;
        button.append(name, " ×");
        button.addEventListener("click", () => {
          files = files.filter(other => other !== file);
          show();
        });
        item.append(button);
        return item;
      }),
    );
  }
  const add = more => {
    files = [...files, ...more];
    show();
  };
  input.addEventListener("change", () => add([...input.files]));
  form.addEventListener("paste", e => e.clipboardData.files.length && (e.preventDefault(), add([...e.clipboardData.files])));
  form.addEventListener("dragover", e => e.dataTransfer.types.includes("Files") && (e.preventDefault(), form.classList.add("drop")));
  form.addEventListener("dragleave", e => form.contains(e.relatedTarget) || form.classList.remove("drop"));
  form.addEventListener("drop", e => {
    form.classList.remove("drop");
    if (!e.dataTransfer.files.length) return;
    e.preventDefault();
    add([...e.dataTransfer.files]);
  });

  form.addEventListener("change", e => e.target.matches("[type=radio]") && page.focus());
  // r and n press the radio that is chosen already, too.
  form.addEventListener("click", e => e.target.matches("[type=radio]") && page.focus());
  form.addEventListener("click", e => {
    const saved = e.target.closest("[data-insert]");
    if (!saved) return;
    e.preventDefault();
    saved.closest("details").open = false;
    page.insert(saved.dataset.insert);
  });
  // Enter in an address or on a switch sends nothing.
  form.addEventListener("keydown", e => e.key === "Enter" && e.target.matches("input:not([type=url])") && e.preventDefault());
  keepDraft(form, area, page);
  // Ctrl+Enter sends, as in mail programs.
  area.addEventListener("keydown", e => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) form.requestSubmit([...form.querySelectorAll("button.main")].find(button => button.checkVisibility()));
  });
}

// What was begun is there again when the member comes back in this tab; what was sent is not.
function keepDraft(form, area, page) {
  const name = `reply ${location.pathname}`;
  const html = form.elements["Input.Html"];
  const begun = JSON.parse(sessionStorage.getItem(name) ?? "null");
  // After a refusal the server gives back what was typed: that is newer. What was typed before this script came goes on from what was begun.
  if (begun && !area.defaultValue) {
    const typed = area.value;
    page.restore(begun.text, begun.html);
    if (typed) page.insert(typed);
  }
  form.addEventListener("input", () => {
    if (area.value) sessionStorage.setItem(name, JSON.stringify({ text: area.value, html: html.value }));
    else sessionStorage.removeItem(name);
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(name));
}
