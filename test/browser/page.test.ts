import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderHtml } from "../../src/render/html/html.ts";
import { fullReport } from "../render/fullReport.ts";
import { HOSTILE_TEXTS } from "../render/hostileTexts.ts";
import { emptyReport, hostileReport, report, undecidedReport } from "../render/reportFixture.ts";
import { barriersIn } from "./barriers.ts";
import { CHROMIUM, openPage, startBrowser, type View } from "./chromium.ts";

const PLAIN = { width: 80, color: false, verbose: false };
const VIEWS: readonly View[] = [360, 768, 1280].flatMap((width) =>
  (["light", "dark"] as const).map((scheme) => ({ width, scheme })),
);
/** Pixels that the page is wider than its window. */
const OVERFLOW = "document.documentElement.scrollWidth - innerWidth";
const DESK: View = { width: 1280, scheme: "light" };

describe.skipIf(CHROMIUM === null)("the page in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.each(VIEWS)("is open to everybody at $width in $scheme (axe)", async (view) => {
    expect(await barriersIn(browser, renderHtml(fullReport(), PLAIN), view)).toEqual([]);
  });

  test.each([
    ["a log without cancellations", emptyReport()],
    ["a log that decides nothing", undecidedReport()],
    ["a small log", report()],
  ])("is open to everybody for %s", async (_, document) => {
    expect(await barriersIn(browser, renderHtml(document, PLAIN), DESK)).toEqual([]);
  });

  test.each(VIEWS)("asks for nothing, complains of nothing and fits at $width in $scheme", async (view) => {
    const { page, complaints, requests } = await openPage(browser, renderHtml(fullReport(), PLAIN), view);
    expect(await page.evaluate(OVERFLOW)).toBeLessThanOrEqual(0);
    await page.close();
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });

  test("sorts a table by keyboard, and says so", async () => {
    const { page, complaints } = await openPage(browser, renderHtml(fullReport(), PLAIN), DESK);
    const figures = page.locator("details", { hasText: "Missed or overdue by facility" }).first();
    await figures.locator("summary").focus();
    await page.keyboard.press("Enter");
    const head = figures.locator("th", { hasText: "Share of rated" });
    const column = () => figures.locator("tbody tr td:nth-child(6)").allTextContents();
    const names = () => figures.locator("tbody th").allTextContents();
    await head.locator("button").focus();
    await page.keyboard.press("Enter");
    expect(await head.getAttribute("aria-sort")).toBe("descending");
    expect(await column()).toEqual(["88.9\u00a0%", "64.5\u00a0%", "31.0\u00a0%", "3.3\u00a0%", "–"]);
    await page.keyboard.press("Space");
    expect(await head.getAttribute("aria-sort")).toBe("ascending");
    // What has no figure stays last.
    expect(await column()).toEqual(["3.3\u00a0%", "31.0\u00a0%", "64.5\u00a0%", "88.9\u00a0%", "–"]);
    await figures.locator("th button").first().click();
    expect(await head.getAttribute("aria-sort")).toBeNull();
    expect(await names()).toEqual(["(unknown)", "=cmd|' /C calc'!A0", "Fresno Clinic", "Napa", "Oakland Clinic"]);
    await page.close();
    expect(complaints).toEqual([]);
  });

  test("saves and copies a table, formulas neutralised", async () => {
    const { page } = await openPage(browser, renderHtml({ ...fullReport(), synthetic: false }, PLAIN), DESK);
    const figures = page.locator("details", { hasText: "Missed or overdue by facility" }).first();
    await figures.locator("summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), figures.getByText("Download CSV").click()]);
    expect(download.suggestedFilename()).toBe("by-facility-ca-reschedule.csv");
    const lines = readFileSync(await download.path(), "utf8").split("\r\n");
    expect(lines[0]).toBe("\ufefffacility,Cancellations,Enrollees,Missed or overdue,Rated,Share of rated,Undetermined");
    expect(lines[1]).toBe("Fresno Clinic,45,45,40,45,0.888889,0");
    expect(lines.find((line) => line.includes("cmd"))).toMatch(/^'=cmd\|' \/C calc'!A0,/);
    await figures.getByText("Copy table").click();
    await expect.poll(() => figures.locator("[role=status]").textContent()).toBe("Copied.");
    await page.close();
  });

  test("says in every row that leaves the page that data are generated, and only then", async () => {
    const document = { ...fullReport(), synthetic: true };
    const { page } = await openPage(browser, renderHtml(document, PLAIN), DESK);
    const figures = page.locator("details", { hasText: "Missed or overdue by facility" }).first();
    await figures.locator("summary").click();
    const [download] = await Promise.all([page.waitForEvent("download"), figures.getByText("Download CSV").click()]);
    const [head, ...rows] = readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\r\n");
    await page.close();
    expect(head).toMatch(/,Undetermined,synthetic$/);
    expect(rows.length).toBeGreaterThan(3);
    for (const row of rows) expect(row).toMatch(/,true$/);
  });

  test("prints what is folded away, and folds it again", async () => {
    const { page } = await openPage(browser, renderHtml(fullReport(), PLAIN), DESK);
    const open = () => page.locator("details[open]").count();
    expect(await open()).toBe(0);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await open()).toBeGreaterThan(3);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(await open()).toBe(0);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
    await page.close();
  });

  test("needs no script to be read", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.setContent(renderHtml(fullReport(), PLAIN));
    expect(await page.locator("button").count()).toBe(0);
    expect(await page.locator("h1").textContent()).toContain("120 appointments canceled");
    expect(await page.locator("main table").count()).toBeGreaterThan(5);
    await context.close();
  });

  test.each(Object.entries(HOSTILE_TEXTS))("runs nothing of %s", async (_, text) => {
    const { page, complaints, requests } = await openPage(browser, renderHtml(hostileReport(text), PLAIN), DESK);
    expect(await page.locator("script").count()).toBe(1);
    expect(await page.locator("img, iframe, object, embed, link, base, form").count()).toBe(0);
    expect(await page.locator("a:not([href^='#']):not([href^='http'])").count()).toBe(0);
    expect(await page.evaluate(OVERFLOW)).toBeLessThanOrEqual(0);
    expect(await page.evaluate("typeof pwned")).toBe("undefined");
    await page.close();
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
  });
});
