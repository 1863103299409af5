// A word in passing: six seconds, longer while it is pointed at or focused.
const lifetime = 6000;
const region = () => document.querySelector("[data-toasts]");

function expire(toast) {
  let timer;
  const start = () => (timer = setTimeout(() => toast.remove(), lifetime));
  const stop = () => clearTimeout(timer);
  for (const [on, off] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
    toast.addEventListener(on, stop);
    toast.addEventListener(off, start);
  }
  start();
}

// With what can be done about it: a form with one button.
export function toast(text, act) {
  const shape = document.querySelector("[data-toast-shape]");
  if (!shape) return;
  const line = shape.content.firstElementChild.cloneNode(true);
  line.querySelector("span").textContent = text;
  if (act) line.append(act);
  region().append(line);
  expire(line);
}

// Errors are not words in passing: this bar stays until it is closed or something succeeds.
export function trouble(show = true) {
  const bar = document.querySelector("[data-trouble]");
  if (!bar) return;
  bar.hidden = !show;
  bar.textContent = show ? bar.dataset.trouble : "";
}

for (const made of document.querySelectorAll(".toasts .toast")) expire(made);

// <button data-toast="…">: says it without asking the server.
addEventListener("click", e => {
  const button = e.target.closest("[data-toast]");
  if (button) toast(button.dataset.toast);
});
