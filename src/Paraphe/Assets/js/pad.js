import SignaturePad from "signature_pad";

// <fieldset data-pad> with a <canvas>, a hidden input for the strokes (JSON, points in pixels of a box given beside them)
// and one for the drawing as an SVG path. Strokes survive turning the phone. Without script, the name is typed instead.
export function attach(field) {
  const canvas = field.querySelector("canvas");
  const strokes = field.querySelector("[data-strokes]");
  const drawing = field.querySelector("[data-drawing]");
  const pad = new SignaturePad(canvas, { penColor: getComputedStyle(canvas).color, minWidth: 0.8, maxWidth: 2.6 });

  const fit = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (!width) return;
    const ratio = Math.max(devicePixelRatio, 1);
    const drawn = pad.toData();
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.clear();
    if (drawn.length) pad.fromData(drawn);
    else if (strokes.value) restore();
  };
  const keep = () => {
    const lines = pad.toData().map(s => s.points.map(p => [Math.round(p.x), Math.round(p.y)]));
    const empty = pad.isEmpty();
    strokes.value = empty ? "" : JSON.stringify({ width: canvas.clientWidth, height: canvas.clientHeight, strokes: lines });
    drawing.value = empty ? "" : lines.map(([first, ...rest]) => `M${first.join(" ")}${rest.length ? rest.map(p => `L${p.join(" ")}`).join("") : "h0.1"}`).join("");
    field.toggleAttribute("data-drawn", !empty);
  };

  // Shown again after an error: what was drawn is still there, in the size of today's box.
  const restore = () => {
    try {
      const kept = JSON.parse(strokes.value);
      const [x, y] = [canvas.clientWidth / kept.width, canvas.clientHeight / kept.height];
      pad.fromData(kept.strokes.map(points => ({ points: points.map(([px, py]) => ({ x: px * x, y: py * y, pressure: 0.5, time: 0 })), penColor: pad.penColor, minWidth: pad.minWidth, maxWidth: pad.maxWidth, dotSize: 0, velocityFilterWeight: 0.7, compositeOperation: "source-over" })));
      keep();
    } catch {
      strokes.value = "";
    }
  };
  pad.addEventListener("endStroke", keep);
  field.querySelector("[data-clear]")?.addEventListener("click", () => {
    pad.clear();
    keep();
  });
  new ResizeObserver(fit).observe(canvas);
  // Typing is chosen in the page, for those without script; who can draw starts with the pen.
  const draw = field.querySelector('[value="draw"]');
  if (draw && !field.hasAttribute("data-typed")) draw.checked = true;

  // The typed twin shows the name as it is written above.
  const name = document.getElementById(field.dataset.name);
  const hand = field.querySelector(".hand");
  if (name && hand) {
    const show = () => (hand.textContent = name.value);
    name.addEventListener("input", show);
    show();
  }
}
