// Ctrl+K: the search over everything, in a box over the page. Without script, the box in the bar leads to the same results.
const bar = document.querySelector(".top form.find");
let dialog, list, wait, asked;

async function look(text) {
  const mine = (asked = Symbol());
  const answer = await fetch(`/search?handler=Found&q=${encodeURIComponent(text)}`);
  if (!answer.ok || mine !== asked) return;
  list.innerHTML = await answer.text();
  list.querySelector(".hit")?.classList.add("at");
}

function move(by) {
  const hits = [...list.querySelectorAll(".hit")];
  if (!hits.length) return;
  const at = hits.findIndex(hit => hit.classList.contains("at"));
  hits[at]?.classList.remove("at");
  const next = hits[(at + by + hits.length) % hits.length];
  next.classList.add("at");
  next.scrollIntoView({ block: "nearest" });
}

function open() {
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.className = "palette";
    dialog.setAttribute("aria-label", bar.getAttribute("aria-label"));
    const box = bar.querySelector(".input").cloneNode();
    for (const name of ["id", "data-key", "name"]) box.removeAttribute(name);
    box.setAttribute("aria-label", bar.getAttribute("aria-label"));
    list = document.createElement("div");
    list.setAttribute("aria-live", "polite");
    dialog.append(box, list);
    document.body.append(dialog);
    box.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(look, 120, box.value);
    });
    box.addEventListener("keydown", e => {
      if (e.key === "ArrowDown" || e.key === "ArrowUp") {
        e.preventDefault();
        move(e.key === "ArrowDown" ? 1 : -1);
      } else if (e.key === "Enter") {
        e.preventDefault();
        list.querySelector(".hit.at")?.click();
      }
    });
  }
  dialog.showModal();
  const box = dialog.querySelector("input");
  box.select();
  look(box.value);
}

addEventListener("keydown", e => {
  if (!bar || e.key.toLowerCase() !== "k" || !(e.ctrlKey || e.metaKey) || e.altKey || e.shiftKey) return;
  e.preventDefault();
  if (dialog?.open) dialog.close();
  else if (!document.querySelector("dialog[open]")) open();
});
