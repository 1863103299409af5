// The built program on an empty data folder, and browsers that visit it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = process.env.PARAPHE_PROGRAM ?? join(root, "src/Paraphe/bin/Debug/net10.0/paraphe.dll");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const freePort = () =>
  new Promise(found => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });

/** Starts Paraphe; `words` are its command line, such as `--demo`. */
export async function start(words = [], settings = {}) {
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), "paraphe-browser-"));
  // localhost: passkeys want a name, not an address.
  const url = `http://localhost:${port}`;
  const child = spawn("dotnet", [program, ...words], {
    cwd: data,
    env: {
      ...process.env,
      PARAPHE_DATA: data,
      PARAPHE_HTTP: `http://127.0.0.1:${port}`,
      PARAPHE_PUBLIC_URL: url,
      PARAPHE_SMTP_LISTEN: "off",
      PARAPHE_DATABASE: "",
      PARAPHE_NODE_MODULES: join(root, "node_modules"),
      PARAPHE_LIMITS: "off",
      ASPNETCORE_ENVIRONMENT: "Development",
      ASPNETCORE_CONTENTROOT: join(root, "src/Paraphe"),
      Logging__LogLevel__Default: "Warning",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", text => (said += text));
  child.stderr.on("data", text => (said += text));
  const end = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`Paraphe did not start:\n${said}`);
    try {
      if ((await fetch(`${url}/health/ready`)).ok) break;
    } catch {
      // Not listening yet.
    }
    await new Promise(wait => setTimeout(wait, 100));
  }
  return {
    url,
    data,
    program,
    said: () => said,
    async stop() {
      child.kill("SIGTERM");
      await new Promise(ended => (child.exitCode === null ? child.once("exit", ended) : ended()));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export const browser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });

export const desktop = { viewport: { width: 1366, height: 900 }, locale: "fr-FR" };
export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: "fr-FR" };

/** A page that fails the test when it breaks its policy, throws, or asks another site. */
export async function visitor(browser, app, options = desktop) {
  const context = await browser.newContext({ baseURL: app.url, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.troubles = [];
  page.on("pageerror", error => page.troubles.push(String(error)));
  page.on("console", message => message.type() === "error" && !/status of 4\d\d/.test(message.text()) && page.troubles.push(message.text()));
  page.on("request", request => /^https?:/.test(request.url()) && !request.url().startsWith(app.url) && page.troubles.push(`asked ${request.url()}`));
  return page;
}

/** What axe finds against the page, from its top: what a scroll left half behind the bar would count as too small to tap. */
export async function violations(page) {
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(`${axe};0`);
  const found = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  return found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.target.join(" ")).join(", ")}`);
}

/** No axe violation, nothing wider than the screen, no trouble so far. */
export async function judge(page) {
  assert.deepEqual(await violations(page), [], `axe on ${page.url()}`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${page.url()} is wider than the screen`);
  assert.deepEqual(page.troubles, [], `troubles on ${page.url()}`);
}
