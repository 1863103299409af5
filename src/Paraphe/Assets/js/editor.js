import Sortable from "sortablejs";
import { toast, trouble } from "./toasts.js";

// The editor of a quote. A form that changed is sent when its turn comes, with what it holds then; the answer's parts replace ours by
// their ids. They are results only: nothing that somebody types in is ever swapped.
const editor = document.querySelector("[data-editor]");
const rows = editor.querySelector("[data-rows]");
const say = (text, tone = "q2") => {
  const saved = document.getElementById("saved");
  saved.className = `state ${tone}`;
  saved.textContent = text;
};

let line = Promise.resolve();
let waiting = 0;
const dirty = new Set();

// One after the other: the next form carries the fingerprint that the answer before has brought.
function send(form, action = form.getAttribute("action"), extra = {}) {
  waiting++;
  dirty.add(form);
  say(editor.dataset.saving);
  line = line.then(async () => {
    try {
      const body = new URLSearchParams(new FormData(form));
      for (const [name, value] of Object.entries(extra)) body.set(name, value);
      dirty.delete(form);
      const answer = await fetch(action, { method: "POST", body, headers: { "X-Results": "1" } });
      if (answer.redirected || answer.status >= 500 || answer.status === 404) throw new Error(answer.status);
      apply(await answer.text(), form);
      trouble(false);
    } catch {
      dirty.add(form);
      say(editor.dataset.unsaved, "tone rejected");
      trouble();
    } finally {
      waiting--;
      if (waiting > 0) say(editor.dataset.saving);
    }
  });
  return line;
}

function apply(html, form) {
  const answer = document.createElement("template");
  answer.innerHTML = html;
  for (const part of [...answer.content.children]) {
    if (part.localName === "template") row(part);
    else if (part.id) document.getElementById(part.id)?.replaceWith(part);
  }
  for (const error of form?.dataset.saves !== undefined ? errorsOf(form) : []) {
    const field = form.elements.namedItem(error.dataset.field);
    field?.setAttribute?.("aria-invalid", String(error.textContent.trim().length > 0));
  }
}

const errorsOf = form => form.closest("[data-row]")?.querySelectorAll(".row-errors [data-field]") ?? [];

function row(made) {
  const { behind, remove, toast: text } = made.dataset;
  if (remove) {
    const gone = document.getElementById(`row-${remove}`);
    const next = gone?.nextElementSibling ?? gone?.previousElementSibling;
    gone?.remove();
    focus(next);
  } else if (text !== undefined) toast(text, made.content.firstElementChild);
  else {
    const fresh = made.content.firstElementChild;
    const before = behind && document.getElementById(`row-${behind}`);
    if (before) before.after(fresh);
    else if (behind) rows.prepend(fresh);
    else rows.append(fresh);
    focus(fresh);
  }
}

const first = tr => tr?.querySelector("input:not([type=hidden]), textarea");
function focus(tr) {
  const field = first(tr);
  field?.focus();
  field?.select?.();
}

// Changes, and everything that a button of a row does.
editor.addEventListener("change", e => {
  const form = e.target.form;
  if (form?.dataset.saves !== undefined) send(form);
});

addEventListener("submit", e => {
  const form = e.target;
  const button = e.submitter;
  const does = button?.dataset.does;
  if (!(form.dataset.saves !== undefined || form.dataset.adds !== undefined || form.dataset.restores !== undefined)) return;
  e.preventDefault();
  button?.closest("details.menu")?.removeAttribute("open");
  if (does === "up" || does === "down") return move(button.closest("[data-row]"), does === "up" ? -1 : 1);
  const extra = button?.name ? { [button.name]: button.value } : {};
  if (form.dataset.adds !== undefined) extra.behind = rows.lastElementChild?.dataset.row ?? "";
  if (form.dataset.restores !== undefined) form.closest(".toast").remove();
  send(form, button?.getAttribute("formaction") ?? undefined, extra);
}, true);

// Another member's version: the page is fetched anew, once everything of ours is saved.
editor.addEventListener("click", async e => {
  const link = e.target.closest("[data-reload]");
  if (!link) return;
  e.preventDefault();
  await line;
  location.href = link.href;
  location.reload();
});

// Moving: the row goes at once, the server follows.
async function move(tr, step) {
  const other = step < 0 ? tr.previousElementSibling : tr.nextElementSibling;
  if (!other) return;
  const focused = document.activeElement;
  if (step < 0) other.before(tr);
  else other.after(tr);
  if (tr.contains(focused)) focused.focus();
  placed(tr);
}

function placed(tr) {
  const form = tr.querySelector("form");
  send(form, `${form.getAttribute("action")}?handler=Move`, { behind: tr.previousElementSibling?.dataset.row ?? "" });
}

new Sortable(rows, { handle: "[data-grip]", animation: 120, ghostClass: "ghost", onEnd: e => e.oldIndex !== e.newIndex && placed(e.item) });

// Enter adds a line below, Alt and an arrow move the line, Ctrl D doubles it; on the handle the arrows do without Alt.
editor.addEventListener("keydown", e => {
  const tr = e.target.closest("[data-row]");
  if (!tr || e.isComposing) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[e.key];
  if (step && (e.altKey || e.target.closest("[data-grip]"))) {
    e.preventDefault();
    move(tr, step);
  } else if (e.key === "Enter" && e.target.matches("input:not([type=checkbox])") && !e.ctrlKey && !e.metaKey && !e.target.closest(".menu")) {
    e.preventDefault();
    // Leaving the field is what saves it.
    e.target.dispatchEvent(new Event("change", { bubbles: true }));
    const adds = editor.querySelector("[data-adds]");
    send(adds, undefined, { kind: tr.classList.contains("opt") ? "option" : "line", behind: tr.dataset.row });
  } else if (e.key.toLowerCase() === "d" && (e.ctrlKey || e.metaKey)) {
    e.preventDefault();
    tr.querySelector("[data-does=duplicate]").click();
  }
});

// A number is ready to be typed over.
editor.addEventListener("focusin", e => e.target.matches(".edit .num") && e.target.select?.());

addEventListener("beforeunload", e => {
  const typing = document.activeElement;
  if (waiting > 0 || dirty.size > 0 || (editor.contains(typing) && typing.defaultValue !== undefined && typing.matches(":user-invalid"))) e.preventDefault();
});
