// Puts what was fetched anew in the place of what is shown, and disturbs nobody: what was served the same again stays, with all that was
// unfolded in it and the frames that would load anew; the cursor stays where it was.
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

// The whole part anew: what is unfolded stays so.
function replace(part, fresh) {
  const folds = root => [...root.querySelectorAll("details")];
  folds(fresh).forEach((fold, i) => folds(part)[i]?.open && (fold.open = true));
  part.replaceWith(fresh);
  return [fresh];
}

const name = one => one.id || one.getAttribute("href") || one.getAttribute("formaction") || one.textContent;

/** @returns {Element[]} what is new in the page */
export function swap(part, fresh) {
  const at = part.contains(document.activeElement) ? name(document.activeElement) : null;
  const added = part.querySelector(":scope > [id]") ? merge(part, fresh) : replace(part, fresh);
  if (at !== null && document.activeElement === document.body)
    added.flatMap(one => [...one.querySelectorAll("a[href], button")]).find(one => name(one) === at)?.focus({ preventScroll: true });
  return added;
}
