// The catalogue at the cursor: "/" in an empty name, arrows and Enter; the server makes the line.
import { trouble } from "./toasts.js";

let box, list, input, take;
let asked = 0;
let items = [];
let place = 0;

function pick(i) {
  place = Math.max(0, Math.min(i, items.length - 1));
  [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === place)));
  list.children[place]?.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", list.children[place]?.id ?? "");
}

async function search(quote) {
  const mine = ++asked;
  try {
    const answer = await fetch(`/catalogue/search?quote=${quote}&q=${encodeURIComponent(input.value)}`);
    if (!answer.ok) throw new Error(answer.status);
    const found = await answer.json();
    if (mine !== asked) return;
    items = found.items;
  } catch {
    trouble();
    return;
  }
  list.replaceChildren(
    ...items.map((item, n) => {
      const line = document.createElement("li");
      [line.id, line.role, line.dataset.n] = [`pick-${n}`, "option", n];
      const name = Object.assign(document.createElement("span"), { className: "cut grow-1", textContent: item.name });
      const code = Object.assign(document.createElement("span"), { className: "q sm nb", textContent: item.code });
      const price = Object.assign(document.createElement("span"), { className: "n nb", textContent: item.priceText ?? "" });
      line.append(code, name, price);
      return line;
    }),
  );
  box.querySelector("[data-none]").hidden = items.length > 0;
  pick(0);
}

export function open(editor, done) {
  take = done;
  if (!box) {
    box = editor.querySelector("[data-picker]");
    input = box.querySelector("input");
    list = box.querySelector("[role=listbox]");
    let timer;
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => search(editor.dataset.quote), 120);
    });
    input.addEventListener("keydown", e => {
      if (e.key === "ArrowDown" || e.key === "ArrowUp") {
        e.preventDefault();
        pick(place + (e.key === "ArrowDown" ? 1 : -1));
      } else if (e.key === "Enter") {
        e.preventDefault();
        if (items[place]) choose(items[place]);
      }
    });
    list.addEventListener("click", e => {
      const line = e.target.closest("[data-n]");
      if (line) choose(items[line.dataset.n]);
    });
    box.addEventListener("close", () => take?.(null));
  }
  input.value = "";
  box.showModal();
  input.focus();
  search(editor.dataset.quote);
}

function choose(item) {
  const done = take;
  take = null;
  box.close();
  done(item.id);
}
