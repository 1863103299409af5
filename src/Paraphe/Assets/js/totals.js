import { trouble } from "./toasts.js";

// <form data-totals="/…">: whenever a choice changes, the form goes to that address and the answer's parts replace ours
// by id. Only <output> and what carries data-result is swapped, never what somebody is choosing in.
let running;

addEventListener("change", async e => {
  const form = e.target.closest("form[data-totals]");
  if (!form || !e.target.matches("input[type=checkbox], input[type=radio], input[data-counts], select[data-counts]")) return;
  running?.abort();
  running = new AbortController();
  try {
    const answer = await fetch(form.dataset.totals, { method: "post", body: new FormData(form), signal: running.signal });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("output[id], [data-result][id]")) {
      const made = fresh.getElementById(part.id);
      if (made) part.replaceChildren(...made.childNodes);
    }
    trouble(false);
  } catch (error) {
    // A newer choice has overtaken this one.
    if (error.name !== "AbortError") trouble();
  }
});
