// The parts of an address stand in the order of its country.
addEventListener("change", e => {
  const box = e.target.closest("[data-address]");
  if (!box || e.target.tagName !== "SELECT" || !e.target.name.endsWith("Country")) return;
  const { order = ["PostalCode", "City"], example = "" } = JSON.parse(box.dataset.orders)[e.target.value] ?? {};
  const place = box.querySelector(".place");
  const parts = [...place.children];
  const rank = part => (order.indexOf(part.dataset.part) + 9) % 9;
  place.append(...parts.sort((a, b) => rank(a) - rank(b)));
  place.querySelector("[data-part=PostalCode] input").placeholder = example;
});
