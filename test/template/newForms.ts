import type { Cases } from "../../src/model/cases.ts";
import type { Report } from "../../src/model/report.ts";
import { compareHtml, compareMarkdown, compareText } from "../../src/render/compare/forms.ts";
import { publishedHtml, publishedMarkdown, publishedText } from "../../src/render/published/forms.ts";
import { complaintHtml, complaintMarkdown, pressHtml, pressMarkdown } from "../../src/render/template/forms.ts";
import { composeCompare } from "../../src/statistics/compare.ts";
import { published } from "../publish/base.ts";

const STYLE = { width: 80, color: false, verbose: true };

/** An annex whose every text is `text`. */
export const casesOf = (text: string): Cases => ({
  family: "ca.reschedule",
  of: 70,
  longest: [
    {
      appointment: text,
      enrollee: text,
      rule: text,
      verdict: "overdue",
      starts: "2022-08-15T09:00:00",
      due: "2022-08-29",
      care: null,
      elapsed: 54,
      unit: "bd",
      days: 77,
    },
    {
      appointment: "b".repeat(64),
      enrollee: "c".repeat(64),
      rule: "ca.reschedule.mh-10bd",
      verdict: "missed",
      starts: "2022-08-15",
      due: null,
      care: "2022-09-30",
      elapsed: null,
      unit: null,
      days: 46,
    },
  ],
});

/** Statements whose every text is `text`. */
export const claimsOf = (text: string): Report["claims"] => ({
  path: text,
  sha256: "0".repeat(64),
  claims: [
    {
      statement: text,
      speaker: text,
      date: text,
      source: text,
      mapping: text,
      of: { kind: "family", id: "ca.reschedule" },
      figure: "rate",
      base: "rated",
      comparison: ">=",
      threshold: { text: "95 %", percent: true, numerator: 95, denominator: 100 },
      numerator: 30,
      denominator: 100,
      undetermined: 10,
      low: { numerator: 30, denominator: 110 },
      high: { numerator: 40, denominator: 110 },
      verdict: "contradicted",
    },
  ],
});

const compared = (report: Report, path: string) => {
  const side = { report, path, sha256: null };
  return composeCompare(side, side, report.tool);
};

/** Every page made of a report, besides the report's own. */
export const pagesOf = (report: Report, text: string): Readonly<Record<string, string>> => ({
  compare: compareHtml(compared(report, text), STYLE),
  complaint: complaintHtml(report, casesOf(text)),
  press: pressHtml(report, null),
  published: publishedHtml(published(report)),
});

/** The same as Markdown. */
export const markdownOf = (report: Report, text: string): Readonly<Record<string, string>> => ({
  compare: compareMarkdown(compared(report, text), STYLE),
  complaint: complaintMarkdown(report, casesOf(text)),
  press: pressMarkdown(report, null),
  published: publishedMarkdown(published(report)),
});

/** The same for a terminal. */
export const textOf = (report: Report, text: string): string =>
  compareText(compared(report, text), STYLE) + publishedText(published(report), STYLE);
