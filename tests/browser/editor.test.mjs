// The editor by keyboard alone, a table pasted from a spreadsheet, and a card dragged through the pipeline.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, desktop, judge, start, visitor } from "./app.mjs";

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
  await page.keyboard.press("Enter");
  await page.waitForURL("**/quotes");
  return page;
}

const names = page => page.locator("[data-row] [name=Name]").evaluateAll(fields => fields.map(field => field.value));
const saved = page => page.waitForFunction(() => /à \d/.test(document.getElementById("saved").textContent));

test("QU 3: a quote is written, moved, doubled, undone and pasted into without the mouse", async () => {
  const page = await member();
  await page.goto("/quotes/new");
  await page.locator("[name=Title]").focus();
  await page.keyboard.type("Taille des haies");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/edit");
  const keys = async (...all) => {
    for (const key of all) await page.keyboard.press(key);
  };
  await page.getByRole("button", { name: /^Ligne/ }).focus();
  await keys("Enter");
  await page.waitForFunction(() => document.activeElement?.name === "Name");
  for (const [name, price] of [["Haie nord", "120"], ["Haie sud", "80"], ["Évacuation", "45,50"]]) {
    await page.keyboard.type(name);
    await keys("Tab", "Tab", "Tab", "Tab");
    await page.keyboard.type(price);
    const before = await page.locator("[data-row]").count();
    await keys("Enter");
    await page.waitForFunction(count => document.querySelectorAll("[data-row]").length === count + 1 && document.activeElement?.name === "Name", before);
  }
  await saved(page);
  assert.deepEqual(await names(page), ["Haie nord", "Haie sud", "Évacuation", ""]);

  // Alt and an arrow: the line goes, the cursor with it.
  await page.locator("[name=Name]").nth(2).focus();
  await keys("Alt+ArrowUp");
  await saved(page);
  assert.deepEqual(await names(page), ["Haie nord", "Évacuation", "Haie sud", ""]);
  assert.equal(await page.evaluate(() => document.activeElement.value), "Évacuation");
  await keys("Control+d");
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 5);

  // Removed by its menu, brought back by Ctrl Z.
  await page.locator("[data-row] summary").nth(1).focus();
  await keys("Enter");
  await page.locator("[data-row]").nth(1).locator("[data-does=remove]").focus();
  await keys("Enter");
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 4);
  await keys("Control+z");
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 5);
  await saved(page);
  await judge(page);

  // A piece of a spreadsheet, looked at before it becomes lines.
  await page.locator("[name=Name]").last().focus();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Désignation\tQté\tPU\nTerre\t12,5\t38\nGazon\t80\t4,20\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.waitForURL(/\/paste/);
  await judge(page);
  await keys("Enter");
  await page.waitForURL(/\/edit/);
  const all = await names(page);
  assert.deepEqual(all.slice(-2), ["Terre", "Gazon"]);
  assert.equal(await page.locator("[name=Quantity]").nth(all.indexOf("Terre")).inputValue(), "12,5");

  // Formatted text, and what the customer will see beside it.
  await page.locator("details:has(#part-details) > summary").focus();
  await keys("Enter");
  const rich = page.locator("#part-details .formatted");
  await rich.focus();
  await page.keyboard.type("Avant ");
  await keys("Control+b");
  await page.keyboard.type("neuf heures");
  await page.locator("#title").focus();
  await saved(page);
  await page.locator("[data-beside]").focus();
  await keys("Enter");
  const frame = page.frameLocator(".beside-panel iframe");
  await frame.locator("strong", { hasText: "neuf heures" }).waitFor();
  await judge(page);
});

test("QU 13: a card dropped on another column asks what the act needs", async () => {
  const page = await member();
  await page.goto("/quotes/pipeline");
  await judge(page);
  const card = page.locator("[data-lane=Draft] > li").first();
  const id = await card.getAttribute("id");
  const [from, to] = [await card.boundingBox(), await page.locator("[data-lane=Lost]").boundingBox()];
  await page.mouse.move(from.x + 20, from.y + from.height - 6);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 30, { steps: 4 });
  await page.mouse.move(to.x + 40, to.y + 30, { steps: 12 });
  await page.mouse.up();
  const asked = page.locator("dialog[open]");
  await asked.waitFor();
  await page.locator("dialog [name='Input.Reason']").selectOption("price");
  await page.locator("dialog button.main").click();
  await page.waitForURL(/\/pipeline/);
  assert.equal(await page.locator(`[data-lane=Lost] > #${id}`).count(), 1);
  await page.goto("/quotes/figures");
  await judge(page);
});
