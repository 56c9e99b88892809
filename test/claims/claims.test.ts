import { describe, expect, it } from "vitest";
import type { Claim, ClaimVerdict } from "../../src/model/claims.ts";
import type { Comparison } from "../../src/model/gate.ts";
import { reportSchema } from "../../src/model/report.ts";
import { renderHtml } from "../../src/render/html/html.ts";
import { renderMarkdown } from "../../src/render/markdown/markdown.ts";
import { renderTables } from "../../src/render/tables/csv.ts";
import { renderText } from "../../src/render/text/text.ts";
import { testClaims } from "../../src/statistics/claims.ts";
import { counts, family, report } from "../render/reportFixture.ts";
import { faultsOf } from "../schema/validate.ts";

const percentOf = (n: number): Claim["threshold"] => ({
  text: `${n} %`,
  percent: true,
  numerator: n,
  denominator: 100,
});
const countOf = (n: number): Claim["threshold"] => ({ text: `${n}`, percent: false, numerator: n, denominator: 1 });
const FAMILY = { kind: "family", id: "ca.reschedule" } as const;

const claim = (some: Partial<Claim>): Claim => ({
  statement: "most were rescheduled",
  speaker: null,
  date: null,
  source: null,
  mapping: null,
  measure: { kind: "rate", of: FAMILY },
  comparison: ">=",
  threshold: percentOf(95),
  ...some,
});
const tested = (given: Claim, held: Parameters<typeof counts>[0], resolution = report().headline.resolution) => {
  const verdicts = counts(held);
  const document = report({
    families: [family({ counts: verdicts })],
    headline: { ...report().headline, resolution },
  });
  return testClaims({ path: "claims.yaml", sha256: "0".repeat(64), claims: [given] }, document).claims[0];
};
const verdict = (given: Claim, held: Parameters<typeof counts>[0]): ClaimVerdict | undefined =>
  tested(given, held)?.verdict;

describe("a rate that is said to be at least 95 %", () => {
  it.each([
    ["is met by all but 5 of 100", { met: 95, missed: 5 }, "supported"],
    ["is missed by one", { met: 94, missed: 6 }, "contradicted"],
    ["is met though the one undetermined were late", { met: 95, missed: 4, undetermined: 1 }, "supported"],
    ["is not met by one if the undetermined was late", { met: 95, missed: 5, undetermined: 1 }, "undecided"],
    ["might be met by all of the undetermined", { met: 90, missed: 5, undetermined: 5 }, "undecided"],
    ["falls short by one of the undetermined", { met: 90, missed: 6, undetermined: 5 }, "contradicted"],
    ["leans on nothing decided", { undetermined: 5 }, "undecided"],
    ["leans on nothing at all", {}, "undecided"],
    ["leans on none whose limit has passed", { pending: 40 }, "undecided"],
  ] as const)("%s", (_, held, expected) => {
    expect(verdict(claim({}), held)).toBe(expected);
  });
});

describe("a count that is said to be at most 0", () => {
  const none = claim({
    measure: { kind: "verdicts", of: FAMILY, verdicts: ["missed", "overdue"] },
    comparison: "<=",
    threshold: countOf(0),
  });
  it.each([
    ["nobody late", { met: 5 }, "supported"],
    ["one late", { met: 5, overdue: 1 }, "contradicted"],
    ["one that may be late", { met: 5, undetermined: 1 }, "undecided"],
    ["nothing decided: no log says that nobody is late by being empty", {}, "undecided"],
  ] as const)("%s", (_, held, expected) => {
    expect(verdict(none, held)).toBe(expected);
  });
});

describe("every comparison, at its threshold and beside it", () => {
  const at = (comparison: Comparison, met: number): ClaimVerdict | undefined =>
    verdict(claim({ comparison, threshold: percentOf(50) }), { met, missed: 100 - met });
  it.each([
    [">=", ["contradicted", "supported", "supported"]],
    [">", ["contradicted", "contradicted", "supported"]],
    ["<=", ["supported", "supported", "contradicted"]],
    ["<", ["supported", "contradicted", "contradicted"]],
  ] as const)("%s", (comparison, expected) => {
    expect([49, 50, 51].map((met) => at(comparison, met))).toEqual(expected);
  });

  it("is exact where numbers of a machine are not", () => {
    const third = claim({
      threshold: { text: "33.333333 %", percent: true, numerator: 33_333_333, denominator: 100_000_000 },
    });
    expect(verdict(third, { met: 1, missed: 2 })).toBe("supported");
    expect(verdict({ ...third, threshold: { ...third.threshold, numerator: 33_333_334 } }, { met: 1, missed: 2 })).toBe(
      "contradicted",
    );
  });
});

describe("what became of the cancellations", () => {
  const rescheduled = claim({
    measure: { kind: "resolution", resolutions: ["rescheduled"] },
    comparison: ">=",
    threshold: percentOf(50),
  });
  const of = (some: number, unverified: number) => ({
    ...report().headline.resolution,
    rescheduled: some,
    unverified,
    none: 120 - some - unverified,
    offered: 0,
    recanceled: 0,
    "enrollee-canceled": 0,
  });
  it.each([
    [60, 0, "supported"],
    [59, 0, "contradicted"],
    [59, 1, "undecided"],
    [58, 1, "contradicted"],
    [0, 120, "undecided"],
  ] as const)("%i of 120 rescheduled, %i cannot be told: %s", (some, unverified, expected) => {
    expect(tested(rescheduled, {}, of(some, unverified))?.verdict).toBe(expected);
  });
});

describe("statements in a report", () => {
  const claims = testClaims(
    {
      path: "claims.yaml",
      sha256: "0".repeat(64),
      claims: [
        claim({
          speaker: "a spokesperson",
          date: "2022-09-15",
          source: "https://example.org/a",
          mapping: "the limit of most rules",
        }),
      ],
    },
    report(),
  );
  const document = report({ claims });
  const style = { width: 100, color: false, verbose: false };

  it("are part of the document that its schema describes, and a report without them is still read", () => {
    expect(faultsOf("report", document)).toEqual([]);
    expect(reportSchema.parse(document)).toEqual(document);
    const { claims: _, ...older } = document;
    expect(reportSchema.parse(older)).toEqual({ ...document, claims: null });
  });

  it("are told in every form, with the figures and both ends", () => {
    const [row] = claims.claims;
    expect(row).toMatchObject({
      verdict: "contradicted",
      numerator: 30,
      denominator: 100,
      low: { numerator: 30, denominator: 110 },
      high: { numerator: 40, denominator: 110 },
    });
    for (const shown of [renderText(document, style), renderMarkdown(document, style), renderHtml(document, style)]) {
      const text = shown
        .replaceAll("\u00a0", " ")
        .replaceAll(/<\/?strong>|\*\*/g, "")
        .replaceAll(/\s+/g, " ");
      expect(text).toContain("most were rescheduled");
      expect(text).toContain("a spokesperson, 2022");
      expect(text).toContain("Contradicted by the log, even in the case that favors it most.");
      expect(text).toContain("30.0 % (30 of 100)");
      expect(text).toContain("between 27.3 % (30 of 110) and 36.4 % (40 of 110)");
    }
    const table = renderTables(document, { bom: false }).find(({ name }) => name === "claims.csv");
    expect(table?.text).toContain("contradicted,30,100,10,30,");
  });

  it("are in no form where there were none to test", () => {
    for (const shown of [renderText(report(), style), renderMarkdown(report(), style), renderHtml(report(), style)])
      expect(shown).not.toContain("Public statements");
    expect(renderTables(report(), { bom: false }).map(({ name }) => name)).not.toContain("claims.csv");
  });
});
