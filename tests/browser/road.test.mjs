// From a sent quote to a signed order: a member at a desk, a customer on a phone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser, desktop, judge, phone, start, violations, visitor } from "./app.mjs";

let app, chromium, password, email;

before(async () => {
  app = await start(["--demo", "--language", "fr"]);
  [, email, password] = /sign-in (\S+)\s+password (\S+)/.exec(app.said());
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await app?.stop();
});

async function member() {
  const page = await visitor(chromium, app, desktop);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.locator("main button.main").click();
  await page.waitForURL("**/quotes");
  return page;
}

/** Sends the draft of that title and gives the address of the quote and the link in the mail. */
async function send(page, title) {
  await page.goto(`/quotes?q=${encodeURIComponent(title)}`);
  await page.locator("a.go", { hasText: title }).click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  const quote = page.url();
  await page.getByRole("link", { name: "Envoyer", exact: true }).click();
  await page.waitForURL("**/send");
  await judge(page);
  await page.locator("main").getByRole("button", { name: "Envoyer", exact: true }).click();
  await page.waitForURL(quote);
  return { quote, link: await mailed(page, title) };
}

/** The link in the newest mail of that title: the outbox shows the mail as the customer gets it. */
async function mailed(page, title) {
  for (let tries = 0; tries < 60; tries++) {
    await page.goto("/outbox");
    const mail = page.locator("main a[href*='/outbox/']", { hasText: title }).first();
    if (await mail.count()) {
      await mail.click();
      await page.waitForURL(/\/outbox\/[0-9a-f-]{36}/);
      for (const frame of page.frames()) {
        const link = /\/q\/[\w-]{43}/.exec(await frame.content())?.[0];
        if (link) return link;
      }
    }
    await page.waitForTimeout(500);
  }
  throw new Error(`no mail about ${title}: ${app.said().slice(-2000)}`);
}

/** Who signs for a company says as what. */
async function onBehalf(customer) {
  const role = customer.locator("#function");
  if (await role.count()) await role.fill("Gérante");
}

const euros = text => Number(text.replace(/[^\d,−-]/g, "").replace(",", "."));

test("PO 1, PO 3, PO 4: the customer ticks an option and signs on a phone; the member hears of it without a reload", async () => {
  const office = await member();
  await judge(office);
  const { quote, link } = await send(office, "Création du jardin");
  await office.goto(quote);
  const bell = office.locator("[data-bell] b");
  const before = Number((await bell.textContent()) || 0);

  const customer = await visitor(chromium, app, phone);
  const asked = [];
  customer.on("request", request => asked.push(request));
  await customer.goto(link);
  await judge(customer);
  assert.ok(asked.length <= 8, `${asked.length} requests: ${asked.map(one => one.url()).join(" ")}`);
  const weights = await Promise.all(asked.map(async one => (await one.sizes()).responseBodySize));
  assert.ok(weights.reduce((a, b) => a + b, 0) < 60 * 1024, `${weights} bytes`);

  const total = customer.locator("output.big-total").first();
  const without = euros(await total.textContent());
  const shown = await total.textContent();
  const option = customer.locator(".pick input[type=checkbox]:not(:checked)").first();
  await option.check();
  await customer.waitForFunction(old => document.querySelector("output.big-total").textContent !== old, shown);
  const withOption = euros(await total.textContent());
  assert.ok(withOption > without, `${withOption} after ${without}`);

  await customer.locator(".dock .big").click();
  await customer.waitForURL("**/sign**");
  await judge(customer);
  assert.equal(euros(await customer.locator(".sum .all dd").last().textContent()), withOption);
  await customer.getByLabel("Prénom et nom").fill("Claire Fontanel");
  await customer.locator(".switch label", { hasText: "Dessiner" }).click();
  const pad = customer.locator("canvas");
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  await customer.mouse.move(box.x + 40, box.y + 60);
  await customer.mouse.down();
  for (let step = 0; step <= 24; step++) await customer.mouse.move(box.x + 40 + step * 9, box.y + 60 + Math.sin(step) * 30);
  await customer.mouse.up();
  await onBehalf(customer);
  await customer.locator("input[name=consent]").check();
  await customer.locator("main button.main, .dock button.main").last().click();
  await customer.waitForURL(url => !url.pathname.endsWith("/sign"));
  await judge(customer);

  await office.waitForFunction(old => Number(document.querySelector("[data-bell] b").textContent || 0) > old, before, { timeout: 15_000 });
  await office.goto(quote);
  await judge(office);
  assert.match(await office.locator(".qhead").innerText(), /Accepté/);
  assert.match(await office.locator("ol.past").innerText(), /Claire Fontanel/);
  assert.equal(euros(await office.locator(".sum .all dd").last().textContent()), withOption);
  await office.goto("/work-orders");
  await judge(office);
  assert.match(await office.locator("main").innerText(), /Création du jardin/);

  // The sealed PDF, as both sides got it.
  let pdf;
  for (let tries = 0; tries < 80 && !pdf; tries++) {
    const response = await office.request.get(`${quote}/signed.pdf`);
    if (response.ok() && response.headers()["content-type"] === "application/pdf") pdf = await response.body();
    else await office.waitForTimeout(500);
  }
  assert.ok(pdf, `the signed PDF was not made: ${app.said().slice(-2000)}`);
  const file = join(app.data, "signed.pdf");
  writeFileSync(file, pdf);
  assert.match(execFileSync("pdfsig", ["-nocert", file]).toString(), /Signature is Valid/);
  execFileSync("qpdf", ["--check", file]);
  const verified = execFileSync("dotnet", [app.program, "verify", file], { env: { ...process.env, PARAPHE_DATA: app.data } }).toString();
  assert.match(verified, /intact yes/i);

  pdf[Math.floor(pdf.length / 3)] ^= 1;
  writeFileSync(file, pdf);
  assert.doesNotMatch(execFileSync("pdfsig", ["-nocert", file]).toString(), /Signature is Valid/);
  assert.throws(() => execFileSync("dotnet", [app.program, "verify", file], { env: { ...process.env, PARAPHE_DATA: app.data }, stdio: "pipe" }));

  // The bundle, and the page in it that needs no server.
  const zip = join(app.data, "evidence.zip");
  const bundle = Buffer.from(await (await office.request.get(`${quote}/evidence.zip`)).body());
  writeFileSync(zip, bundle);
  assert.match(execFileSync("dotnet", [app.program, "verify", zip], { env: { ...process.env, PARAPHE_DATA: app.data } }).toString(), /^intact yes$[^]*^bundle-revision-same yes$/m);
  const alone = join(app.data, "verify.html");
  writeFileSync(alone, await (await office.request.get("/verify/page")).body());
  const context = await chromium.newContext({ ...phone, offline: true });
  const page = await context.newPage();
  await page.goto(pathToFileURL(alone).href);
  await page.locator("#file").setInputFiles(zip);
  await page.locator("#result .verdict.good").waitFor();
  assert.match(await page.locator("#result").innerText(), /Jardins du Vallon/);
  bundle[Math.floor(bundle.length / 3)] ^= 1;
  writeFileSync(zip, bundle);
  await page.locator("#file").setInputFiles(zip);
  await page.locator("#result .verdict.bad").waitFor();
  assert.deepEqual(await violations(page), []);
  await context.close();
});

test("PO 1, OP 2: without script the customer updates the total and signs by typing his name", async () => {
  const office = await member();
  const { quote, link } = await send(office, "Abords de la boutique");

  const customer = await visitor(chromium, app, { ...phone, javaScriptEnabled: false });
  await customer.goto(link);
  await customer.locator(".dock .big").click();
  await customer.waitForURL("**/sign**");
  await onBehalf(customer);
  await customer.locator("input[name=consent]").check();
  await customer.locator("button.main:visible").last().click();
  await customer.waitForURL(url => !url.pathname.endsWith("/sign"));
  assert.match(await customer.locator("main").innerText(), /signé/i);

  await office.goto(quote);
  assert.match(await office.locator(".qhead").innerText(), /Accepté/);
});

test("CU 2: an Estimator adds a customer from a quote, who joins the list", async () => {
  const office = await member();
  await office.goto("/settings/members");
  const row = office.locator("tr").filter({ has: office.locator("td:nth-child(2)", { hasText: "Chargé de devis" }) });
  const estimator = await row.locator(".person .q.sm").textContent();
  const secret = "a long word for a test";
  execFileSync("dotnet", [app.program, "member", "reset", "--email", estimator, "--password", secret], {
    env: { ...process.env, PARAPHE_DATA: app.data, PARAPHE_DATABASE: "" },
  });
  const page = await visitor(chromium, app, desktop);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(estimator);
  await page.locator("input[type=password]").fill(secret);
  await page.locator("main button.main").click();
  await page.waitForURL("**/quotes");
  await page.goto("/customers");
  assert.equal(await page.locator("a[href='/customers/new']").count(), 0);
  await page.goto("/quotes/new");
  await page.locator("input[name=customer][value=new]").check();
  await page.locator("[name='NewCustomer.Name']").fill("Inès Garnier");
  await page.locator("[name='NewCustomer.Email']").fill("ines@garnier.example");
  await judge(page);
  await page.locator("main button.main").click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}\/edit$/);
  await page.goto("/customers?q=garnier");
  assert.match(await page.locator(".people").textContent(), /ines@garnier\.example/);
});
