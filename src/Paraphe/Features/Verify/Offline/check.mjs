// Checks a signed PDF, or an evidence bundle, with nothing but the browser. Strict: what it does not understand does not hold.
const text = bytes => new TextDecoder("latin1").decode(bytes);
const utf8 = bytes => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, "0")).join("");
const unhex = digits => Uint8Array.from(digits.match(/../g) ?? [], pair => parseInt(pair, 16));
const same = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
const join = (...parts) => {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
};
const digest = async (name, bytes) => new Uint8Array(await crypto.subtle.digest(name, bytes));
const sha256 = async bytes => hex(await digest("SHA-256", bytes));
const inflate = async (bytes, format) => {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

/** What a file proves. `kind` is pdf, bundle or nothing. */
export async function check(bytes) {
  try {
    return bytes[0] === 0x50 && bytes[1] === 0x4b ? await bundle(bytes) : await sealed(bytes);
  } catch (damaged) {
    return { kind: "nothing", intact: false, fault: String(damaged.message ?? damaged) };
  }
}

async function bundle(bytes) {
  const isWhole = await wholeness(bytes);
  const files = await unzip(bytes);
  const name = [...files.keys()].find(each => each.endsWith(".pdf"));
  if (!name) throw new Error("no PDF in the ZIP");
  const pdf = await sealed(files.get(name));
  const changed = await changedOf(files);
  const [revision, events] = [files.get("revision.json"), files.get("events.json")];
  const chain = events ? await chainOf(events) : null;
  const revisionIsSame = !!revision && !!pdf.revision && same(revision, pdf.revision);
  const before = pdf.chain?.intact ? pdf.chain : null;
  const eventsGoOn = !!chain?.intact && !!before && chain.hashes[before.count - 1] === before.hashes.at(-1);
  return {
    ...pdf,
    kind: "bundle",
    pdf: name,
    files: files.size,
    isWhole,
    changed,
    revisionIsSame,
    eventsGoOn,
    chain: chain ?? { intact: false, count: 0 },
    intact: isWhole !== false && pdf.intact && changed.length === 0 && revisionIsSame && eventsGoOn,
  };
}

async function changedOf(files) {
  const sums = files.get("SHA256SUMS");
  if (!sums) return ["SHA256SUMS"];
  const listed = new Map(utf8(sums).split("\n").filter(Boolean).map(line => [line.slice(66), line.slice(0, 64)]));
  const changed = [...files.keys()].filter(name => name !== "SHA256SUMS" && !listed.has(name));
  for (const [name, hash] of listed) if (!files.has(name) || (await sha256(files.get(name))) !== hash) changed.push(name);
  return changed;
}

/** Whether no byte has changed since it was made: its comment holds the hash of all before. Null for files that somebody packed anew. */
async function wholeness(bytes) {
  const isEnd = (at, comment) => at >= 0 && text(bytes.subarray(at, at + 4)) === "PK\x05\x06" && bytes[at + 20] + 256 * bytes[at + 21] === comment;
  if (isEnd(bytes.length - 22, 0)) return null;
  const comment = bytes.length - 72;
  return isEnd(comment - 22, 72) && text(bytes.subarray(comment)) === `SHA-256 ${await sha256(bytes.subarray(0, comment))}`;
}

/** Files of a ZIP by name, read from its directory at the end. */
async function unzip(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Error("not a ZIP");
  const files = new Map();
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new Error("a damaged ZIP");
    const [method, packed, size] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)];
    const [nameLength, extra, comment, local] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)];
    const name = utf8(bytes.subarray(at + 46, at + 46 + nameLength));
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const raw = bytes.subarray(start, start + packed);
    const file = method === 0 ? raw : method === 8 ? await inflate(raw, "deflate-raw") : null;
    if (!file || file.length !== size || files.has(name)) throw new Error("a damaged ZIP");
    files.set(name, file);
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

// ---- The seals of a PDF

async function sealed(bytes) {
  const source = text(bytes);
  if (!source.startsWith("%PDF-")) throw new Error("not a PDF");
  const marks = [...source.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  const seals = [];
  for (const mark of marks) seals.push(await seal(bytes, source, mark));
  seals.sort((a, b) => a.end - b.end);
  // Whatever follows a seal must be a time-stamp and nothing else; whatever follows the last one is not covered.
  for (const [place, one] of seals.entries()) one.holds &&= place === 0 || (one.stamp && onlyStamps(source, seals[place - 1].end, one.end));
  const first = seals.find(one => !one.stamp);
  const later = seals.find(one => one.stamp && one.holds);
  const parts = await attachments(bytes, source);
  const revision = parts.find(part => part.is === "revision")?.bytes ?? null;
  const events = parts.find(part => part.is === "events")?.bytes ?? null;
  const revisionHash = revision && (await sha256(revision));
  const chain = events && (await chainOf(events));
  const named = !revisionHash || !events ? null : utf8(events).includes(`"${revisionHash}"`);
  return {
    kind: seals.length > 0 ? "pdf" : "nothing",
    seals,
    signer: first?.signer ?? null,
    fingerprint: first?.fingerprint ?? null,
    provenAt: first?.stampedAt ?? later?.stampedAt ?? null,
    authority: first?.authority ?? later?.authority ?? null,
    claimedAt: first?.claimedAt ?? null,
    revision,
    revisionHash,
    eventsNameRevision: named,
    chain,
    intact:
      !!first && seals.every(one => one.holds) && seals.at(-1).end === bytes.length && named !== false && (chain === null || chain.intact),
  };
}

async function seal(bytes, source, mark) {
  const [from, gap, gapEnd, length] = mark.slice(1).map(Number);
  const end = gapEnd + length;
  const begin = source.lastIndexOf(" obj", mark.index);
  const words = source.slice(begin, gap) + source.slice(gapEnd, source.indexOf("endobj", gapEnd));
  const stamp = /\/SubFilter\s*\/ETSI\.RFC3161/.test(words);
  // Written as text or in hexadecimal digits.
  const written = /\/M\s*(?:\(([^)]*)\)|<([0-9A-Fa-f]*)>)/.exec(words);
  const claimed = /^D:(\d{14})/.exec(written?.[1] ?? text(unhex(written?.[2] ?? "")))?.[1];
  const found = { stamp, end, holds: false, claimedAt: claimed ? claimed.replace(/(....)(..)(..)(..)(..)(..)/, "$1-$2-$3T$4:$5:$6Z") : null };
  if (from !== 0 || gap >= gapEnd || end > bytes.length || gap < mark.index || bytes[gap] !== 0x3c || bytes[gapEnd - 1] !== 0x3e) return found;
  const covered = join(bytes.subarray(0, gap), bytes.subarray(gapEnd, end));
  try {
    const room = unhex(source.slice(gap + 1, gapEnd - 1));
    const token = der(room);
    if (room.subarray(token.whole.length).some(byte => byte !== 0)) throw new Error("something behind the signature");
    if (stamp) {
      const time = await timestamp(token, covered);
      return { ...found, holds: true, signer: time.authority, authority: time.authority, stampedAt: time.at };
    }
    if (!/\/SubFilter\s*\/ETSI\.CAdES\.detached/.test(words)) return found;
    const made = await cms(token, covered);
    const time = made.stampToken ? await timestamp(made.stampToken, made.signature) : null;
    return { ...found, holds: true, signer: made.name, fingerprint: await sha256(made.certificate.whole), stampedAt: time?.at, authority: time?.authority };
  } catch (fault) {
    return { ...found, fault: String(fault.message ?? fault) };
  }
}

/** What an update added between two seals: the field and the value of a time-stamp, and objects that changed by naming it. */
function onlyStamps(source, start, end) {
  const added = source.slice(start, end);
  const plain = words =>
    words
      .replace(/\/(Annots|Fields)\s*\[[^\]]*\]/g, "")
      .replace(/\/AcroForm\s*(<<.*?>>|\d+ \d+ R)/gs, "")
      .replace(/\/SigFlags\s+\d+/g, "")
      .replace(/\s+/g, "");
  const objects = [...added.matchAll(/(?:^|\n)(\d+) 0 obj\s(.*?)\nendobj/gs)];
  return (
    objects.length > 0 &&
    objects.every(([, number, body]) => {
      if (/\/Type\s*\/DocTimeStamp/.test(body) || (/\/FT\s*\/Sig\b/.test(body) && /\/Rect\s*\[\s*0 0 0 0\s*\]/.test(body))) return true;
      const before = [...source.slice(0, start).matchAll(new RegExp(`(?:^|\\n)${number} 0 obj\\s(.*?)\\nendobj`, "gs"))].at(-1);
      return !!before && plain(before[1]) === plain(body);
    })
  );
}

/** Attached files, known by what is in them. */
async function attachments(bytes, source) {
  const found = [];
  for (const match of source.matchAll(/(?:^|\n)\d+ 0 obj\s*<<([^]*?)>>\s*stream\r?\n/g)) {
    if (!/\/Type\s*\/EmbeddedFile/.test(match[1])) continue;
    const start = match.index + match[0].length;
    const length = /\/Length (\d+)(?! \d+ R)/.exec(match[1])?.[1] ?? /\n\d+ 0 obj\s+(\d+)\s+endobj/.exec(source.slice(start))?.[1];
    const raw = bytes.subarray(start, start + Number(length));
    const file = /\/FlateDecode/.test(match[1]) ? await inflate(raw, "deflate") : raw;
    const begin = text(file.subarray(0, 200));
    if (begin.startsWith('{"events":')) found.push({ is: "events", bytes: file });
    else if (begin.startsWith("{")) found.push({ is: "revision", bytes: file });
  }
  return found;
}

// ---- The history: each event's hash covers the one before

// RFC 8785: names in the order of their UTF-16 units; texts as JSON.stringify writes them. Amounts are texts.
const canonical = value =>
  Array.isArray(value) ? `[${value.map(canonical).join(",")}]`
  : value && typeof value === "object" ? `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`
  : JSON.stringify(value);

async function chainOf(bytes) {
  const json = utf8(bytes);
  const { quote, events } = JSON.parse(json);
  // Written again it is the same text: nothing beside what the hashes cover, nothing twice.
  if (canonical({ quote, events }) !== json) return { intact: false, count: events?.length ?? 0, brokenAt: null };
  const hashes = [];
  let previous = "0".repeat(64);
  for (const [place, event] of events.entries()) {
    const { hash, ...rest } = event;
    const names = Object.keys(rest).sort().join();
    const own = await sha256(new TextEncoder().encode(canonical({ ...rest, quote })));
    if (event.sequence !== place + 1 || event.previous !== previous || own !== hash || names !== "actorId,actorKind,actorName,at,payload,previous,sequence,what")
      return { intact: false, count: events.length, brokenAt: place + 1, hashes };
    hashes.push((previous = hash));
  }
  return { intact: true, count: events.length, hashes };
}

// ---- Signatures (CMS, RFC 5652) and time-stamps (RFC 3161)

/** One element of DER: its tag, its content, and all of its bytes. */
function der(bytes, at = 0) {
  const tag = bytes[at];
  let length = bytes[at + 1];
  let head = 2;
  if (length & 0x80) {
    const count = length & 0x7f;
    if (count < 1 || count > 4) throw new Error("odd DER");
    length = 0;
    for (let next = 0; next < count; next++) length = length * 256 + bytes[at + 2 + next];
    head += count;
  }
  if (!(at + head + length <= bytes.length)) throw new Error("cut DER");
  return { tag, content: bytes.subarray(at + head, at + head + length), whole: bytes.subarray(at, at + head + length) };
}

function parts(element) {
  const found = [];
  for (let at = 0; at < element.content.length; ) {
    const part = der(element.content, at);
    found.push(part);
    at += part.whole.length;
  }
  return found;
}

function oid(element) {
  const numbers = [Math.floor(element.content[0] / 40), element.content[0] % 40];
  let value = 0;
  for (const byte of element.content.subarray(1)) {
    value = value * 128 + (byte & 0x7f);
    if (!(byte & 0x80)) (numbers.push(value), (value = 0));
  }
  return numbers.join(".");
}

const hashes = { "2.16.840.1.101.3.4.2.1": "SHA-256", "2.16.840.1.101.3.4.2.2": "SHA-384", "2.16.840.1.101.3.4.2.3": "SHA-512" };
const curves = { "1.2.840.10045.3.1.7": ["P-256", 32], "1.3.132.0.34": ["P-384", 48], "1.3.132.0.35": ["P-521", 66] };
const attribute = (set, name) => set.map(parts).find(([type]) => oid(type) === name)?.[1];

/** Checks the one signature of a SignedData over `covered`, or over the content it carries. */
async function cms(element, covered) {
  const [type, explicit] = parts(element);
  if (oid(type) !== "1.2.840.113549.1.7.2") throw new Error("no signed data");
  const fields = parts(parts(explicit)[0]);
  const carried = parts(fields[2])[1];
  const content = carried ? parts(carried)[0].content : covered;
  if (!content || (carried && covered)) throw new Error("no content");
  const certificates = fields.filter(field => field.tag === 0xa0).flatMap(parts).map(certificateOf);
  const signers = parts(fields.at(-1));
  if (signers.length !== 1) throw new Error("not one signer");
  const [, who, hash, attributes, , signature, unsigned] = parts(signers[0]);
  if (attributes?.tag !== 0xa0) throw new Error("no signed attributes");
  // By issuer and number; who is told by a key identifier must be the only one.
  const certificate = who.tag === 0x30 ? certificates.find(one => same(join(one.issuer.whole, one.serial.whole), who.content)) : certificates.length === 1 ? certificates[0] : null;
  if (!certificate) throw new Error("no certificate");
  const name = hashes[oid(parts(hash)[0])];
  const signed = parts(attributes);
  const stated = parts(attribute(signed, "1.2.840.113549.1.9.4"))[0].content;
  if (!name || !same(stated, await digest(name, content))) throw new Error("the digest is another");
  await named(signed, certificate);
  const attributeSet = join(Uint8Array.of(0x31), attributes.whole.subarray(1));
  if (!(await verified(certificate, name, signature.content, attributeSet))) throw new Error("the signature does not hold");
  const extra = unsigned ? parts(unsigned) : [];
  const token = attribute(extra, "1.2.840.113549.1.9.16.2.14");
  if (covered && extra.length > (token ? 1 : 0)) throw new Error("something beside the signature");
  return { certificate, name: certificate.name, signature: signature.content, content, stampToken: token ? parts(token)[0] : null };
}

/** The signing certificate is named in what is signed, so that no other can take its place. */
async function named(signed, certificate) {
  const two = attribute(signed, "1.2.840.113549.1.9.16.2.47");
  const one = attribute(signed, "1.2.840.113549.1.9.16.2.12");
  const first = parts(parts(parts(parts(two ?? one)[0])[0])[0]);
  const given = two && first[0].tag === 0x30 ? hashes[oid(parts(first[0])[0])] : two ? "SHA-256" : "SHA-1";
  const stated = first.find(part => part.tag === 0x04).content;
  if (!same(stated, await digest(given, certificate.whole))) throw new Error("another certificate");
}

function certificateOf(element) {
  const fields = parts(parts(element)[0]);
  const [serial, , issuer, , subject, key] = fields[0].tag === 0xa0 ? fields.slice(1) : fields;
  const names = parts(subject).flatMap(parts).map(parts);
  const common = names.find(([type]) => oid(type) === "2.5.4.3") ?? names.at(-1);
  return { whole: element.whole, serial, issuer, key, name: new TextDecoder().decode(common[1].content) };
}

async function verified(certificate, hash, signature, data) {
  const [algorithm, curve] = parts(parts(certificate.key)[0]);
  const kind = oid(algorithm);
  if (kind === "1.2.840.113549.1.1.1") {
    const key = await crypto.subtle.importKey("spki", certificate.key.whole, { name: "RSASSA-PKCS1-v1_5", hash }, false, ["verify"]);
    return crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, signature, data);
  }
  const [name, size] = kind === "1.2.840.10045.2.1" ? (curves[oid(curve)] ?? []) : [];
  if (!name) throw new Error("an unknown kind of key");
  const key = await crypto.subtle.importKey("spki", certificate.key.whole, { name: "ECDSA", namedCurve: name }, false, ["verify"]);
  const plain = join(...parts(der(signature)).map(number => padded(number.content, size)));
  return crypto.subtle.verify({ name: "ECDSA", hash }, key, plain, data);
}

function padded(number, size) {
  const bare = number.subarray(Math.max(0, number.length - size));
  return join(new Uint8Array(size - bare.length), bare);
}

/** The time that an authority gave for `stamped`. */
async function timestamp(token, stamped) {
  const made = await cms(token, null);
  const [, , imprint, , time] = parts(der(made.content));
  const [algorithm, hash] = parts(imprint);
  if (!same(hash.content, await digest(hashes[oid(parts(algorithm)[0])], stamped))) throw new Error("a time-stamp of something else");
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text(time.content));
  return { at: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`, authority: made.name };
}
