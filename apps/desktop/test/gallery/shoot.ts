/**
 * Takes pictures of the gallery's pages and says what axe finds on them.
 *
 *     node test/gallery/shoot.ts [--themes light,dark,contrast] [--zoom] [--axe] [--out DIR] NAME...
 *
 * NAME is a page or the beginning of one; none means all. Pictures go to DIR (default /tmp/parley-shots) as
 * NAME.THEME.png, at 1280 x 720; `--zoom` adds one at 200 % in light. Needs a Chromium: CHROMIUM or /usr/bin/chromium.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import react from "@vitejs/plugin-react";
import axe from "axe-core";
import { chromium } from "playwright-core";
import { createServer } from "vite";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    themes: { type: "string", default: "light,dark,contrast" },
    zoom: { type: "boolean", default: false },
    axe: { type: "boolean", default: false },
    out: { type: "string", default: "/tmp/parley-shots" },
  },
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const server = await createServer({
  configFile: false,
  root: import.meta.dirname,
  cacheDir: path.join(values.out, `.vite-${String(process.pid)}`),
  plugins: [react()],
  worker: { format: "es" },
  logLevel: "error",
  server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
});
await server.listen();
const address = server.resolvedUrls?.local[0];
if (address === undefined) throw new Error("the pages are not served");
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
/** Chosen texts that their select clips and that stand nowhere else in full, and text cut off by its box. */
const CLIPPED = `(() => {
  const cut = [...document.querySelectorAll("select")].filter((select) => {
    const text = select.selectedOptions[0]?.textContent ?? "";
    const ruler = document.createElement("span");
    const style = getComputedStyle(select);
    ruler.style.cssText = "position:absolute;white-space:pre;visibility:hidden";
    ruler.style.font = style.font;
    ruler.textContent = text;
    document.body.append(ruler);
    const wide = ruler.getBoundingClientRect().width;
    ruler.remove();
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return wide > room + 1 && select.nextElementSibling?.textContent !== text;
  });
  const boxed = [...document.querySelectorAll("#root *")].filter((one) => {
    const { overflowX } = getComputedStyle(one);
    return ["hidden", "clip"].includes(overflowX) && !one.closest(".sr, .skip") &&
      one.textContent !== "" && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1;
  });
  return [...cut.map((one) => one.selectedOptions[0]?.textContent ?? ""),
    ...boxed.map((one) => one.className + ": " + one.textContent.slice(0, 60))];
})()`;
let problems = 0;
try {
  mkdirSync(values.out, { recursive: true });
  const open = async (size: { width: number; height: number }, scale: number, url: string) => {
    const context = await browser.newContext({
      viewport: size,
      deviceScaleFactor: scale,
      reducedMotion: "reduce",
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => {
      problems += 1;
      print(`${url}: ${error.message}`);
    });
    page.on("console", (message) => {
      if (message.type() === "error") print(`${url}: ${message.text()}`);
    });
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector("#root > *") !== null);
    await page.evaluate(() => document.fonts.ready);
    return { page, close: () => context.close() };
  };
  const list = await open({ width: 1280, height: 720 }, 1, address);
  const all = await list.page.locator("#names a").allTextContents();
  await list.close();
  const names = all.filter(
    (name) => positionals.length === 0 || positionals.some((one) => name.startsWith(one)),
  );
  for (const name of names) {
    for (const theme of values.themes.split(",")) {
      const url = `${address}?page=${encodeURIComponent(name)}&theme=${theme}`;
      const shown = await open({ width: 1280, height: 720 }, 1, url);
      await shown.page.screenshot({ path: path.join(values.out, `${name}.${theme}.png`) });
      const wide = await shown.page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      if (wide > 0) {
        problems += 1;
        print(`${name}.${theme}: ${String(wide)} px wider than the window`);
      }
      const tall = await shown.page.evaluate(
        () => document.documentElement.scrollHeight - window.innerHeight,
      );
      if (tall > 0) {
        problems += 1;
        print(`${name}.${theme}: the window scrolls by ${String(tall)} px`);
      }
      for (const one of await shown.page.evaluate<string[]>(CLIPPED)) {
        problems += 1;
        print(`${name}.${theme}: clipped: ${one}`);
      }
      if (values.axe) {
        await shown.page.addScriptTag({ content: axe.source });
        const found = await shown.page.evaluate<string[]>(
          "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')))",
        );
        for (const one of found) {
          problems += 1;
          print(`${name}.${theme}: ${one}`);
        }
      }
      await shown.close();
      if (values.zoom && theme === "light") {
        const zoomed = await open({ width: 640, height: 360 }, 2, url);
        await zoomed.page.screenshot({
          path: path.join(values.out, `${name}.${theme}@200.png`),
          fullPage: true,
        });
        const over = await zoomed.page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        if (over > 0) {
          problems += 1;
          print(`${name}.${theme}@200: ${String(over)} px wider than the window`);
        }
        await zoomed.close();
      }
    }
    print(name);
  }
} finally {
  await browser.close();
  await server.close();
}
process.exitCode = problems === 0 ? 0 : 1;
