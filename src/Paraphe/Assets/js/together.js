// Several members in one quote: who is here and where, and what the others saved. A row that somebody here types in is never touched.
const seen = new Map();
const lifetime = 50_000;
let editor, settled, me, quote, chip;

function tell(gone = false) {
  const row = document.activeElement?.closest?.("[data-row]")?.dataset.row ?? "";
  const body = new URLSearchParams({ _token: document.body.dataset.token, row, gone });
  const href = `/quotes/${quote}/edit?handler=Here`;
  if (gone) navigator.sendBeacon(href, body);
  else fetch(href, { method: "POST", body }).catch(() => {});
}

function show() {
  const now = Date.now();
  for (const [id, other] of seen) if (now - other.at > lifetime) seen.delete(id);
  for (const row of editor.querySelectorAll("[data-with]")) delete row.dataset.with;
  const names = [];
  for (const other of seen.values()) {
    names.push(other.name);
    const row = other.row && document.getElementById(`row-${other.row}`);
    if (row) row.dataset.with = other.name;
  }
  chip.hidden = names.length === 0;
  chip.querySelector("span").textContent = names.length ? chip.dataset.said.replace("{0}", names.join(", ")) : "";
}

document.addEventListener("live:here", ({ detail }) => {
  if (!editor || detail.quote !== quote || detail.member === me) return;
  const known = seen.has(detail.member);
  if (detail.gone) seen.delete(detail.member);
  else seen.set(detail.member, { ...detail, at: Date.now() });
  // Whoever comes learns that we are here.
  if (!known && !detail.gone) tell();
  show();
});

const hashOf = (root, name) => root.querySelector(`#${CSS.escape(`h-${name}`)}`)?.value;
const busy = part => part.contains(document.activeElement) || part.querySelector("form[data-dirty]") || part.matches("form[data-dirty]");

// The page as it stands now: rows and parts that differ and in which nobody here is typing take the new shape.
async function follow() {
  await settled();
  const answer = await fetch(location.pathname.replace(/\/lines$/, "/edit"), { headers: { "X-Live": "1" } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  await settled();
  const rows = editor.querySelector("[data-rows]");
  const fresh = [...page.querySelectorAll("[data-row]")];
  const kept = new Set(fresh.map(row => row.dataset.row));
  for (const row of rows.querySelectorAll("[data-row]")) if (!kept.has(row.dataset.row) && !busy(row)) row.remove();
  let before = null;
  for (const row of fresh) {
    const key = row.dataset.row;
    let mine = document.getElementById(`row-${key}`);
    if (!mine || (hashOf(mine, key) !== hashOf(row, key) && !busy(mine))) {
      const made = document.importNode(row, true);
      made.classList.add("changed-now");
      if (mine) mine.replaceWith(made);
      else if (before) before.after(made);
      else rows.prepend(made);
      mine = made;
    } else if (mine.previousElementSibling !== before && !busy(mine)) {
      if (before) before.after(mine);
      else rows.prepend(mine);
    }
    before = mine;
  }
  for (const part of page.querySelectorAll("form.piece[id]")) {
    const mine = document.getElementById(part.id);
    const name = part.id.replace("part-", "");
    if (mine && hashOf(mine, name) !== hashOf(part, name) && !busy(mine)) mine.replaceWith(document.importNode(part, true));
  }
  for (const id of ["totals", "saved", "sent-bar", ...fresh.map(row => `a-${row.dataset.row}`)]) {
    const [mine, theirs] = [document.getElementById(id), page.getElementById(id)];
    if (mine && theirs) mine.replaceWith(document.importNode(theirs, true));
  }
  document.dispatchEvent(new CustomEvent("editor:saved"));
  show();
}

// Our own saves are announced too: the version says whether there is anything new.
let timer;
document.addEventListener("live:refresh", ({ detail }) => {
  if (!editor || !["*", `quote-${quote}`].includes(detail.target)) return;
  clearTimeout(timer);
  timer = setTimeout(async () => {
    await settled();
    const answer = await fetch(`/quotes/${quote}/edit?handler=Version`);
    if (answer.ok && (await answer.text()) !== document.getElementById("saved")?.dataset.version) follow();
  }, 400);
});

export function attach(root, whenSettled) {
  [editor, settled, me, quote] = [root, whenSettled, root.dataset.member, root.dataset.quote];
  chip = root.querySelector("[data-together]");
  // Once the line for events is open, so that the answers are heard.
  setTimeout(tell, 600);
  setInterval(() => document.visibilityState === "visible" && (tell(), show()), 20_000);
  let row;
  editor.addEventListener("focusin", e => {
    const now = e.target.closest("[data-row]")?.dataset.row;
    if (now !== row && seen.size > 0) tell();
    row = now;
  });
  addEventListener("pagehide", () => tell(true));
}
