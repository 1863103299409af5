// The handwriting of typed signatures for the web: the letters that names are written with in our five languages, out of the TrueType file that the PDF uses,
// numbered anew, without hints, as WOFF2. Formats: TrueType (glyf, loca, cmap 4), WOFF2 with untransformed tables (W3C).
import { brotliCompressSync, constants } from "node:zlib";

const ranges = [[0x20, 0x20], [0x26, 0x27], [0x2c, 0x2e], [0x41, 0x5a], [0x61, 0x7a], [0xa0, 0xa0], [0xc0, 0xd6], [0xd8, 0xf6], [0xf8, 0xff], [0x152, 0x153], [0x178, 0x178], [0x2019, 0x2019]];
const known = ["cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "glyf", "loca"];

function tablesOf(font) {
  const tables = {};
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + i * 16;
    tables[font.toString("latin1", at, at + 4)] = font.subarray(font.readUInt32BE(at + 8), font.readUInt32BE(at + 8) + font.readUInt32BE(at + 12));
  }
  return tables;
}

// Character → glyph, from cmap format 4.
function letters(cmap) {
  const found = new Map();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(8 + i * 8);
    if (cmap.readUInt16BE(at) !== 4) continue;
    const count = cmap.readUInt16BE(at + 6) / 2;
    for (let s = 0; s < count; s++) {
      const end = cmap.readUInt16BE(at + 14 + s * 2);
      const start = cmap.readUInt16BE(at + 16 + count * 2 + s * 2);
      const delta = cmap.readUInt16BE(at + 16 + count * 4 + s * 2);
      const place = at + 16 + count * 6 + s * 2;
      const offset = cmap.readUInt16BE(place);
      for (let c = start; c <= end && c < 0xffff; c++) {
        if (!ranges.some(([a, b]) => c >= a && c <= b)) continue;
        const raw = offset === 0 ? c : cmap.readUInt16BE(place + offset + (c - start) * 2);
        const glyph = raw === 0 ? 0 : (raw + delta) & 0xffff;
        if (glyph) found.set(c, glyph);
      }
    }
  }
  return found;
}

function* parts(glyph) {
  for (let at = 10, more = glyph.length > 0 && glyph.readInt16BE(0) < 0; more; ) {
    const flags = glyph.readUInt16BE(at);
    yield at;
    at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0);
    more = (flags & 0x20) !== 0;
    if (!more) yield -at;
  }
}

// A glyph without its hints; its parts by their new numbers.
function bare(glyph, numbers) {
  if (glyph.length === 0) return glyph;
  const contours = glyph.readInt16BE(0);
  if (contours >= 0) {
    const at = 10 + contours * 2;
    const hints = glyph.readUInt16BE(at);
    return Buffer.concat([glyph.subarray(0, at), Buffer.from([0, 0]), glyph.subarray(at + 2 + hints)]);
  }
  const made = Buffer.from(glyph);
  let end = 0;
  for (const at of parts(glyph)) {
    if (at < 0) { end = -at; continue; }
    made.writeUInt16BE(made.readUInt16BE(at) & ~0x100, at);
    made.writeUInt16BE(numbers.get(made.readUInt16BE(at + 2)), at + 2);
  }
  return made.subarray(0, end);
}

function characters(pairs) {
  const segments = [];
  for (const [c, glyph] of pairs) {
    const last = segments.at(-1);
    if (last && c === last.end + 1 && glyph - c === last.delta) last.end = c;
    else segments.push({ start: c, end: c, delta: glyph - c });
  }
  segments.push({ start: 0xffff, end: 0xffff, delta: 1 });
  const count = segments.length;
  const power = 2 ** Math.floor(Math.log2(count));
  const words = [4, 16 + count * 8, 0, count * 2, power * 2, Math.log2(power), count * 2 - power * 2, ...segments.map(s => s.end), 0,
    ...segments.map(s => s.start), ...segments.map(s => s.delta & 0xffff), ...segments.map(() => 0)];
  const table = Buffer.alloc(12 + words.length * 2);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(1, 6);
  table.writeUInt32BE(12, 8);
  words.forEach((w, i) => table.writeUInt16BE(w, 12 + i * 2));
  return table;
}

const base128 = n => { const bytes = [n & 127]; while ((n = Math.floor(n / 128)) > 0) bytes.unshift((n & 127) | 128); return Buffer.from(bytes); };

function woff2(tables, flavor) {
  const names = known.filter(name => tables[name]);
  const directory = Buffer.concat(names.map(name =>
    // Version 3 of glyf and loca means: as they are.
    Buffer.concat([Buffer.from([known.indexOf(name) | (name === "glyf" || name === "loca" ? 3 << 6 : 0)]), base128(tables[name].length)])));
  const raw = Buffer.concat(names.map(name => tables[name]));
  const body = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } });
  const head = Buffer.alloc(48);
  const length = 48 + directory.length + body.length;
  const padding = (4 - (length & 3)) & 3;
  head.write("wOF2", 0, "latin1");
  head.writeUInt32BE(flavor, 4);
  head.writeUInt32BE(length + padding, 8);
  head.writeUInt16BE(names.length, 12);
  head.writeUInt32BE(12 + names.length * 16 + names.reduce((sum, name) => sum + ((tables[name].length + 3) & ~3), 0), 16);
  head.writeUInt32BE(body.length, 20);
  head.writeUInt16BE(1, 24);
  return Buffer.concat([head, directory, body, Buffer.alloc(padding)]);
}

export function handwriting(font) {
  const tables = tablesOf(font);
  const long = tables.head.readInt16BE(50) === 1;
  const offset = g => (long ? tables.loca.readUInt32BE(g * 4) : tables.loca.readUInt16BE(g * 2) * 2);
  const outline = g => tables.glyf.subarray(offset(g), offset(g + 1));
  const found = letters(tables.cmap);
  const kept = [...new Set([0, ...found.values()])];
  // Composed letters bring their parts along.
  for (let i = 0; i < kept.length; i++)
    for (const at of parts(outline(kept[i]))) if (at > 0 && !kept.includes(outline(kept[i]).readUInt16BE(at + 2))) kept.push(outline(kept[i]).readUInt16BE(at + 2));
  const numbers = new Map(kept.map((glyph, number) => [glyph, number]));

  const widths = tables.hhea.readUInt16BE(34);
  const metric = g => (g < widths ? tables.hmtx.subarray(g * 4, g * 4 + 4)
    : Buffer.concat([tables.hmtx.subarray((widths - 1) * 4, (widths - 1) * 4 + 2), tables.hmtx.subarray(widths * 4 + (g - widths) * 2, widths * 4 + (g - widths) * 2 + 2)]));
  const glyphs = kept.map(g => bare(outline(g), numbers)).map(g => Buffer.concat([g, Buffer.alloc((4 - (g.length & 3)) & 3)]));
  const loca = Buffer.alloc((kept.length + 1) * 4);
  glyphs.reduce((at, g, i) => { loca.writeUInt32BE(at + g.length, (i + 1) * 4); return at + g.length; }, 0);

  const [head, hhea, maxp, post] = ["head", "hhea", "maxp", "post"].map(name => Buffer.from(tables[name]));
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  hhea.writeUInt16BE(kept.length, 34);
  maxp.writeUInt16BE(kept.length, 4);
  // No twilight points, functions or instructions.
  maxp.fill(0, 16, 28);
  post.writeUInt32BE(0x00030000, 0);
  return woff2({
    cmap: characters([...found].sort((a, b) => a[0] - b[0]).map(([c, g]) => [c, numbers.get(g)])),
    head, hhea, maxp, loca,
    hmtx: Buffer.concat(kept.map(metric)),
    name: Buffer.from([0, 0, 0, 0, 0, 6]),
    "OS/2": tables["OS/2"],
    post: post.subarray(0, 32),
    glyf: Buffer.concat(glyphs),
  }, font.readUInt32BE(0));
}
