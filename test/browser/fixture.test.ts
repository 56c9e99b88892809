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
  let bytes = 0;
  let browser: Browser;
  beforeAll(async () => {
    const cwd = folderOf({});
    const log = resolve("fixtures/strike-2022.csv.gz");
    expect((await cancellog(["report", log, "-o", "report.html"], { cwd })).code).toBe(0);
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

    test.each(["light", "dark"] as const)(
      "is open to everybody in %s (axe)",
      async (scheme) => {
        expect(await barriersIn(browser, html, { width: 1280, scheme })).toEqual([]);
      },
      PATIENCE,
    );
  });
});
