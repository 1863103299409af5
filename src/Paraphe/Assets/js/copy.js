import { toast } from "./toasts.js";

// <button data-copy="text" data-copied="Copied">: without a clipboard (plain http) the text beside it is selected instead.
addEventListener("click", async e => {
  const button = e.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copyFrom ?? "");
  const text = button.dataset.copy || source?.value || source?.textContent.trim();
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    if (button.dataset.copied) toast(button.dataset.copied);
  } else if (source) getSelection().selectAllChildren(source);
});
