import htmx from "htmx.org/dist/htmx.esm.js";

// <a data-in-dialog>: the form of that page is shown as a dialog over this one. Posting it, or failing to fetch it, opens the page itself.
addEventListener("click", e => {
  const link = e.target.closest("a[data-in-dialog]");
  if (!link || e.ctrlKey || e.metaKey || e.shiftKey || e.button !== 0) return;
  e.preventDefault();
  link.closest("details.menu")?.removeAttribute("open");
  ask(link.href);
});

// A form that asks for such a page; a button that leads elsewhere goes there.
addEventListener("submit", e => {
  const form = e.target;
  if (!form.matches("form[data-in-dialog]") || e.submitter?.dataset.plain !== undefined) return;
  e.preventDefault();
  ask(`${form.action}?${new URLSearchParams(new FormData(form, e.submitter))}`);
});

export async function ask(href) {
  try {
    const answer = await fetch(href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("[data-dialog-part]");
    if (!answer.ok || !form) throw new Error("No form");
    form.action = form.getAttribute("action") || href;
    form.querySelector("h1")?.setAttribute("id", "asked");
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "asked");
    dialog.append(form);
    document.body.append(dialog);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
    htmx.process(dialog);
    return dialog;
  } catch {
    location.href = href;
  }
}
