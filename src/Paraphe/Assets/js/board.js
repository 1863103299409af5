import Sortable from "sortablejs";
import { ask } from "./ask.js";

// A card dropped on another column asks for what the act needs; until that is done the card stays where it was.
const board = document.querySelector("[data-board]");
const lanes = [...board.querySelectorAll("[data-lane]")];
const wayTo = (card, lane) => card.dataset[`to${lane.dataset.lane}`];

function back({ item, from, oldIndex }) {
  from.insertBefore(item, from.children[oldIndex] ?? null);
}

for (const lane of lanes)
  new Sortable(lane, {
    group: { name: "stages", put: (to, from, card) => to.el === from.el || Boolean(wayTo(card, to.el)) },
    sort: false,
    animation: 120,
    ghostClass: "ghost",
    filter: ".menu, .menu *",
    preventOnFilter: false,
    delay: 120,
    delayOnTouchOnly: true,
    onStart: e => lanes.forEach(other => other.classList.toggle("open-lane", other === e.from || Boolean(wayTo(e.item, other)))),
    onEnd: async e => {
      for (const other of lanes) other.classList.remove("open-lane");
      const href = e.from !== e.to && wayTo(e.item, e.to);
      if (!href) return;
      if (/\/send$/.test(href)) {
        location.href = href;
        return;
      }
      const dialog = await ask(href);
      dialog?.addEventListener("close", () => back(e));
      if (!dialog) back(e);
    },
  });
