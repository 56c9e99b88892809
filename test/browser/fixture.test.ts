import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancellog, folderOf } from "../cli/world.ts";
import { barriersIn } from "./barriers.ts";
import { CHROMIUM, openPage, startBrowser } from "./chromium.ts";

const LARGEST = 1_500_000;
const PATIENCE = 120_000;

describe("the page of the full-size log", () => {
  let html = "";
  let sheet = "";
  let bytes = 0;
  let browser: Browser;
  beforeAll(async () => {
    const cwd = folderOf({});
    const log = resolve("fixtures/strike-2022.csv.gz");
    expect((await cancellog(["report", log, "-o", "report.html", "-o", "report.json"], { cwd })).code).toBe(0);
    const press = ["render", "report.json", "--template", "press", "-o", "press.html"];
    expect((await cancellog(press, { cwd })).code).toBe(0);
    sheet = readFileSync(join(cwd, "press.html"), "utf8");
    bytes = statSync(join(cwd, "report.html")).size;
    html = readFileSync(join(cwd, "report.html"), "utf8");
    if (CHROMIUM !== null) browser = await startBrowser();
  }, PATIENCE);
  afterAll(() => browser?.close());

  test("holds both published figures, says that it is synthetic, and is small enough to send", () => {
    expect(html).toContain("<h1>111,803 appointments canceled, affecting 63,808 enrollees.</h1>");
    expect(html).toContain("SYNTHETIC DATA");
    expect(bytes).toBeLessThan(LARGEST);
  });

  describe.skipIf(CHROMIUM === null)("in a browser", () => {
    test("opens without a complaint or a request, and fits a telephone", async () => {
      const { page, complaints, requests } = await openPage(browser, html, { width: 360, scheme: "light" });
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      expect(await page.locator("table.data").count()).toBeGreaterThan(20);
      await page.close();
      expect([...complaints, ...requests]).toEqual([]);
    });

    test.each(["A4", "Letter"])("a sheet for the press is one sheet of %s", async (format) => {
      const { page } = await openPage(browser, sheet, { width: 1280, scheme: "light" });
      const pdf = (await page.pdf({ format, preferCSSPageSize: true })).toString("latin1");
      await page.close();
      expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    });

    test("on paper no table reaches out of its place", async () => {
      // As wide as a sheet of letter paper between its margins, at 96 pixels an inch.
      const { page } = await openPage(browser, html, { width: 710, scheme: "light" });
      await page.emulateMedia({ media: "print" });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      const [shown, wide] = (await page.evaluate(`(() => {
        const tables = [...document.querySelectorAll("main table")].filter((one) => one.offsetParent !== null);
        return [tables.length, tables.filter((one) => one.offsetWidth > one.parentElement.clientWidth + 1).map((one) => one.caption.textContent)];
      })()`)) as [number, string[]];
      await page.close();
      expect(shown).toBeGreaterThan(15);
      expect(wide).toEqual([]);
    });

    test.each(["light", "dark"] as const)(
      "is open to everybody in %s (axe)",
      async (scheme) => {
        expect(await barriersIn(browser, html, { width: 1280, scheme })).toEqual([]);
      },
      PATIENCE,
    );
  });
});
