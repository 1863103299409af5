// Supporting documents: several files at once, one refused, one whose connection breaks; then the gallery by keyboard.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser, desktop, judge, phone, start, visitor } from "./app.mjs";

let app, chromium, email, password;
const sharp = createRequire(import.meta.url)("sharp");
const picture = background => sharp({ create: { width: 1600, height: 1100, channels: 3, background } }).png({ compressionLevel: 0 }).toBuffer();

before(async () => {
  app = await start(["--demo", "--language", "fr"]);
  [, email, password] = /sign-in (\S+)\s+password (\S+)/.exec(app.said());
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await app?.stop();
});

test("QU 5: files are uploaded in parts with progress; a refused one says why, a broken one goes on", async () => {
  const page = await visitor(chromium, app, desktop);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.locator("main button.main").click();
  await page.waitForURL("**/quotes");
  await page.goto("/quotes?tab=drafts");
  await page.locator("a.go").first().click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  const quote = page.url();
  await page.goto(`${quote}/documents?tab=Image`);
  await judge(page);

  let broken = 0;
  await page.route(/handler=Part/, route => (broken++ === 1 ? route.abort("connectionreset") : route.continue()));
  const files = [
    { name: "terrasse.png", mimeType: "image/png", buffer: await picture("#2f6b4f") },
    { name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") },
    { name: "massif.png", mimeType: "image/png", buffer: await picture("#a3546b") },
  ];
  assert.ok(files[0].buffer.length > 5_000_000, "several parts");
  await page.locator("#files").setInputFiles(files);
  await page.locator("#enclosures li").nth(1).waitFor({ timeout: 30_000 });
  const refused = page.locator(".under-way li.rejected");
  await refused.waitFor();
  assert.match(await refused.textContent(), /logo\.png.*PNG, JPEG/);
  assert.equal(await page.locator("#enclosures li").count(), 2);
  assert.ok(broken > 6, "the part that broke was sent again");
  // The one broken here on purpose.
  page.troubles.splice(0, Infinity, ...page.troubles.filter(trouble => !/ERR_CONNECTION_RESET/.test(trouble)));
  await judge(page);

  const customer = await visitor(chromium, app, phone);
  await customer.context().addCookies(await page.context().cookies());
  await customer.goto(`${quote}/preview`);
  await customer.locator(".gallery a").first().focus();
  await customer.keyboard.press("Enter");
  const box = customer.locator("dialog.lightbox[open]");
  await box.waitFor();
  assert.match(await box.textContent(), /1 \/ 2/);
  await customer.keyboard.press("ArrowRight");
  assert.match(await box.textContent(), /2 \/ 2/);
  await judge(customer);
  await customer.keyboard.press("Escape");
  await box.waitFor({ state: "detached" }).catch(() => box.waitFor({ state: "hidden" }));
  assert.deepEqual([...page.troubles, ...customer.troubles], []);
});

test("QU 5: a still is made of a video where the browser can play it, and the customer sees it first", async () => {
  const page = await visitor(chromium, app, desktop);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.locator("main button.main").click();
  await page.waitForURL("**/quotes");
  await page.goto("/quotes?tab=drafts");
  await page.locator("a.go").first().click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  const quote = page.url();
  await page.goto(`${quote}/documents?tab=Video`);
  const film = await page.evaluate(
    () =>
      new Promise(made => {
        const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 180 });
        const pen = canvas.getContext("2d");
        const turn = setInterval(() => {
          pen.fillStyle = "#2f6b4f";
          pen.fillRect(0, 0, 320, 180);
        }, 30);
        const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
        const parts = [];
        recorder.ondataavailable = e => parts.push(e.data);
        recorder.onstop = async () => {
          clearInterval(turn);
          made([...new Uint8Array(await new Blob(parts).arrayBuffer())]);
        };
        recorder.start();
        setTimeout(() => recorder.stop(), 800);
      }),
  );
  const kept = page.waitForResponse(answer => answer.url().includes("handler=Still") && answer.status() === 204);
  await page.locator("#files").setInputFiles({ name: "visite.webm", mimeType: "video/webm", buffer: Buffer.from(film) });
  await kept;
  await page.goto(`${quote}/preview`);
  const poster = await page.locator("figure.video video").getAttribute("poster");
  const still = await page.request.get(poster);
  assert.match(still.headers()["content-type"], /image\/(jpeg|png)/);
  const { channels } = await sharp(await still.body()).stats();
  assert.ok(Math.abs(channels[1].mean - 0x6b) < 12, "the still is of the film");
  assert.deepEqual(page.troubles, []);
});
