// The portal's page of the demo's open quote, judged by Lighthouse: exit code 1 when a mark is below 95, or when a browser with an empty cache
// fetches more than 60 KB or asks more than 8 times, pictures apart.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { pathToFileURL } from "node:url";
import { dirname, join } from "node:path";
import { browser, desktop, start, visitor } from "../tests/browser/app.mjs";

const goal = 95;
const [mostKilobytes, mostRequests] = [60, 8];
const from = createRequire(join(process.env.LIGHTHOUSE_ROOM, "package.json"));
const { default: lighthouse, desktopConfig } = await import(pathToFileURL(from.resolve("lighthouse")));

const app = await start(["--demo", "--language", "en"], { ASPNETCORE_ENVIRONMENT: "Production", ASPNETCORE_CONTENTROOT: dirname(process.env.PARAPHE_PROGRAM) });
let low = false;
try {
  const link = await portalLink();
  for (const [kind, config] of [["phone", undefined], ["desktop", desktopConfig]]) {
    const port = await freePort();
    const chrome = spawn("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", `--user-data-dir=${join(app.data, `chrome-${kind}`)}`, `--remote-debugging-port=${port}`, "about:blank"], { stdio: "ignore" });
    try {
      await answers(port);
      // Kept from search engines on purpose (noindex): that one audit says nothing here.
      const { lhr } = await lighthouse(app.url + link, { port, output: "json", logLevel: "error", skipAudits: ["is-crawlable"] }, config);
      for (const category of Object.values(lhr.categories)) {
        const mark = Math.round(category.score * 100);
        console.log(`lighthouse-${kind}-${category.id} ${mark} %`);
        if (mark < goal) low = true;
        for (const { id } of category.auditRefs) if (lhr.audits[id] && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9) console.error(`  ${kind} ${category.id}: ${id} ${lhr.audits[id].displayValue ?? ""}`);
      }
      const fetched = lhr.audits["network-requests"].details.items.filter(one => one.resourceType !== "Image" && /^http/.test(one.url));
      const kilobytes = fetched.reduce((sum, one) => sum + one.transferSize, 0) / 1024;
      console.log(`portal-weight-${kind} ${kilobytes.toFixed(1)} KB`);
      console.log(`portal-requests-${kind} ${fetched.length} requests`);
      if (kilobytes > mostKilobytes || fetched.length > mostRequests) low = true;
      for (const one of fetched) console.error(`  ${one.transferSize} ${one.resourceType} ${new URL(one.url).pathname.replace(/\/q\/[^/]+/, "/q/…")}`);
    } finally {
      chrome.kill();
    }
  }
} finally {
  await app.stop();
}
process.exitCode = low ? 1 : 0;

/** A quote of the demo is sent, and its link read from the outbox. */
async function portalLink() {
  const [, email, password] = /sign-in (\S+)\s+password (\S+)/.exec(app.said());
  const chromium = await browser();
  try {
    const page = await visitor(chromium, app, { ...desktop, locale: "en-GB" });
    await page.goto("/sign-in");
    await page.locator("input[type=email]").fill(email);
    await page.locator("input[type=password]").fill(password);
    await page.locator("main button.main").click();
    await page.waitForURL("**/quotes");
    await page.goto("/quotes?tab=draft");
    await page.locator("a.go").first().click();
    await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
    await page.goto(`${page.url()}/send`);
    await page.locator("#send button.main").click();
    await page.waitForURL(/\/quotes\/[0-9a-f-]{36}$/);
    for (let tries = 0; tries < 60; tries++) {
      await page.goto("/outbox");
      const mail = page.locator("main a[href*='/outbox/']").first();
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
    throw new Error("no mail with a link");
  } finally {
    await chromium.close();
  }
}

function freePort() {
  return new Promise(found => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

async function answers(port) {
  for (let tries = 0; tries < 100; tries++)
    try {
      if ((await fetch(`http://127.0.0.1:${port}/json/version`)).ok) return;
    } catch {
      await new Promise(wait => setTimeout(wait, 100));
    }
  throw new Error("Chromium did not start");
}
