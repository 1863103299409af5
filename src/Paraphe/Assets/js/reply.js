// The reply form of a request: r and n choose its kind and put the cursor into it, chosen files are named.
export function attach(form) {
  const text = form.querySelector("textarea");
  form.addEventListener("change", e => {
    if (e.target.matches("[type=radio]")) text.focus();
    if (e.target.matches("[data-attach]")) {
      const named = [...e.target.files].map(file => file.name).join(", ");
      form.querySelector("[data-attached]").textContent = named;
    }
  });
  // Ctrl+Enter sends, as in mail programs.
  text.addEventListener("keydown", e => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) form.requestSubmit([...form.querySelectorAll("button.main")].find(button => button.checkVisibility()));
  });
}
