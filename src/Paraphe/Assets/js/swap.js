// Puts what was fetched anew in the place of what is shown, and disturbs nobody: what was served the same again stays, with all that was
// unfolded in it and the frames that would load anew; the cursor stays where it was.
const FIELDS = "input, textarea, select, [contenteditable]";
const served = new WeakMap();

// Without script there is more in a page than with it.
const html = element => {
  const plain = element.cloneNode(true);
  for (const other of plain.querySelectorAll("noscript")) other.remove();
  return plain.outerHTML;
};

/** What the server said of the parts in the page, before anything is changed in it. */
export function remember(root) {
  for (const child of root.querySelectorAll("[data-live-part] > [id]")) served.set(child, html(child));
}

function merge(part, fresh) {
  const known = new Map([...part.children].filter(child => child.id).map(child => [child.id, child]));
  const added = [];
  let at = part.firstElementChild;
  const drop = () => {
    const next = at.nextElementSibling;
    at.remove();
    at = next;
  };
  for (const child of [...fresh.children]) {
    const old = known.get(child.id);
    const said = html(child);
    if (old?.isConnected && served.get(old) === said) {
      while (at !== old) drop();
      at = old.nextElementSibling;
    } else {
      served.set(child, said);
      part.insertBefore(child, at);
      added.push(child);
    }
  }
  while (at) drop();
  return added;
}

/** How to find again what has the cursor; empty when nothing has, null when it could not be found. */
function place(part) {
  const active = document.activeElement;
  if (!part.contains(active)) return "";
  if (active.id) return `#${CSS.escape(active.id)}`;
  return active.getAttribute("href") ? `a[href="${CSS.escape(active.getAttribute("href"))}"]` : null;
}

/** @returns {Element[]} what is new in the page */
export function swap(part, fresh) {
  const back = place(part);
  // Never a part in which somebody is typing, has ticked rows, or has a menu open.
  if (back === null || document.activeElement.matches(FIELDS) && back || part.querySelector("details.menu[open], td :checked")) return [];
  let added;
  if (part.querySelector(":scope > [id]")) added = merge(part, fresh);
  else {
    part.replaceWith(fresh);
    added = [fresh];
  }
  if (back && document.activeElement === document.body) document.querySelector(back)?.focus({ preventScroll: true });
  return added;
}
