// From a contract to won quotes by one campaign; and a work order done in the hand, on a phone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
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

test("OP 7: an optional service is offered to every property in one go, and one quote is won", async () => {
  const page = await owner(desktop);
  await page.goto("/opportunities");
  await judge(page);
  await page.locator("tbody a.go").first().click();
  await page.waitForURL("**/opportunities/preview**");
  await judge(page);
  const ticked = await page.locator("input[name=Take]:checked").count();
  assert.ok(ticked >= 2, `${ticked} ticked`);
  await page.locator("#make").click();
  await page.waitForURL(/\/opportunities\/[0-9a-f-]{36}$/);
  // The page follows by itself.
  await page.locator(".funnel").waitFor();
  await judge(page);
  assert.equal(await page.locator(".funnel .quotes dd").textContent(), String(ticked));

  await page.locator("a[href$='/send']").click();
  await page.locator("#send").waitFor();
  await judge(page);
  await page.locator("#send button").click();
  await page.waitForURL(/\/opportunities\/[0-9a-f-]{36}$/);
  await page.waitForFunction(count => document.querySelector(".funnel .sent dd")?.textContent === count, String(ticked));

  const [campaign] = [page.url()];
  await page.locator("tbody a.go").first().click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  await page.goto(`${page.url()}/status/Accepted`);
  await page.locator("[name='Input.How']").selectOption("phone");
  await page.locator("form.sheet button.main").click();
  await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
  await page.goto(campaign);
  assert.equal(await page.locator(".funnel .won dd").textContent(), "1");
});

test("OP 7: a campaign over 300 properties is unticked over its pages, made behind a reload, and not made twice", async () => {
  execFileSync("dotnet", [app.program, "seed", "--customers", "300", "--quotes", "0", "--contracts", "300"], {
    env: { ...process.env, PARAPHE_DATA: app.data, PARAPHE_DATABASE: "" },
  });
  const page = await owner(desktop);
  await page.goto("/opportunities");
  await page.locator("tbody a.go").first().click();
  await page.waitForURL("**/opportunities/preview**");
  assert.equal(await page.locator("input[name=Take]:checked").count(), 200);
  await judge(page);
  await page.locator("input[name=Take]").first().uncheck();
  await page.locator("#next").click();
  await page.locator("button[name=to][value='0'].bare").waitFor();
  await page.locator("input[name=Take]").first().uncheck();
  const [, , all] = /(\d+)\D+(\d+)/.exec(await page.locator(".campaign-bar").textContent());
  assert.ok(Number(all) >= 300, all);
  await page.locator("#make").click();
  await page.waitForURL(/\/opportunities\/[0-9a-f-]{36}$/);
  await page.reload();
  await page.locator(".funnel").waitFor();
  assert.equal(await page.locator(".funnel .quotes dd").textContent(), String(all - 2));
  await judge(page);

  await page.locator("a[href$='/send']").click();
  await page.locator("#send").waitFor();
  await judge(page);

  await page.goto("/opportunities");
  await page.locator("tbody a.go").first().click();
  await page.waitForURL("**/opportunities/preview**");
  const again = await page.locator(".campaign-bar").textContent();
  assert.match(again, /^\s*2 /);
});

test("OP 5: work is planned by drag and by keyboard", async () => {
  const page = await owner(desktop);
  await page.goto("/work-orders/new");
  await judge(page);
  await page.locator("[name='Input.Title']").fill("Arbre tombé sur l’allée");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/work-orders\/[0-9a-f-]{36}$/);
  await judge(page);
  await page.goto("/work-orders/calendar");
  await judge(page);
  const job = page.locator(".unplanned .job", { hasText: "Arbre tombé" });
  const day = page.locator(".cal .day").nth(2);
  const on = await day.getAttribute("data-day");
  await job.dragTo(day);
  const planned = page.locator(`[data-day='${on}'] .job`, { hasText: "Arbre tombé" });
  await planned.waitFor();
  await planned.locator("a").focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".cal .day").nth(3).locator(".job", { hasText: "Arbre tombé" }).waitFor();
  await page.goto("/work-orders/calendar?view=month");
  await judge(page);
});

test("OP 5: a work order is done on a phone: ticked, hours noted, signed for", async () => {
  const page = await owner(phone);
  await page.goto("/work-orders?state=open");
  await judge(page);
  await page.locator("tbody a.go").first().click();
  await page.waitForURL(/\/work-orders\/[0-9a-f-]{36}$/);
  await page.locator("#new-check").fill("Portail refermé");
  await page.keyboard.press("Enter");
  await page.locator("a[href$='/field']").click();
  await page.waitForURL("**/field");
  await judge(page);
  await page.locator(".tick").first().tap();
  await page.locator(".tick[aria-pressed=true]").waitFor();
  await page.locator("a[href*='kind=time']").tap();
  await page.locator("[name='Input.Quantity']").fill("1,5");
  await judge(page);
  await page.locator("#entry button.main").tap();
  await page.waitForURL(/\/field/);
  await page.locator("#finish summary").tap();
  await page.locator("[name='Input.Name']").fill("Claire Fontanel");
  const box = await page.locator("#finish canvas").boundingBox();
  await page.mouse.move(box.x + 20, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 110);
  await page.mouse.move(box.x + 180, box.y + 50);
  await page.mouse.up();
  await page.locator("#finish button.main").tap();
  await page.locator("text=Claire Fontanel").waitFor();
  assert.equal(await page.locator("#finish").count(), 0);
  await judge(page);
});
