// What the document or picture itself did wrong, told to the caller in words; anything else is our fault.
export class Refused extends Error {}

/** A message is a big-endian length, a JSON head of that length, then the parts whose lengths the head's `parts` name. */
export async function readMessage(request, maxBytes) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBytes) throw new Refused(`More than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const all = Buffer.concat(chunks);
  const start = 4 + all.readUInt32BE(0);
  const head = JSON.parse(all.toString("utf8", 4, start));
  let at = start;
  const parts = head.parts.map((part) => ({ ...part, bytes: all.subarray(at, (at += part.length)) }));
  if (at !== all.length) throw new Error("Lengths do not fit the message");
  return { head, parts };
}
