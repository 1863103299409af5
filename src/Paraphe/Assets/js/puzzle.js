// The proof of work of the request form: done in slices while somebody types, so that nothing stutters.
const K = new Uint32Array(64);
const H = new Uint32Array(8);
{
  // SHA-256's constants: the fractional parts of roots of the first primes.
  let n = 2, found = 0;
  for (; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (found < 8) H[found] = Math.floor((Math.sqrt(n) % 1) * 2 ** 32);
    K[found++] = Math.floor((Math.cbrt(n) % 1) * 2 ** 32);
  }
}
const W = new Uint32Array(64);
const rotate = (x, n) => (x >>> n) | (x << (32 - n));

// First word of the hash of a text of fewer than 120 ASCII letters.
function firstWord(text) {
  const blocks = text.length + 9 > 64 ? 2 : 1;
  const bytes = new Uint8Array(blocks * 64);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, text.length * 8);
  const view = new DataView(bytes.buffer);
  const h = Uint32Array.from(H);
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) W[i] = view.getUint32(block * 64 + i * 4);
    for (let i = 16; i < 64; i++) {
      const a = W[i - 15], b = W[i - 2];
      W[i] = W[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) + W[i - 7] + (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, k] = h;
    for (let i = 0; i < 64; i++) {
      const t = (k + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
      const u = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [k, g, f, e, d, c, b, a] = [g, f, e, (d + t) | 0, c, b, a, (t + u) | 0];
    }
    [a, b, c, d, e, f, g, k].forEach((x, i) => (h[i] = h[i] + x));
  }
  return h[0];
}

export function attach(form) {
  const key = form.elements["Input.K"].value;
  const answer = form.elements["Input.Work"];
  const zeros = 32 - Number(form.dataset.work);
  let number = 0;
  let waiting = false;
  const slice = () => {
    for (const end = performance.now() + 12; performance.now() < end; number++)
      if (firstWord(`${key}:${number}`) >>> zeros === 0) {
        answer.value = number;
        if (waiting) form.requestSubmit();
        return;
      }
    setTimeout(slice, waiting ? 0 : 8);
  };
  slice();
  // Sent before it is done: a moment later it goes by itself.
  form.addEventListener("submit", e => {
    if (answer.value) return;
    e.preventDefault();
    waiting = true;
    form.querySelector("button").setAttribute("aria-busy", "true");
  });
}
