import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { renderHtml } from "../../src/render/html/html.ts";
import { nextMonday } from "../../src/render/mondays.ts";
import { report } from "./reportFixture.ts";

type Crosstab = Report["crosstabs"][number];
const PLAIN = { width: 80, color: false, verbose: false };
const [family] = report().families;
const ID = family!.id;

const mondays = (n: number): readonly string[] => {
  const all = ["2022-12-19"];
  while (all.length < n) all.push(nextMonday(all.at(-1)!));
  return all;
};

const cell = (row: string, column: string, late: number, rated: number): Crosstab["cells"][number] => ({
  row,
  column,
  cancellations: rated,
  families: {
    [ID]: {
      counts: { ...family!.counts, met: rated - late, missed: late, overdue: 0 },
      rate: { numerator: rated - late, denominator: rated, value: rated === 0 ? null : (rated - late) / rated },
    },
  },
});

const pageOf = (cells: Crosstab["cells"]): string =>
  renderHtml(report({ crosstabs: [{ rows: "facility", columns: "week", cells }] }), PLAIN).replaceAll("\u00a0", " ");

const mapIn = (page: string): string => /<table class="heatmap">.*?<\/table>/s.exec(page)?.[0] ?? "";
const headsIn = (page: string): number => mapIn(page).split('<th scope="col"').length - 2;

describe("a heat map", () => {
  test.each([
    ["26 weeks are weeks", 26, "Facility by week", 26],
    ["27 weeks are added up to months", 27, "Facility by month", 7],
  ])("%s", (_, weeks, title, columns) => {
    const page = pageOf(mondays(weeks).map((monday) => cell("North", monday, 20, 40)));
    expect(page).toContain(title);
    expect(headsIn(page)).toBe(columns);
    expect(page.includes("by the month of their Monday")).toBe(weeks > 26);
  });

  test("adds a month up before it looks for thirty", () => {
    const page = pageOf(mondays(27).map((monday) => cell("North", monday, 5, 10)));
    // December 2022 has two Mondays here, and 20 rated; January five, and 50.
    expect(mapIn(page)).toContain('title="25 of 50 (50.0 %)"');
    expect(mapIn(page)).toContain('class="few" title="10 of 20"');
  });

  test("names the year where it changes", () => {
    const page = pageOf(mondays(3).map((monday) => cell("North", monday, 20, 40)));
    expect(mapIn(page)).toContain("Dec 19<br>2022");
    expect(mapIn(page)).toContain("Dec 26</th>");
    expect(mapIn(page)).toContain("Jan 2<br>2023");
  });

  test.each([
    [29, false],
    [30, true],
    [31, true],
  ])("of cells with %i rated at the most is drawn: %s", (rated, drawn) => {
    const page = pageOf(mondays(2).map((monday) => cell("North", monday, 7, rated)));
    expect(page.includes('class="heatmap"')).toBe(drawn);
  });

  test.each([
    [40, 40],
    [41, 40],
  ])("of %i rows draws %i, the worst, and says so", (rows, drawn) => {
    const names = Array.from({ length: rows }, (_, i) => `Site ${i + 1}`);
    const page = pageOf(names.map((name, i) => cell(name, "2022-12-19", i + 1, 100)));
    expect(mapIn(page).split('scope="row"').length - 1).toBe(drawn);
    expect(mapIn(page)).toContain(`Site ${rows}<`);
    expect(page.includes("The worst 40 of 41 are drawn; the table has all.")).toBe(rows > 40);
    expect(mapIn(page).includes("Site 1<")).toBe(rows === drawn);
  });

  test.each([
    ["one of 1,000 is no 0", 1, 1000, "&lt;1"],
    ["none is 0", 0, 1000, "0"],
    ["999 of 1,000 are no 100", 999, 1000, "&gt;99"],
    ["all are 100", 1000, 1000, "100"],
  ])("%s", (_, late, rated, figure) => {
    expect(mapIn(pageOf([cell("North", "2022-12-19", late, rated)]))).toMatch(new RegExp(`<td [^>]*>${figure}</td>`));
  });

  test("says which end of the scale is worse in words that are true in the dark, too", () => {
    const page = pageOf([cell("North", "2022-12-19", 20, 40)]);
    expect(page).not.toMatch(/darker|lighter/i);
    expect(page).toContain("The further right its shade stands on the scale, the worse.");
  });
});
