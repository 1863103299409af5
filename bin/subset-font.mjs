// Takes out of a WOFF2 font what our pages never show: alternates that no feature of ours switches on. Glyph numbers stay,
// dropped ones become empty; of the substitutions only tabular figures remain. Halves Inter with its optical sizes.
// Formats: WOFF2 (W3C, transformed glyf), OpenType (cmap, GSUB, gvar).
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

const known = "cmap,head,hhea,hmtx,maxp,name,OS/2,post,cvt ,fpgm,glyf,loca,prep,CFF ,VORG,EBDT,EBLC,gasp,hdmx,kern,LTSH,PCLT,VDMX,vhea,vmtx,BASE,GDEF,GPOS,GSUB,EBSC,JSTF,MATH,CBDT,CBLC,COLR,CPAL,SVG ,sbix,acnt,avar,bdat,bloc,bsln,cvar,fdsc,feat,fmtx,fvar,gvar,hsty,just,lcar,mort,morx,opbd,prop,trak,Zapf,Silf,Glat,Gloc,Feat,Sill".split(",");

class Reader {
  constructor(data, at = 0) { this.data = data; this.at = at; }
  u8() { return this.data[this.at++]; }
  u16() { this.at += 2; return this.data.readUInt16BE(this.at - 2); }
  i16() { this.at += 2; return this.data.readInt16BE(this.at - 2); }
  u32() { this.at += 4; return this.data.readUInt32BE(this.at - 4); }
  take(n) { this.at += n; return this.data.subarray(this.at - n, this.at); }
  base128() { for (let v = 0; ; ) { const b = this.u8(); v = v * 128 + (b & 127); if (b < 128) return v; } }
  // 255UInt16 of WOFF2; the bytes are kept so that they can be copied.
  short() { const c = this.u8(); return c === 253 ? this.u16() : c === 255 ? this.u8() + 253 : c === 254 ? this.u8() + 506 : c; }
}

function open(font) {
  const head = new Reader(font, 12);
  const count = head.u16();
  const size = font.readUInt32BE(20);
  const at = new Reader(font, 48);
  const tables = [];
  for (let i = 0; i < count; i++) {
    const flags = at.u8();
    const tag = (flags & 63) === 63 ? at.take(4).toString("latin1") : known[flags & 63];
    const length = at.base128();
    const outline = tag === "glyf" || tag === "loca";
    const transformed = outline ? flags >> 6 !== 3 : flags >> 6 !== 0;
    tables.push({ tag, flags, length, transformed, size: transformed ? at.base128() : length });
  }
  const body = new Reader(brotliDecompressSync(at.take(size)));
  for (const table of tables) table.data = body.take(table.size);
  return { font, tables, table: tag => tables.find(t => t.tag === tag) };
}

// Every glyph that a character leads to (cmap formats 4 and 12).
function reachable(cmap) {
  const glyphs = new Set([0]);
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const r = new Reader(cmap, cmap.readUInt32BE(8 + i * 8));
    const start = r.at;
    const format = r.u16();
    if (format === 4) {
      const n = cmap.readUInt16BE(start + 6) / 2;
      const at = (list, k) => start + 14 + list * n * 2 + (list > 0 ? 2 : 0) + k * 2;
      for (let k = 0; k < n; k++) {
        const [end, first, delta, offset] = [0, 1, 2, 3].map(l => cmap.readUInt16BE(at(l, k)));
        for (let c = first; c <= end && c < 0xffff; c++) {
          const g = offset === 0 ? c + delta : (v => (v ? v + delta : 0))(cmap.readUInt16BE(at(3, k) + offset + (c - first) * 2));
          glyphs.add(g & 0xffff);
        }
      }
    } else if (format === 12) {
      r.at = start + 12;
      for (let n = r.u32(); n > 0; n--) {
        const [first, last, glyph] = [r.u32(), r.u32(), r.u32()];
        for (let c = first; c <= last; c++) glyphs.add(glyph + c - first);
      }
    }
  }
  return glyphs;
}

// The single substitutions of one feature, as pairs [from, to].
function substitutions(gsub, tag) {
  const features = gsub.readUInt16BE(6);
  const lookups = gsub.readUInt16BE(8);
  const wanted = new Set();
  for (let i = 0; i < gsub.readUInt16BE(features); i++) {
    const at = features + 2 + i * 6;
    if (gsub.toString("latin1", at, at + 4) !== tag) continue;
    const feature = features + gsub.readUInt16BE(at + 4);
    for (let k = 0; k < gsub.readUInt16BE(feature + 2); k++) wanted.add(gsub.readUInt16BE(feature + 4 + k * 2));
  }
  const pairs = new Map();
  for (const index of wanted) {
    const lookup = lookups + gsub.readUInt16BE(lookups + 2 + index * 2);
    for (let k = 0; k < gsub.readUInt16BE(lookup + 4); k++) {
      let sub = lookup + gsub.readUInt16BE(lookup + 6 + k * 2);
      let type = gsub.readUInt16BE(lookup);
      if (type === 7) { type = gsub.readUInt16BE(sub + 2); sub += gsub.readUInt32BE(sub + 4); }
      if (type !== 1) continue;
      covered(gsub, sub + gsub.readUInt16BE(sub + 2)).forEach((from, n) =>
        pairs.set(from, gsub.readUInt16BE(sub) === 1 ? (from + gsub.readInt16BE(sub + 4)) & 0xffff : gsub.readUInt16BE(sub + 6 + n * 2)));
    }
  }
  return [...pairs].sort((a, b) => a[0] - b[0]);
}

function covered(data, at) {
  const r = new Reader(data, at);
  const [format, n] = [r.u16(), r.u16()];
  if (format === 1) return Array.from({ length: n }, () => r.u16());
  return Array.from({ length: n }, () => { const [a, b] = [r.u16(), r.u16()]; r.u16(); return Array.from({ length: b - a + 1 }, (_, i) => a + i); }).flat();
}

const words = list => { const b = Buffer.alloc(list.length * 2); list.forEach((v, i) => b.writeUInt16BE(v, i * 2)); return b; };

// A GSUB with one feature for all scripts.
function single(tag, pairs) {
  const script = [4, 0, /* langsys */ 0, 0xffff, 1, 0];
  const scripts = Buffer.concat([words([2]), Buffer.from("DFLT"), words([14]), Buffer.from("latn"), words([14]), words(script)]);
  const features = Buffer.concat([words([1]), Buffer.from(tag), words([8]), words([0, 1, 0])]);
  const coverage = 6 + pairs.length * 2;
  const lookups = words([1, 4, 1, 0, 1, 8, 2, coverage, pairs.length, ...pairs.map(p => p[1]), 1, pairs.length, ...pairs.map(p => p[0])]);
  return Buffer.concat([words([1, 0, 10, 10 + scripts.length, 10 + scripts.length + features.length]), scripts, features, lookups]);
}

// The transformed glyf table again, with the outlines of dropped glyphs left out.
function outlines(glyf, keep) {
  const head = new Reader(glyf);
  const [, options, count] = [head.u16(), head.u16(), head.u16(), head.u16()];
  const sizes = Array.from({ length: 7 }, () => head.u32());
  const streams = sizes.map(s => new Reader(head.take(s)));
  const overlap = glyf.subarray(head.at);
  const [contours, points, flags, glyphs, composites, boxes, code] = streams;
  const bitmap = Buffer.from(boxes.take(((count + 31) >> 5) << 2));
  const out = sizes.map(() => []);
  const components = [];
  const copy = (stream, from, to, kept) => kept && out[stream].push(streams[stream].data.subarray(from, to));
  for (let g = 0; g < count; g++) {
    const kept = keep.has(g);
    const n = contours.i16();
    const marks = streams.map(s => s.at);
    let instructed = n > 0;
    if (n > 0) {
      let total = 0;
      for (let c = 0; c < n; c++) total += points.short();
      for (let k = 0; k < total; k++) { const f = flags.u8() & 127; glyphs.at += f < 84 ? 1 : f < 120 ? 2 : f < 124 ? 3 : 4; }
    } else if (n < 0)
      for (let more = true; more; ) {
        const f = composites.u16();
        const part = composites.u16();
        if (kept) components.push(part);
        composites.at += (f & 1 ? 4 : 2) + (f & 8 ? 2 : f & 0x40 ? 4 : f & 0x80 ? 8 : 0);
        instructed ||= (f & 0x100) !== 0;
        more = (f & 0x20) !== 0;
      }
    if (instructed) code.at += glyphs.short();
    if (bitmap[g >> 3] & (0x80 >> (g & 7))) boxes.at += 8;
    out[0].push(words([kept ? n & 0xffff : 0]));
    for (let s = 1; s < 7; s++) copy(s, marks[s], streams[s].at, kept);
    if (!kept) bitmap[g >> 3] &= ~(0x80 >> (g & 7));
  }
  out[5].unshift(bitmap);
  const made = out.map(parts => Buffer.concat(parts));
  const lengths = Buffer.alloc(28);
  made.forEach((part, i) => lengths.writeUInt32BE(part.length, i * 4));
  return { components, options, data: Buffer.concat([glyf.subarray(0, 8), lengths, ...made, overlap]) };
}

function variations(gvar, keep) {
  const count = gvar.readUInt16BE(12);
  const long = gvar.readUInt16BE(14) & 1;
  const start = gvar.readUInt32BE(16);
  const offset = g => (long ? gvar.readUInt32BE(20 + g * 4) : gvar.readUInt16BE(20 + g * 2) * 2);
  const offsets = Buffer.alloc((count + 1) * 4);
  const parts = [];
  let at = 0;
  for (let g = 0; g < count; g++) {
    offsets.writeUInt32BE(at, g * 4);
    if (!keep.has(g)) continue;
    const part = gvar.subarray(start + offset(g), start + offset(g + 1));
    parts.push(part);
    at += part.length;
  }
  offsets.writeUInt32BE(at, count * 4);
  const axes = gvar.readUInt16BE(4);
  const shared = gvar.subarray(gvar.readUInt32BE(8), gvar.readUInt32BE(8) + gvar.readUInt16BE(6) * axes * 2);
  const head = Buffer.from(gvar.subarray(0, 20));
  head.writeUInt32BE(20 + offsets.length, 8);
  head.writeUInt16BE(1, 14);
  head.writeUInt32BE(20 + offsets.length + shared.length, 16);
  return Buffer.concat([head, offsets, shared, ...parts]);
}

const base128 = n => { const bytes = [n & 127]; while ((n = Math.floor(n / 128)) > 0) bytes.unshift((n & 127) | 128); return Buffer.from(bytes); };

export function subset(font) {
  const { tables, table } = open(font);
  const figures = substitutions(table("GSUB").data, "tnum");
  const keep = reachable(table("cmap").data);
  for (const [from, to] of figures) if (keep.has(from)) keep.add(to);
  // Parts of composed letters, and parts of parts.
  for (let size = -1; size !== keep.size; ) {
    size = keep.size;
    for (const part of outlines(table("glyf").data, keep).components) keep.add(part);
  }
  table("glyf").data = outlines(table("glyf").data, keep).data;
  table("gvar").data = variations(table("gvar").data, keep);
  table("GSUB").data = single("tnum", figures.filter(([from, to]) => keep.has(from) && keep.has(to)));
  const post = Buffer.from(table("post").data.subarray(0, 32));
  post.writeUInt32BE(0x00030000, 0);
  table("post").data = post;

  for (const t of tables) if (!t.transformed) t.length = t.data.length;
  const directory = Buffer.concat(tables.flatMap(t => [
    Buffer.from([t.flags]),
    (t.flags & 63) === 63 ? Buffer.from(t.tag, "latin1") : Buffer.alloc(0),
    base128(t.length),
    t.transformed ? base128(t.data.length) : Buffer.alloc(0),
  ]));
  const raw = Buffer.concat(tables.map(t => t.data));
  const body = brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_FONT, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } });
  const head = Buffer.from(font.subarray(0, 48));
  const length = 48 + directory.length + body.length;
  const padding = (4 - (length & 3)) & 3;
  head.writeUInt32BE(length + padding, 8);
  head.writeUInt32BE(body.length, 20);
  // No metadata, no private data.
  head.fill(0, 28, 48);
  return Buffer.concat([head, directory, body, Buffer.alloc(padding)]);
}
