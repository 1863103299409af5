// Customers: imported from a spreadsheet with errors, found from everywhere, merged and taken apart again.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, desktop, judge, start, visitor } from "./app.mjs";

let app, chromium;

before(async () => {
  app = await start();
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  await app?.stop();
});

test("CU 5, CU 10, CU 12, AC 7: a file with errors becomes customers, who are found and merged", async () => {
  const page = await visitor(chromium, app, desktop);
  await page.goto("/");
  await page.getByLabel("Nom de l’entreprise").fill("Jardins du Vallon");
  await page.getByLabel("Votre nom").fill("Léa Morel");
  await page.getByLabel("Votre e-mail").fill("lea@vallon.example");
  await page.getByLabel("Mot de passe", { exact: true }).fill("correct horse battery");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/quotes");

  const file = join(tmpdir(), `clients-${process.pid}.csv`);
  await writeFile(
    file,
    "Nom;Courriel;CP;Ville\nHôtel du Lac;info@lac.example;74000;Annecy\nLe Lac;lac@hotel.example;74000;Annecy\nFaux;pas-une-adresse;74000;Annecy\n"
  );
  await page.goto("/customers/import");
  await judge(page);
  await page.locator("input[type=file]").setInputFiles(file);
  await page.locator("main form button.main").click();
  await page.waitForURL(/import\/[0-9a-f-]{36}/);
  assert.equal(await page.locator("select[name='Input.Columns']").nth(2).inputValue(), "postalCode");
  await judge(page);
  await page.locator("main form > .row button.main").click();
  // The page follows by itself.
  await page.locator(".flaws").waitFor();
  assert.match(await page.locator(".flaws tbody").textContent(), /pas-une-adresse/);
  await judge(page);
  await page.locator("main button.main").click();
  await page.locator("main form button.stop").waitFor();

  await page.keyboard.press("Control+k");
  await page.locator("dialog.palette input").fill("hotel du");
  await page.locator("dialog.palette a[href^='/customers/']").waitFor();
  await judge(page);
  await page.keyboard.press("Enter");
  await page.waitForURL(/customers\/[0-9a-f-]{36}$/);
  assert.equal(await page.locator("h1").textContent(), "Hôtel du Lac");
  await judge(page);

  // In the hand, what tells one hit from the other stands below its name.
  const customer = page.url();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/search?q=hotel+du");
  const [name, more] = await Promise.all([0, 1].map(i => page.locator("#hits a[href^='/customers/']").first().locator(".cut").nth(i).boundingBox()));
  assert.ok(more.y >= name.y + name.height - 1 && more.x + more.width <= 390, JSON.stringify([name, more]));
  await judge(page);
  await page.setViewportSize(desktop.viewport);

  await page.goto(`${customer}/merge?q=le+lac`);
  await judge(page);
  await page.locator(".cards a").first().click();
  await page.locator("table.merge").waitFor();
  await judge(page);
  await page.locator("main form button.main").click();
  await page.locator(".bar form button").waitFor();
  await judge(page);
  await page.goto("/customers");
  assert.equal(await page.locator(".people tbody tr").count(), 1);
});
