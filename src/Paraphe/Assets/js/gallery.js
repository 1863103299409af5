// Pictures of a quote, large: arrows and a swipe go on, Escape closes. Without script each opens by its own address.
export function attach(gallery) {
  const links = [...gallery.querySelectorAll("a")];
  const { previous, next, close } = gallery.dataset;
  const box = document.createElement("dialog");
  box.className = "lightbox";
  const picture = document.createElement("img");
  const caption = document.createElement("p");
  const button = (label, sign, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: sign });
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };
  const acts = document.createElement("div");
  acts.append(button(previous, "‹", () => go(-1)), button(next, "›", () => go(1)), button(close, "×", () => box.close()));
  box.append(picture, caption, acts);
  document.body.append(box);
  let at = 0;

  const show = place => {
    at = (place + links.length) % links.length;
    picture.src = links[at].href;
    picture.alt = links[at].querySelector("img").alt;
    caption.textContent = `${at + 1} / ${links.length}  ${picture.alt}`;
    box.setAttribute("aria-label", picture.alt);
  };
  const go = step => show(at + step);
  for (const [place, link] of links.entries())
    link.addEventListener("click", e => {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      show(place);
      box.showModal();
    });
  box.addEventListener("keydown", e => {
    if (e.key === "ArrowLeft") go(-1);
    if (e.key === "ArrowRight") go(1);
  });
  box.addEventListener("click", e => e.target === box && box.close());
  box.addEventListener("close", () => links[at].focus());
  let from;
  box.addEventListener("pointerdown", e => (from = e.clientX));
  box.addEventListener("pointerup", e => Math.abs(e.clientX - from) > 60 && go(e.clientX < from ? 1 : -1));
}
