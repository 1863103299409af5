// A form is sent once: its button turns busy and a second click does nothing. Coming back to the page frees it.
addEventListener("submit", e => {
  const form = e.target;
  // data-again: the answer is a file, the page stays.
  if (e.defaultPrevented || form.method === "dialog" || "again" in form.dataset) return;
  if (form.dataset.sent) return e.preventDefault();
  if (form.method !== "post") return;
  form.dataset.sent = "1";
  e.submitter?.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", e => {
  if (!e.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
});
