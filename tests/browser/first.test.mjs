// A newcomer: the first visit makes the account; the first quote is written by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, desktop, judge, phone, start, visitor } from "./app.mjs";

let app, chromium;

before(async () => {
  app = await start();
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await app?.stop();
});

test("AC 1, QU 2, QU 3: the first visit makes the account, and the first quote is written without the mouse", async () => {
  const page = await visitor(chromium, app, desktop);
  await page.goto("/");
  assert.match(page.url(), /\/setup$/);
  await judge(page);
  await page.getByLabel("Nom de l’entreprise").fill("Jardins du Vallon");
  await page.getByLabel("Votre nom").fill("Léa Morel");
  await page.getByLabel("Votre e-mail").fill("lea@vallon.example");
  await page.getByLabel("Mot de passe", { exact: true }).fill("correct horse battery");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/quotes");
  await judge(page);

  await page.goto("/quotes/new");
  await judge(page);
  await page.locator("[name='NewCustomer.Name']").fill("Hélène Perret");
  await page.locator("[name='NewCustomer.Email']").fill("helene@perret.example");
  await page.locator("[name=Title]").fill("Taille de deux tilleuls");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/edit");
  await judge(page);

  const total = page.locator(".sum .all dd").first();
  await page.getByRole("button", { name: /^Ligne/ }).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.name === "Name");
  await page.keyboard.type("Taille de tilleul");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Nacelle comprise");
  await page.keyboard.press("Tab");
  await page.keyboard.type("2,5");
  await page.keyboard.press("Tab");
  await page.keyboard.type("h");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1.240,50");
  await page.keyboard.press("Tab");
  // 2.5 × 1,240.50 = 3,101.25, and 20 % VAT.
  await page.waitForFunction(() => document.querySelector(".sum .all dd")?.textContent.replace(/[^\d,]/g, "") === "3721,50");
  assert.match(await total.textContent(), /3\s?721,50/);

  await page.locator("[name=Quantity]").first().fill("beaucoup");
  await page.keyboard.press("Tab");
  await page.locator(".row-errors .error, .error").first().waitFor();
  assert.equal(await page.locator("[name=Quantity]").first().inputValue(), "beaucoup", "what was typed stays");
  assert.match(await total.textContent(), /3\s?721,50/, "nothing changed");
  await page.locator("[name=Quantity]").first().fill("2");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector(".sum .all dd")?.textContent.replace(/[^\d,]/g, "") === "2977,20");
  await judge(page);

  await page.reload();
  assert.equal(await page.locator("[name=Name]").first().inputValue(), "Taille de tilleul");
  assert.match(await total.textContent(), /2\s?977,20/);
});

test("LOOKS: the office fits a phone", async () => {
  const desk = await visitor(chromium, app, desktop);
  await desk.goto("/sign-in");
  await desk.locator("input[type=email]").fill("lea@vallon.example");
  await desk.locator("input[type=password]").fill("correct horse battery");
  await desk.keyboard.press("Enter");
  await desk.waitForURL("**/quotes");
  const page = await visitor(chromium, app, { ...phone, storageState: await desk.context().storageState() });
  for (const path of ["/quotes", "/quotes/new", "/customers", "/work-orders", "/notices", "/outbox", "/settings", "/settings/members", "/settings/jobs", "/profile"]) {
    const response = await page.goto(path);
    assert.equal(response.status(), 200, path);
    await judge(page);
  }
});

test("AC 3: a passkey is added and opens the door; signing out everywhere closes the other browser", async () => {
  const page = await visitor(chromium, app, desktop);
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  await page.goto("/sign-in");
  await page.locator("input[type=email]").fill("lea@vallon.example");
  await page.locator("input[type=password]").fill("correct horse battery");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/quotes");
  await page.goto("/profile/security");
  await page.locator("form[data-passkey=create] button").click();
  await page.locator(".things li").waitFor();
  await judge(page);
  const other = await visitor(chromium, app, { ...desktop, storageState: await page.context().storageState() });
  await other.goto("/profile");
  assert.match(other.url(), /\/profile$/);

  await page.context().clearCookies();
  await page.goto("/sign-in");
  await judge(page);
  await page.locator("form[data-passkey=get] button").click();
  await page.waitForURL("**/quotes");

  await page.goto("/profile/security");
  await page.locator("form[action*=Everywhere] button").click();
  await page.waitForLoadState();
  await other.goto("/profile");
  assert.match(other.url(), /\/sign-in/);
});
