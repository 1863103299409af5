// From a customer's mail to an accepted quote: mail comes in over SMTP, a member works in the inbox.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { browser, desktop, freePort, judge, phone, start, visitor } from "./app.mjs";

let app, chromium, password, email, smtp, address;

before(async () => {
  smtp = await freePort();
  app = await start(["--demo", "--language", "fr"], { PARAPHE_SMTP_LISTEN: `127.0.0.1:${smtp}`, PARAPHE_MAIL_DOMAIN: "paraphe.example" });
  [, email, password] = /sign-in (\S+)\s+password (\S+)/.exec(app.said());
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await app?.stop();
});

async function member(options = desktop) {
  const page = await visitor(chromium, app, options);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.locator("main button.main").click();
  await page.waitForURL("**/quotes");
  return page;
}

/** Hands a message over as a mail server does: all commands at once (PIPELINING). */
async function mail(to, lines) {
  const socket = connect(smtp, "127.0.0.1");
  let heard = "";
  socket.on("data", data => (heard += data));
  const text = lines.join("\r\n").replace(/^\./gm, "..");
  socket.write(`EHLO mel.example\r\nMAIL FROM:<helene@mel.example> BODY=8BITMIME\r\nRCPT TO:<${to}>\r\nDATA\r\n`);
  while (!/^354 /m.test(heard) && !/^[45]\d\d /m.test(heard)) await once(socket, "data");
  assert.match(heard, /^354 /m);
  socket.write(`${text}\r\n.\r\nQUIT\r\n`);
  await once(socket, "close");
  assert.match(heard, /^250 2\.0\.0 Stored/m);
}

const letter = (id, subject, text, ...more) => [
  "From: =?utf-8?Q?H=C3=A9l=C3=A8ne_Perret?= <helene@mel.example>",
  `To: ${address}`,
  `Subject: ${subject}`,
  `Message-ID: <${id}@mel.example>`,
  "Date: Mon, 30 Nov 2026 09:31:00 +0100",
  "MIME-Version: 1.0",
  ...more,
  "Content-Type: text/plain; charset=utf-8",
  "Content-Transfer-Encoding: 8bit",
  "",
  text,
];

/** A mail of ours in the outbox, by its subject: its header with long lines put together, and its words. */
async function sent(page, subject) {
  for (let tries = 0; tries < 60; tries++) {
    await page.goto("/outbox");
    const found = page.locator("main a[href*='/outbox/']", { hasText: subject }).first();
    if (await found.count()) {
      const href = await found.getAttribute("href");
      const [raw, words] = await Promise.all(["Raw", "Text"].map(async kind => (await page.request.get(`${href}?handler=${kind}`)).text()));
      return { header: raw.split("\r\n\r\n")[0].replace(/\r\n[ \t]+/g, " "), words };
    }
    await page.waitForTimeout(250);
  }
  throw new Error(`no mail about ${subject}: ${app.said().slice(-2000)}`);
}

test("RQ 2, 4, 5, 6, 7: a mail becomes a prospect, an answer and a quote, which is sent from there", async () => {
  const page = await member();
  await page.goto("/requests");
  await judge(page);
  address = (await page.locator("#request-address").textContent()).trim();
  const unread = page.locator("nav a[href='/requests'] .count").first();
  const before = Number(await unread.textContent());

  // It appears in the open list, and beside its name in the navigation.
  await mail(address, letter("a1", "Taille de deux tilleuls", "Bonjour,\r\n\r\nDeux tilleuls touchent la toiture.\r\n\r\nCordialement,\r\nHélène Perret\r\n06 77 88 99 00\r\n8 chemin des Vignes\r\n74600 Seynod"));
  const row = page.locator("a.go", { hasText: "Hélène Perret" });
  await row.waitFor({ timeout: 30_000 });
  await page.waitForFunction(count => Number(document.querySelector("nav a[href='/requests'] .count").textContent) === count, before + 1);
  // Without the mouse: j goes down, Enter opens, j and k go on from there.
  await page.keyboard.press("j");
  assert.match(await page.evaluate(() => document.activeElement.textContent), /Hélène Perret/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}/);
  const request = page.url();
  await page.keyboard.press("j");
  await page.waitForURL(url => url.href !== request);
  await page.keyboard.press("k");
  await page.waitForURL(request);
  await judge(page);
  assert.match(await page.locator("article.msg").innerText(), /Deux tilleuls touchent la toiture/);

  // What the signature says is offered in the dialog, and taken over only when the member says so.
  await page.getByRole("link", { name: "Créer un prospect" }).click();
  await page.waitForURL("**/customer?customer=new");
  await judge(page);
  assert.equal(await page.getByLabel("Téléphone").inputValue(), "06 77 88 99 00");
  assert.equal(await page.getByLabel("Code postal").inputValue(), "74600");
  await page.getByRole("button", { name: "Relier à la demande" }).click();
  await page.waitForURL(request);
  assert.match(await page.locator("aside").innerText(), /Dans vos prospects/);

  // n and r choose what is written; formatting goes along.
  await page.keyboard.press("n");
  await page.keyboard.type("Échelle de 8 m nécessaire");
  await page.getByRole("button", { name: "Ajouter la note" }).click();
  await page.locator("article.memo", { hasText: "Échelle de 8 m" }).waitFor();
  await page.keyboard.press("r");
  await page.keyboard.type("Bonjour, nous passons ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("jeudi");
  await page.keyboard.press("Control+Enter");
  await page.frameLocator("article.ours iframe").locator("b, strong", { hasText: "jeudi" }).waitFor();
  await page.locator(".badge", { hasText: "Répondue" }).waitFor();
  await judge(page);
  const reply = await sent(page, "Re: Taille de deux tilleuls");
  assert.match(reply.header, /^In-Reply-To: <a1@mel\.example>/m);
  assert.match(reply.header, /^References: <a1@mel\.example>/m);
  assert.match(reply.words, /<(b|strong)>jeudi</);
  assert.doesNotMatch(reply.words, /chelle de 8/);
  const token = /^Reply-To: .*?(reply\+[a-z2-7]+@paraphe\.example)/m.exec(reply.header)[1];

  // Her answer joins while the member looks on and has the reply half written: nothing of it goes.
  // She may be quicker than the editor: what is typed after r goes into the reply from the first letter on.
  let hold;
  await page.route(/\/built\/reply-/, async route => {
    await new Promise(go => (hold = go));
    await route.continue();
  });
  await page.goto(request, { waitUntil: "domcontentloaded" });
  await page.waitForFunction(() => document.querySelector("[data-live]") && performance.getEntriesByType("resource").some(one => /office-.*js/.test(one.name)));
  await page.keyboard.press("r");
  await page.keyboard.type("Autre ");
  hold();
  await page.locator(".rich:focus").waitFor();
  await page.keyboard.type("chose");
  assert.equal(await page.locator(".rich").innerText(), "Autre chose");
  await mail(token, letter("a2", "RE: Taille de deux tilleuls", "Jeudi me va.\r\n\r\nLe 30 nov. 2026 à 10:02, Vallon a écrit :\r\n> Bonjour, nous passons jeudi"));
  const answer = page.locator("article.msg", { hasText: "Jeudi me va." });
  await answer.waitFor({ timeout: 30_000 });
  assert.match(await page.locator(".rich").innerText(), /Autre chose/);
  assert.equal(await answer.getByText("nous passons jeudi").isVisible(), false);
  await answer.locator("summary", { hasText: "Afficher" }).click();
  assert.ok(await answer.getByText("nous passons jeudi").isVisible());

  // A quote of it carries the customer over.
  await page.getByRole("button", { name: "Créer un devis" }).click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: /^Ligne/ }).click();
  await page.waitForFunction(() => document.activeElement?.name === "Name");
  await page.keyboard.type("Taille de deux tilleuls");
  for (let i = 0; i < 4; i++) await page.keyboard.press("Tab");
  await page.keyboard.type("480");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => /à \d/.test(document.getElementById("saved").textContent));
  const quote = page.url().replace(/\/edit.*/, "");
  await page.goto(quote);
  assert.match(await page.locator("main").innerText(), /Hélène Perret/);
  await page.getByRole("link", { name: /via la demande|par la demande/i }).first().click();
  await page.waitForURL("**/send?via=request");
  await judge(page);
  await page.locator("main").getByRole("button", { name: "Envoyer", exact: true }).click();
  await page.waitForURL(quote);
  await page.goto(request);
  await page.locator(".badge", { hasText: "Devis envoyé" }).waitFor({ timeout: 60_000 });
  await page.locator("article.ours", { has: page.locator(`a[href='${new URL(quote).pathname}']`) }).waitFor({ timeout: 60_000 });
  assert.match(await page.locator("ol.past").innerText(), /envoyé/);
  await judge(page);

  // She accepts it on her phone; the request follows while it is open.
  let link;
  for (let tries = 0; tries < 60 && !link; tries++) link = /\/q\/[\w~-]{43,}/.exec((await sent(page, "Taille de deux tilleuls")).words)?.[0];
  await page.goto(request);
  const customer = await visitor(chromium, app, phone);
  await customer.goto(link);
  await customer.locator(".dock .big").click();
  await customer.waitForURL("**/sign**");
  await customer.locator(".switch label", { hasText: "Taper" }).click();
  await customer.getByLabel("Prénom et nom").fill("Hélène Perret");
  await customer.locator("input[name=consent]").check();
  await customer.locator(".dock button.main, main button.main").last().click();
  await customer.waitForURL("**/thanks");
  await judge(customer);
  await page.locator(".badge", { hasText: "Devis accepté" }).waitFor({ timeout: 60_000 });
  await page.locator(".beat", { hasText: "Hélène Perret a signé le devis" }).waitFor();
  await judge(page);
});

test("RQ 5, RQ 9: the inbox on a phone", async () => {
  const page = await member({ ...phone, colorScheme: "dark" });
  await page.goto("/requests?tab=all");
  await judge(page);
  await mail(
    address,
    letter("b1", "Clôture", "<p>Bonjour, une <b>clôture</b> de 40 m ?</p><script>alert(1)</script><img src='https://elsewhere.example/p.gif'>").map(line =>
      line.replace("text/plain", "text/html"),
    ),
  );
  const row = page.locator("a.go", { hasText: "Clôture" });
  await row.waitFor({ timeout: 30_000 });
  await row.click();
  await page.waitForURL(/\/requests\/[0-9a-f-]{36}/);
  // Nothing is asked elsewhere until the member says so; what acts is gone.
  const frame = page.frameLocator("iframe.mail-html");
  await frame.locator("b", { hasText: "clôture" }).waitFor();
  await judge(page);
  await page.locator("summary[aria-label='Autres actions']").click();
  await page.getByRole("button", { name: "Signaler comme indésirable" }).click();
  await page.goto("/requests?tab=spam");
  await page.locator("a.go", { hasText: "Clôture" }).waitFor();
  await judge(page);
});
