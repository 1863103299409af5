import Sortable from "sortablejs";
import { attach } from "./together.js";
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

let leaving = false;
let line = Promise.resolve();
let waiting = 0;
const dirty = new Set();

const mark = form => (dirty.add(form), (form.dataset.dirty = ""));
const unmark = form => (dirty.delete(form), delete form.dataset.dirty);
/** Resolves when nothing is on its way. */
const settled = () => line;

// One after the other: the next form carries the fingerprint that the answer before has brought.
function send(form, action = form.getAttribute("action"), extra = {}) {
  waiting++;
  mark(form);
  say(editor.dataset.saving);
  line = line.then(async () => {
    try {
      const body = new URLSearchParams(new FormData(form));
      for (const [name, value] of Object.entries(extra)) body.set(name, value);
      unmark(form);
      const answer = await fetch(action, { method: "POST", body, headers: { "X-Results": "1" } });
      const html = await answer.text();
      // A whole page is no result: whatever it says, nothing was saved.
      if (answer.redirected || answer.status >= 500 || answer.status === 404 || /^\s*<!doctype/i.test(html)) throw new Error(answer.status);
      apply(html, form);
      trouble(false);
      document.dispatchEvent(new CustomEvent("editor:saved"));
    } catch {
      mark(form);
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
  const { behind, remove, instead, quiet, toast: text } = made.dataset;
  if (remove) {
    const gone = document.getElementById(`row-${remove}`);
    const next = gone?.nextElementSibling ?? gone?.previousElementSibling;
    gone?.remove();
    focus(next);
  } else if (text !== undefined) {
    const undo = made.content.firstElementChild;
    if (undo?.dataset.restores !== undefined) undos.push(undo.cloneNode(true));
    toast(text, undo);
    bringBack();
  }
  else {
    const fresh = made.content.firstElementChild;
    const before = behind && document.getElementById(`row-${behind}`);
    if (before) before.after(fresh);
    else if (behind) rows.prepend(fresh);
    else rows.append(fresh);
    if (instead) document.getElementById(`row-${instead}`)?.remove();
    if (quiet === undefined) focus(fresh);
  }
}

// The last removals can be brought back, one after the other, also once their words have passed: Ctrl Z, or the button below the lines.
const undos = [];
const back = editor.querySelector("[data-bring-back]");
function bringBack() {
  if (back) back.hidden = undos.length === 0;
}
function undo() {
  const form = undos.pop();
  bringBack();
  if (!form) return;
  const same = form.elements.item.value;
  for (const shown of document.querySelectorAll(".toast [data-restores]")) if (shown.elements.item.value === same) shown.closest(".toast").remove();
  send(form);
}
back?.addEventListener("click", undo);

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
  if (form.dataset.restores !== undefined) {
    form.closest(".toast").remove();
    const at = undos.findIndex(other => other.elements.item.value === form.elements.item.value);
    if (at >= 0) undos.splice(at, 1);
    bringBack();
  }
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

// In a cell that holds what is saved, Ctrl Z brings removed lines back; in one that was changed it is the browser's.
addEventListener("keydown", e => {
  if (e.key.toLowerCase() !== "z" || !(e.ctrlKey || e.metaKey) || e.shiftKey || undos.length === 0) return;
  const at = document.activeElement;
  if (at.matches?.("input, textarea") && at.value !== at.defaultValue) return;
  if (at.isContentEditable) return;
  e.preventDefault();
  undo();
});

// The catalogue: "/" in an empty name, or the button. An empty line is filled, behind another one a line is added.
async function catalogue(tr) {
  const { open } = await import("./picker.js");
  const focused = document.activeElement;
  open(editor, item => {
    if (!item) return focused?.focus();
    const name = tr?.querySelector("[name=Name]");
    const empty = tr && !tr.classList.contains("sect") && name?.value === "";
    send(editor.querySelector("[data-adds]"), editor.dataset.take, {
      item,
      behind: tr?.dataset.row ?? rows.lastElementChild?.dataset.row ?? "",
      instead: empty ? tr.dataset.row : "",
    });
  });
}
editor.addEventListener("keydown", e => {
  if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || !editor.dataset.take) return;
  if (!e.target.matches("[data-row] [name=Name]") || e.target.value !== "") return;
  e.preventDefault();
  catalogue(e.target.closest("[data-row]"));
});
editor.querySelector("[data-catalogue]")?.addEventListener("click", () => catalogue(rows.contains(document.activeElement) ? document.activeElement.closest("[data-row]") : null));

// A piece of a spreadsheet, pasted into a line, is looked at on a page of its own before it becomes lines.
editor.addEventListener("paste", async e => {
  const tr = e.target.closest("[data-row]");
  const text = e.clipboardData?.getData("text/plain") ?? "";
  const table = /\t/.test(text) && e.target.matches("[data-row] input, [data-row] textarea");
  const lines = text.trim().split("\n").length > 1 && e.target.matches("[data-row] input");
  if (!tr || !(table || lines)) return;
  e.preventDefault();
  await settled();
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: `/quotes/${editor.dataset.quote}/paste?handler=Look`, hidden: true });
  for (const [name, value] of Object.entries({ _token: document.body.dataset.token, "Input.Text": text, "Input.Behind": tr.dataset.row })) {
    const field = document.createElement("textarea");
    Object.assign(field, { name, value });
    form.append(field);
  }
  document.body.append(form);
  leaving = true;
  form.submit();
});

// What the customer will see, beside it.
editor.querySelector("[data-beside]")?.addEventListener("click", async e => {
  const button = e.currentTarget;
  e.preventDefault();
  const { toggle } = await import("./beside.js");
  if (!toggle(editor, button)) location.href = button.href;
});

for (const text of editor.querySelectorAll("[data-format]")) {
  const fold = text.closest("details");
  const write = () => import("./format.js").then(format => format.attach(text));
  if (!fold || fold.open) write();
  else fold.addEventListener("toggle", write, { once: true });
}

attach(editor, settled);

// A number is ready to be typed over.
editor.addEventListener("focusin", e => e.target.matches(".edit .num") && e.target.select?.());

addEventListener("beforeunload", e => {
  const typing = document.activeElement;
  if (leaving) return;
  if (waiting > 0 || dirty.size > 0 || (editor.contains(typing) && typing.defaultValue !== undefined && typing.matches(":user-invalid"))) e.preventDefault();
});
