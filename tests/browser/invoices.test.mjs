// From a won quote to the money: deposit, balance, paid; and a credit note that takes it back.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, desktop, judge, phone, start, visitor } from "./app.mjs";

let app, chromium, password, email, page, bill;

before(async () => {
  app = await start(["--demo", "--language", "fr"]);
  [, email, password] = /sign-in (\S+)\s+password (\S+)/.exec(app.said());
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await app?.stop();
});

async function owner(options) {
  const page = await visitor(chromium, app, options);
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.locator("input[type=password]").fill(password);
  await page.locator("main button.main").click();
  await page.waitForURL("**/quotes");
  return page;
}

/** The demo's pond stands open: it is won by telephone. */
async function win(page) {
  await page.goto(`/quotes?q=${encodeURIComponent("Bassin et massifs")}`);
  await page.locator("a.go", { hasText: "Bassin et massifs" }).click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  const quote = page.url();
  await page.goto(`${quote}/status/Accepted`);
  await page.locator("[name='Input.How']").selectOption("phone");
  await page.locator("form.sheet button.main").click();
  await page.waitForURL(quote);
  return quote;
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

test("IN 1, IN 2: a deposit, the balance, the mail, and the money", async () => {
  page = await owner(desktop);
  const quote = await win(page);
  await page.goto(`${quote}/invoice`);
  await judge(page);
  await make(page, quote, "Deposit");
  await issue(page);
  await make(page, quote, "Balance");
  await issue(page);
  await judge(page);
  bill = page.url();

  await page.goto(`${bill}/send`);
  await judge(page);
  await page.locator("#send button.main").click();
  await page.waitForURL(bill);
  await page.locator(".qhead .delivered").waitFor();

  await page.goto(`${bill}/payments`);
  await judge(page);
  await page.locator("#pay button.main").click();
  await page.waitForURL(bill);
  await page.locator(".qhead .accepted").waitFor();
  await page.goto(`/invoices?q=${encodeURIComponent("Bassin")}`);
  await judge(page);
  assert.equal(await page.locator("tbody tr").count(), 2);
});

test("IN 3: the PDF is whole and carries its data, and the page of the e-invoice says so", async () => {
  await page.goto(`${bill}/e-invoice`);
  await judge(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[href$='/pdf']").click()]);
  const file = join(app.data, "invoice.pdf");
  await download.saveAs(file);
  assert.match(execFileSync("qpdf", ["--check", file], { encoding: "utf8" }), /No syntax or stream encoding errors/);
  assert.match(execFileSync("pdfdetach", ["-list", file], { encoding: "utf8" }), /factur-x\.xml/);
  await page.context().close();
});

test("IN 2: a credit note, in the hand", async () => {
  page = await owner(phone);
  await page.goto(`${bill}/credit`);
  await page.locator("[name='Input.Reason']").fill("Erreur");
  await judge(page);
  await page.locator("#credit button.main").click();
  await page.waitForURL(url => /^\/invoices\/[0-9a-f-]{36}$/.test(url.pathname) && url.href !== bill);
  await issue(page);
  await judge(page);
  const number = (await page.locator("h1").textContent()).match(/AV-\S+/)[0];
  await page.goto("/invoices?tab=creditnotes");
  await judge(page);
  await page.locator("tbody", { hasText: number }).waitFor();
  await page.context().close();
});
