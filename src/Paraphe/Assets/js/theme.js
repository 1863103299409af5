// The theme changes at once; the form tells the server, which writes it into the next page.
addEventListener("submit", e => {
  const form = e.target.closest("[data-theme-form]");
  if (!form) return;
  e.preventDefault();
  const { value } = e.submitter;
  if (value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = value;
  for (const button of form.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button === e.submitter));
  const body = new FormData(form, e.submitter);
  fetch(form.action, { method: "post", body, redirect: "manual" });
});
