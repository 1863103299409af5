// From a won quote to the money: deposit, balance, paid; and a credit note that takes it back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, desktop, judge, phone, start, visitor } from "./app.mjs";

let app, chromium;

before(async () => {
  app = await start(["--demo"]);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await app?.stop();
});

// The program tells who may sign in, once.
async function owner(options) {
  const page = await visitor(chromium, app, options);
  const [, email] = /([^\s@]+@[^\s@]+\.example)/.exec(app.said());
  const [, password] = /\b([a-z2-9]{16})\b/.exec(app.said().replace(email, ""));
  await page.goto("/sign-in");
  await page.locator("[name='Input.Email']").fill(email);
  await page.locator("[name='Input.Password']").fill(password);
  await page.keyboard.press("Enter");
  await page.waitForURL(url => !url.pathname.startsWith("/sign-in"));
  return page;
}

async function make(page, quote, what) {
  await page.goto(`${quote}/invoice`);
  await page.locator(`#make [value=${what}]`).check();
  await page.locator("#make button.main").click();
  await page.waitForURL(/\/invoices\/[0-9a-f-]{36}$/);
}

async function issue(page) {
  await page.locator("a[href='#issue']").click();
  await page.locator("#issue button.main").click();
  await page.locator("a[href$='/send']").waitFor();
}

let bill;

test("IN 1, IN 2: a deposit, the balance, and the money", async () => {
  const page = await owner(desktop);
  await page.goto("/quotes?status=accepted");
  await page.locator("tbody a.go").first().click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  const quote = page.url();
  await page.goto(`${quote}/invoice`);
  await judge(page);
  await make(page, quote, "Deposit");
  await judge(page);
  await issue(page);
  await make(page, quote, "Balance");
  await issue(page);
  await judge(page);
  bill = page.url();
  await page.goto(`${bill}/payments`);
  await judge(page);
  await page.locator("#pay button.main").click();
  await page.waitForURL(bill);
  await page.locator(".qhead .accepted").waitFor();
  await page.goto("/invoices");
  await judge(page);
  assert.equal(await page.locator("tbody tr").count(), 2);
  await page.context().close();
});

test("IN 2: a credit note, in the hand", async () => {
  const page = await owner(phone);
  await page.goto(`${bill}/credit`);
  await page.locator("[name='Input.Reason']").fill("Erreur");
  await judge(page);
  await page.locator("#credit button.main").click();
  await page.waitForURL(url => url.pathname.startsWith("/invoices/") && url.href !== bill && !url.pathname.endsWith("/credit"));
  await issue(page);
  await judge(page);
  await page.goto("/invoices?tab=creditnotes");
  await judge(page);
  assert.equal(await page.locator("tbody tr").count(), 1);
  await page.context().close();
});
