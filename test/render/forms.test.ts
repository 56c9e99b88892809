import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { drawnCurves, waitingAt } from "../../src/render/drawnCurves.ts";
import { shadeOf } from "../../src/render/html/charts/heat.ts";
import { renderHtml } from "../../src/render/html/html.ts";
import { renderMarkdown } from "../../src/render/markdown/markdown.ts";
import { renderText } from "../../src/render/text/text.ts";
import { waitsInWords } from "../../src/render/waitWords.ts";
import { fullReport } from "./fullReport.ts";
import { emptyReport, group, report, undecidedReport } from "./reportFixture.ts";

const PLAIN = { width: 80, color: false, verbose: false };
const weekly = (weeks: number): Report =>
  report({
    breakdowns: [
      {
        by: "week",
        rows: Array.from({ length: weeks }, (_, i) => group(`2022-01-${String(i + 1).padStart(2, "0")}`, i, 2 * i + 1)),
      },
    ],
  });

test("a report in which every section has something to say, as Markdown", async () => {
  await expect(renderMarkdown(fullReport(), PLAIN)).toMatchFileSnapshot("golden/full.md");
});

test("the same in a terminal of 80 columns, every row asked for", async () => {
  await expect(renderText(fullReport(), { ...PLAIN, verbose: true })).toMatchFileSnapshot("golden/full-80.txt");
});

describe("the page", () => {
  const page = renderHtml(fullReport(), PLAIN);

  test("has a section for whatever the report holds, and none for what it does not", () => {
    const sections = (html: string) => [...html.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id);
    expect(sections(page)).toEqual([
      "outcomes",
      "standards",
      "weeks",
      "waits",
      "places",
      "heat",
      "out-of-network",
      "notice",
      "continuity",
      "groups",
      "sensitivity",
      "links",
      "undecided",
      "account",
      "problems",
      "assumptions",
      "method",
    ]);
    expect(sections(renderHtml(emptyReport(), PLAIN))).toEqual(["account", "method"]);
    expect(sections(renderHtml(undecidedReport(), PLAIN))).not.toContain("places");
  });

  test("cites the duty of care out of network with its grade, and marks the figure that no reading moves", () => {
    expect(page).toContain("grade V2 (the duty V2, its paragraph M): cited as the duty.");
    expect(page).toContain("ca.like-for-like *</th>");
    expect(page).not.toContain("ca.reschedule *</th>");
    expect(page).toContain("No column for rescheduled_provider_id: more could be told with it.");
  });

  test("names its own style and script by their hashes, and nothing else may be fetched or run", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll("&#39;", "'");
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; script-src 'sha256-[\w+/=]{44}'; base-uri 'none'; form-action 'none'$/,
    );
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<style>"));
    expect(page).not.toMatch(/ style="|@import|@font-face|url\((?!#)/);
  });

  test("has no two elements of one id, and no link within it that leads nowhere", () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
  });

  test("gives a numerator and a denominator beside each rate", () => {
    expect(page).toContain("<strong>30\u00a0(30.0\u00a0%)</strong> met the standard");
    expect(page).toMatch(/<b>30\.0\u00a0%<\/b> met: 30 of 100 rated/);
    expect(page).toMatch(/Fresno Clinic, with 40 of 45 \(88\.9\u00a0%\)/);
  });

  test("shades no cell and ranks no group of fewer than thirty", () => {
    expect(page).toContain('<td class="few" title="1 of 5">·</td>');
    expect(page).not.toMatch(/<span class="key">Napa/);
    expect(page).toContain("Left out: 1 group with fewer than 30 rated.");
  });

  test("of a log without cancellations holds no figure that is none", () => {
    for (const document of [emptyReport(), undecidedReport(), fullReport()])
      expect(renderHtml(document, PLAIN).replace(/<script>.*<\/script>/s, "")).not.toMatch(
        /NaN|Infinity|undefined|null/,
      );
  });
});

describe("shades of a heat map, by the figure in the cell", () => {
  test.each([
    [0, 0],
    [0.0949, 0],
    [0.0951, 1],
    [0.1, 1],
    [0.8949, 8],
    [0.8951, 9],
    [0.9, 9],
    [1, 9],
  ])("%d is shade %i", (share, shade) => expect(shadeOf(share)).toBe(shade));
});

describe("waiting curves", () => {
  const [days, hours] = drawnCurves(fullReport());
  test("are drawn of rules with a limit and thirty waiting", () => {
    expect(drawnCurves(fullReport())).toHaveLength(2);
    const few = fullReport();
    const curves = few.curves.map((curve) => ({ ...curve, steps: [[1, 29, 3]] as [number, number, number][] }));
    expect(drawnCurves({ ...few, curves })).toEqual([]);
  });
  test.each([
    [0, 1],
    [2, 1],
    [3, 0.9],
    [8, 0.9],
    [9, 0.9 * (68 / 88)],
    [99, 0.9 * (68 / 88) * 0.75],
  ])("after %i days the share still waiting is %d", (elapsed, share) => {
    expect(waitingAt(days!.points, elapsed)).toBeCloseTo(share, 12);
  });
  test("tell the share that waited on after the limit, in the unit of the limit", () => {
    expect([days!.atLimit, days!.limit]).toEqual(["69.5\u00a0%", 10]);
    expect([hours!.atLimit, hours!.limit]).toEqual(["75.0\u00a0%", 48 * 3600]);
  });
  test("say in words how long it took", () => {
    const said = (median: number | null, p90: number | null, unit: "bd" | "d" | "s") =>
      waitsInWords({ wait: { unit, median, p90, max: 99 } }).join(", ");
    expect(said(1, 12, "bd")).toBe("half had care within 1 business day, 90 % within 12 business days");
    expect(said(5400, null, "s")).toBe("half had care within 1.5 hours, fewer than 90 % had care by as-of");
    expect(said(null, null, "d")).toBe("fewer than half had care by as-of");
    expect(waitsInWords({ wait: null })).toEqual([]);
  });
});

describe("the weeks in a terminal", () => {
  const drawn = (weeks: number, width = 80): string =>
    /Week by week\n\n([\s\S]*?)\n\n\n/.exec(renderText(weekly(weeks), { ...PLAIN, width }))?.[1] ?? "";
  test("are a line of columns, from three weeks on", () => {
    expect(drawn(2)).toBe("");
    expect(drawn(9)).toMatch(/^ {2}Canceled +[▁▂▃▄▅▆▇█]{9} +17\n/);
    expect(drawn(9)).toContain("A column is a week");
  });
  test("share columns where there are more than fit", () => {
    expect(drawn(60)).toContain("A column is 2 weeks");
    expect(drawn(60).split("\n")[0]).toMatch(/ [▁▂▃▄▅▆▇█]{30} +\d+$/);
  });
});

test("the page of a small report is small", () => {
  expect(renderHtml(fullReport(), PLAIN).length).toBeLessThan(120_000);
});
