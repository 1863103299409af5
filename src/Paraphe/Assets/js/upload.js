import { trouble } from "./toasts.js";

// Files in parts of a megabyte: the server says how much it has, so that a broken upload goes on there, also when the same file is chosen
// again another day. Refused files keep their reason until they are closed.
export function attach(form) {
  const { upload: here, part, busy, again, checking, done: finished, stop } = form.dataset;
  const list = form.querySelector("[data-list]");
  const field = form.querySelector("input[type=file]");
  const address = (handler, more = {}) => `${here}&${new URLSearchParams({ handler, ...more })}`;
  let turn = Promise.resolve();

  form.querySelector("[data-plain]").hidden = true;
  field.addEventListener("change", () => {
    add(field.files);
    field.value = "";
  });
  form.addEventListener("submit", e => {
    e.preventDefault();
    add(field.files);
  });
  for (const name of ["dragenter", "dragover"])
    addEventListener(name, e => {
      if (!e.dataTransfer?.types.includes("Files")) return;
      e.preventDefault();
      form.classList.add("over");
    });
  addEventListener("dragleave", e => e.relatedTarget === null && form.classList.remove("over"));
  addEventListener("drop", e => {
    if (!e.dataTransfer?.files.length) return;
    e.preventDefault();
    form.classList.remove("over");
    add(e.dataTransfer.files);
  });

  function add(files) {
    for (const file of files) {
      const row = document.createElement("li");
      const name = Object.assign(document.createElement("span"), { className: "cut", textContent: file.name });
      const bar = Object.assign(document.createElement("progress"), { max: file.size || 1, value: 0 });
      bar.setAttribute("aria-label", file.name);
      const word = Object.assign(document.createElement("span"), { className: "q2 sm nb", textContent: busy });
      const close = Object.assign(document.createElement("button"), { type: "button", className: "btn bare", textContent: stop });
      row.append(name, bar, word, close);
      list.append(row);
      const halt = new AbortController();
      close.addEventListener("click", () => {
        halt.abort();
        row.remove();
      });
      turn = turn.then(() => send(file, { row, bar, word, halt: halt.signal }));
    }
  }

  async function send(file, { row, bar, word, halt }) {
    const say = (text, tone) => {
      word.textContent = text;
      row.className = tone ?? "";
    };
    const ask = async (url, body, type) => {
      for (let tries = 0; ; tries++)
        try {
          const answer = await fetch(url, { method: "POST", body, signal: halt, headers: { "X-CSRF-TOKEN": document.body.dataset.token, ...(type && { "Content-Type": type }) } });
          if (answer.status >= 500) throw new Error(String(answer.status));
          say(busy);
          return answer;
        } catch (error) {
          if (halt.aborted || tries >= 8) throw error;
          say(again);
          await new Promise(go => setTimeout(go, Math.min(500 * 2 ** tries, 15_000)));
        }
    };
    try {
      const begun = await ask(address("Begin", { name: file.name, size: file.size, mark: file.lastModified }));
      if (begun.status === 422) return say((await begun.json()).message, "tone rejected");
      if (!begun.ok || begun.redirected) throw new Error(String(begun.status));
      let { id, offset } = await begun.json();
      while (offset < file.size) {
        bar.value = offset;
        const answer = await ask(address("Part", { upload: id, offset }), file.slice(offset, offset + Number(part)), "application/octet-stream");
        if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
        ({ offset } = await answer.json());
      }
      bar.value = file.size;
      say(checking);
      const answer = await ask(address("Done", { upload: id }));
      if (answer.status === 422) return say((await answer.json()).message, "tone rejected");
      if (!answer.ok) throw new Error(String(answer.status));
      show(await answer.text());
      row.remove();
      trouble(false);
    } catch {
      if (!halt.aborted) {
        say(again, "tone rejected");
        trouble();
      }
    }
  }

  function show(html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    const fresh = made.content.firstElementChild;
    document.getElementById("enclosures").replaceWith(fresh);
    if (fresh.querySelector("video[data-still]")) import("./stills.js").then(m => m.attach(fresh));
    document.querySelector(".tabs [aria-current] .count").textContent = fresh.children.length;
    form.setAttribute("data-last", finished);
  }
}
