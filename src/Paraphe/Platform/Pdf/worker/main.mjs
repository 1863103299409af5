// The render worker: a disposable process that turns data into PDFs and makes pictures safe. It is told everything by the first
// line of its standard input, speaks HTTP on a private socket, and ends when that input closes.
import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { createPictures } from "./pictures.mjs";
import { createTypst } from "./typst.mjs";
import { watch } from "./watch.mjs";
import { Refused, readMessage } from "./wire.mjs";

const settings = JSON.parse(await firstLine());
const guard = watch(settings.secondsPerDocument * 1000 + 5000);
const token = Buffer.from(`Bearer ${settings.token}`);
const rooms = { "/pdf": createTypst(settings), "/picture": createPictures(settings) };

const server = createServer(async (request, response) => {
  try {
    const room = rooms[request.url];
    if (request.method !== "POST" || !room || !isOurs(request)) return answer(response, 404, {}, "");
    const message = await readMessage(request, settings.maxBytes);
    guard.begin();
    const { body, notes } = await room(message);
    answer(response, 200, { "x-notes": encodeURIComponent(JSON.stringify(notes)) }, body);
  } catch (error) {
    const refused = error instanceof Refused;
    answer(response, refused ? 422 : 500, {}, JSON.stringify({ message: String(error?.message ?? error).slice(0, 4000) }));
  } finally {
    guard.end();
  }
});
server.listen(settings.socket, () => process.stdout.write("ready\n"));

function answer(response, status, headers, body) {
  if (!response.destroyed) response.writeHead(status, headers).end(body);
}

function isOurs(request) {
  const given = Buffer.from(request.headers.authorization ?? "");
  return given.length === token.length && timingSafeEqual(given, token);
}

function firstLine() {
  return new Promise((resolve) => {
    const lines = createInterface({ input: process.stdin });
    lines.once("line", resolve);
    lines.once("close", () => process.exit(0));
  });
}
