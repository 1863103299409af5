// A list that follows its search while somebody types, and whose rows can be picked. The address always says what is shown.
const form = document.querySelector("[data-live-list]");
const target = form.dataset.liveList;
let asked = 0;
let timer;

async function show(url) {
  const mine = ++asked;
  const answer = await fetch(url, { headers: { "X-Live": "1" } });
  if (!answer.ok || mine !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of [target, ".page > .tabs"]) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old && fresh) old.replaceWith(fresh);
  }
  history.replaceState(null, "", url);
  count();
}

form.addEventListener("input", e => {
  if (e.target.type !== "search") return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    const said = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...said]) if (!value) said.delete(name);
    show(said.size ? `${form.getAttribute("action")}?${said}` : form.getAttribute("action"));
  }, 150);
});

const boxes = () => [...document.querySelectorAll(`${target} tbody .picks input`)];
const label = document.querySelector("[data-count]");

function count() {
  const picked = boxes().filter(box => box.checked).length;
  if (label) label.textContent = label.dataset.count.replace("{0}", picked);
  const all = document.querySelector("[data-pick-all]");
  if (all) [all.checked, all.indeterminate] = [picked > 0 && picked === boxes().length, picked > 0 && picked < boxes().length];
}

let last;
document.addEventListener("change", e => {
  if (e.target.matches("[data-pick-all]")) for (const box of boxes()) box.checked = e.target.checked;
  if (e.target.closest(".picks")) count();
});
// Shift picks everything between.
document.addEventListener("click", e => {
  const box = e.target.closest("tbody .picks input");
  if (!box) return;
  const all = boxes();
  if (e.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const between of all.slice(from, to + 1)) between.checked = box.checked;
    count();
  }
  last = box;
});
count();
