// Five rounds of wishes between a customer on a phone and a seller at a desk.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, desktop, judge, phone, start, visitor } from "./app.mjs";

let app, chromium, password, email;
const title = "Création du jardin";
const pictures = process.env.PARAPHE_PICTURES;

before(async () => {
  app = await start(["--demo", "--language", "fr"]);
  [, email, password] = /sign-in (\S+)\s+password (\S+)/.exec(app.said());
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await app?.stop();
});

const picture = (page, name) => (pictures ? page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true }) : null);

async function member() {
  const page = await visitor(chromium, app, desktop);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.locator("main button.main").click();
  await page.waitForURL("**/quotes");
  return page;
}

/** The newest link that is none of those known. */
async function mailed(page, known) {
  for (let tries = 0; tries < 80; tries++) {
    await page.goto("/outbox");
    const mail = page.locator("main a[href*='/outbox/']", { hasText: title }).first();
    if (await mail.count()) {
      await mail.click();
      await page.waitForURL(/\/outbox\/[0-9a-f-]{36}/);
      for (const frame of page.frames()) {
        const link = /\/q\/[\w-]{43}/.exec(await frame.content())?.[0];
        if (link && !known.includes(link)) return link;
      }
    }
    await page.waitForTimeout(250);
  }
  throw new Error(`no new mail: ${app.said().slice(-2000)}`);
}

async function send(office, quote, known) {
  await office.goto(`${quote}/send`);
  await office.locator("main form button.main").last().click();
  await office.waitForURL(quote);
  known.push(await mailed(office, known));
  return known.at(-1);
}

/** Writes a wish in the dialog over the quote's page. */
async function wish(customer, line, words, name = "Claire Fontanel") {
  const button = customer.locator(".offer", { hasText: line }).locator("[data-wish]");
  await button.click();
  const dialog = customer.locator("dialog[open]");
  await dialog.getByLabel("Votre souhait").fill(words);
  await dialog.getByLabel("Votre nom").fill(name);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "detached" });
}

test("CR 1–CR 11: five rounds of wishes, each answered by the next revision", async () => {
  const office = await member();
  await office.goto(`/quotes?q=${encodeURIComponent(title)}`);
  await office.locator("a.go", { hasText: title }).click();
  await office.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  const quote = office.url();
  const known = [];
  let link = await send(office, quote, known);

  const customer = await visitor(chromium, app, phone);
  await customer.goto(link);
  const first = (await customer.locator(".offer h3").first().textContent()).trim();
  const option = customer.locator(".pick input[type=checkbox]:not(:checked)").first();
  if (await option.count()) await option.check();
  const at = customer.url();

  // Escape closes without losing the words; the focus goes back to the button.
  await customer.locator(".offer [data-wish]").first().click();
  const dialog = customer.locator("dialog[open]");
  await dialog.getByLabel("Votre souhait").fill("Une autre teinte, plus claire");
  assert.equal(await customer.evaluate(() => document.activeElement.id), "wish");
  await judge(customer);
  await picture(customer, "portal-dialog");
  await customer.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.ok(await customer.evaluate(() => document.activeElement.matches("[data-wish]")));
  await customer.keyboard.press("Enter");
  assert.equal(await dialog.getByLabel("Votre souhait").inputValue(), "Une autre teinte, plus claire");
  // Errors of the server stand at their fields.
  await dialog.locator("form").evaluate(form => (form.noValidate = true));
  await dialog.getByLabel("Votre nom").fill("");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.locator("#name-error").waitFor();
  assert.equal(await customer.evaluate(() => document.activeElement.id), "name");
  await dialog.getByLabel("Votre nom").fill("Claire Fontanel");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(customer.url(), at);
  assert.match(await customer.locator(".offer").first().innerText(), /pas encore envoyée\s+Une autre teinte/);
  assert.match(await customer.locator(".offer [data-wish]").first().innerText(), /Modifier la demande/);
  if (await option.count()) assert.ok(await customer.locator(".pick input[type=checkbox]:checked").count());
  await judge(customer);
  await picture(customer, "portal-drafted");

  const bell = office.locator("[data-bell] b");
  for (let round = 1; round <= 5; round++) {
    if (round > 1) {
      await customer.goto(link);
      assert.match(await customer.locator(".since").innerText(), /Ce qui a changé/);
      if (round === 2) {
        await judge(customer);
        await picture(customer, "portal-answered");
        await customer.goto(`${link}/compare`);
        await judge(customer);
        await picture(customer, "portal-compare");
        await customer.goto(link);
      }
      await wish(customer, first, `Souhait numéro ${round}`);
    }
    await office.goto(quote);
    const rang = Number((await bell.textContent()) || 0);
    await customer.locator("#send-changes button").click();
    await customer.locator(".toasts .toast").waitFor();
    assert.match(await customer.locator(".toasts").innerText(), /Vos demandes de modification sont envoyées/);
    await office.waitForFunction(old => Number(document.querySelector("[data-bell] b").textContent || 0) > old, rang, { timeout: 15_000 });
    await office.goto(quote);
    assert.match(await office.locator(".bar.change.under").innerText(), /demande 1 modification/);
    if (round === 1) {
      await judge(office);
      await picture(office, "office-bar");
    }
    await office.locator(".bar.change.under a").click();
    if (round === 1) {
      await judge(office);
      await picture(office, "office-request");
    }
    await office.locator(".wishrow > a.btn").first().click();
    if (round === 1) {
      await judge(office);
      await picture(office, "office-product");
    }
    const price = office.locator("#f-unitprice");
    await price.fill(String(100 + round));
    await office.getByRole("button", { name: "Enregistrer les modifications" }).click();
    await office.locator(".toasts .toast").waitFor();
    await office.goto(`${quote}/changes`);
    await office.locator(".wishrow input[name=done]").first().check();
    await office.locator(".wishrow.done").first().waitFor();
    if (round === 1) {
      await office.locator(".reply-fold summary").first().click();
      await office.locator(".reply-fold textarea").first().fill("Nous avons trouvé une teinte plus claire.");
      await office.locator(".reply-fold button").first().click();
      await office.locator(".answer-note").first().waitFor();
      await judge(office);
      await picture(office, "office-answered");
    }
    link = await send(office, quote, known);
    await office.goto(quote);
    assert.match(await office.locator(".bar.resent").first().innerText(), new RegExp(`révision ${round + 1} a été envoyée`));
  }
  await office.goto(`${quote}/changes`);
  await judge(office);
  await picture(office, "office-rounds");
  assert.equal(await office.locator("details.fold", { hasText: /Demande n° \d/ }).count(), 5);
  await office.goto(`${quote}/compare?from=1&to=6`);
  await judge(office);
  await picture(office, "office-compare");
});
