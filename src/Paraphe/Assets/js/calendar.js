// Orders are dragged to another day. Twin for the keyboard: on an order, ← and → move it by a day, ↑ and ↓ by a week.
import { toast, trouble } from "./toasts.js";

const area = () => document.querySelector("[data-calendar]");
let dragged;

async function move(order, day, refocus) {
  const body = new URLSearchParams({ order: order.dataset.order, to: day, version: order.dataset.version, _token: document.body.dataset.token });
  const address = new URL(area().dataset.calendar, location.href);
  address.searchParams.set("handler", "Move");
  order.setAttribute("aria-busy", "true");
  const answer = await fetch(address, { method: "POST", body }).catch(() => null);
  trouble(!answer?.ok);
  if (!answer?.ok) return order.removeAttribute("aria-busy");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const id = order.dataset.order;
  area().replaceWith(page.querySelector("[data-calendar]"));
  const said = page.querySelector(".toasts .toast span");
  if (said) toast(said.textContent);
  if (refocus) document.querySelector(`[data-order="${id}"] [data-move]`)?.focus();
}

addEventListener("dragstart", e => {
  dragged = e.target.closest?.("[data-order]");
  if (!dragged) return;
  e.dataTransfer.effectAllowed = "move";
  e.dataTransfer.setData("text/plain", dragged.textContent.trim());
});
const over = e => dragged && e.target.closest?.("[data-day]");
addEventListener("dragover", e => {
  const day = over(e);
  for (const marked of document.querySelectorAll("[data-day].over")) if (marked !== day) marked.classList.remove("over");
  if (!day) return;
  e.preventDefault();
  day.classList.add("over");
});
addEventListener("drop", e => {
  const day = over(e);
  if (!day) return;
  e.preventDefault();
  move(dragged, day.dataset.day);
});
addEventListener("dragend", () => {
  dragged = undefined;
  for (const marked of document.querySelectorAll("[data-day].over")) marked.classList.remove("over");
});

const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
addEventListener("keydown", e => {
  const link = e.target.closest?.("[data-move]");
  const day = link?.closest("[data-day]")?.dataset.day;
  if (!day || !(e.key in steps) || e.ctrlKey || e.metaKey || e.altKey) return;
  e.preventDefault();
  const to = new Date(`${day}T12:00:00Z`);
  to.setUTCDate(to.getUTCDate() + steps[e.key]);
  move(link.closest("[data-order]"), to.toISOString().slice(0, 10), true);
});
