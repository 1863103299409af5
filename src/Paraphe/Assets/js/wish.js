import { trouble } from "./toasts.js";

// <a data-wish>: the form of that page as a dialog over this one. Saved, only what concerns wishes is swapped; what was ticked stays. Words of a
// dialog that was closed without saving are there again when it is opened again.
const kept = new Map();
const read = async answer => new DOMParser().parseFromString(await answer.text(), "text/html");

function swap(page) {
  for (const part of document.querySelectorAll("[data-wishes][id]")) {
    const made = page.getElementById(part.id);
    if (made) part.replaceWith(made);
  }
}

function show(dialog, form) {
  dialog.replaceChildren(form);
  (form.querySelector("[aria-invalid=true]") ?? form.elements.wish).focus();
}

export async function open(link) {
  const { href } = link;
  const place = link.closest("[data-wishes]").id;
  const answer = await fetch(href).catch(() => null);
  const form = answer?.ok && !answer.redirected && (await read(answer)).querySelector("[data-dialog-part]");
  // Signed or expired meanwhile, or no network: the page itself tells.
  if (!form) return location.assign(href);
  for (const [name, value] of kept.get(href) ?? []) if (name !== "k") form.elements[name].value = value;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "wish-title");
  document.body.append(dialog);
  dialog.showModal();
  show(dialog, form);
  dialog.addEventListener("close", () => {
    const left = dialog.querySelector("form");
    if (left) kept.set(href, new FormData(left));
    dialog.remove();
    document.getElementById(place)?.querySelector("[data-wish]")?.focus();
  });
  dialog.addEventListener("submit", async e => {
    e.preventDefault();
    const sent = e.target;
    if (sent.dataset.sent) return;
    sent.dataset.sent = "1";
    e.submitter?.setAttribute("aria-busy", "true");
    try {
      const done = await fetch(e.submitter?.getAttribute("formaction") ?? sent.action, { method: "post", body: new URLSearchParams(new FormData(sent)) });
      const page = await read(done);
      const again = page.querySelector("[data-dialog-part]");
      trouble(done.status >= 500);
      if (again) show(dialog, again);
      else if (done.redirected && new URL(done.url).pathname === location.pathname) {
        swap(page);
        kept.delete(href);
        dialog.replaceChildren();
        dialog.close();
      } else if (done.redirected) location.assign(done.url);
      else throw new Error(done.status);
    } catch {
      trouble();
      delete sent.dataset.sent;
      e.submitter?.removeAttribute("aria-busy");
    }
  });
}
