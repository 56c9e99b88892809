import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTILE_TEXTS } from "../render/hostileTexts.ts";
import { hostileReport, report } from "../render/reportFixture.ts";
import { claimsOf, pagesOf } from "../template/newForms.ts";
import { barriersIn } from "./barriers.ts";
import { CHROMIUM, openPage, startBrowser } from "./chromium.ts";

const VIEWS = [360, 768, 1280].flatMap((width) => (["light", "dark"] as const).map((scheme) => ({ width, scheme })));
const OVERFLOW = "document.documentElement.scrollWidth - innerWidth";
const document = { ...report(), claims: claimsOf("95 % rescheduled within ten business days") };
const pages = Object.entries(pagesOf(document, "base.json"));
const pagesIn = pages.flatMap(([name, html]) => VIEWS.map((view) => ({ name, html, ...view })));

describe.skipIf(CHROMIUM === null)("comparison and documents in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.each(pagesIn)(
    "$name is open to everybody, asks for nothing and fits at $width in $scheme",
    async ({ html, ...view }) => {
      expect(await barriersIn(browser, html, view)).toEqual([]);
      const { page, complaints, requests } = await openPage(browser, html, view);
      expect(await page.evaluate(OVERFLOW)).toBeLessThanOrEqual(0);
      await page.close();
      expect([...complaints, ...requests]).toEqual([]);
    },
  );

  test("a sheet for the press is one sheet", async () => {
    const { page } = await openPage(browser, Object.fromEntries(pages).press ?? "", { width: 1280, scheme: "light" });
    const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: false })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    await page.close();
  });

  test.each(Object.entries(HOSTILE_TEXTS))("nothing runs of %s", async (_, text) => {
    for (const html of Object.values(pagesOf({ ...hostileReport(text), claims: claimsOf(text) }, text))) {
      const { page, complaints, requests } = await openPage(browser, html, { width: 1280, scheme: "light" });
      expect(await page.locator("script").count()).toBe(1);
      expect(await page.evaluate("typeof pwned")).toBe("undefined");
      expect(await page.evaluate(OVERFLOW)).toBeLessThanOrEqual(0);
      await page.close();
      expect([...complaints, ...requests]).toEqual([]);
    }
  });
});
