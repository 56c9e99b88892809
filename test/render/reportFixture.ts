import type { Report, ReportBreakdown, ReportFamily, ReportRule } from "../../src/model/report.ts";

type Counts = ReportFamily["counts"];
type Group = ReportBreakdown["rows"][number];

const SHA = "0123456789abcdef".repeat(4);

/** Verdict counts, those not named being nothing. */
export const counts = (some: Partial<Counts> = {}): Counts => ({
  missed: 0,
  overdue: 0,
  met: 0,
  exempt: 0,
  pending: 0,
  undetermined: 0,
  "not-applicable": 0,
  ...some,
});

/** The rate of counts whose met have all had their limit pass, but for `early` of them. */
export const rateOf = ({ met, missed, overdue }: Counts, early = 0): Report["families"][number]["rate"] => {
  const [numerator, denominator] = [met - early, met - early + missed + overdue];
  return { numerator, denominator, value: denominator === 0 ? null : numerator / denominator };
};

export const family = (some: Partial<ReportFamily> & { readonly early?: number } = {}): ReportFamily => {
  const { early = 0, ...given } = some;
  const held = given.counts ?? counts({ met: 30, missed: 20, overdue: 50, pending: 4, undetermined: 10 });
  const rate = rateOf(held, early);
  const all = rate.denominator + held.undetermined;
  return {
    id: "ca.reschedule",
    title: "Rescheduled in time",
    asks: "that should have been rescheduled within the limit, counted from the day care was lost",
    rules: ["ca.reschedule.mh-10bd"],
    counts: held,
    enrollees: held,
    ahead: 0,
    otherCare: null,
    rate,
    bounds: {
      low: all === 0 ? null : rate.numerator / all,
      high: all === 0 ? null : (rate.numerator + held.undetermined) / all,
    },
    ...given,
  };
};

export const rule = (some: Partial<ReportRule> = {}): ReportRule => {
  const held = some.counts ?? counts({ met: 30, missed: 20, overdue: 50, pending: 4, undetermined: 10 });
  return {
    id: "ca.reschedule.mh-10bd",
    family: "ca.reschedule",
    title: "Nonphysician mental health care, 10 business days from the lost appointment",
    basis: "derived",
    citation: {
      law: "Health & Safety Code § 1367.03(a)(3), (a)(5)(E); 28 CCR 1300.67.2.2(c)(5)(E)",
      text: "Non-urgent care by a nonphysician mental-health provider is offered within 10 business days.",
      url: "https://leginfo.legislature.ca.gov/faces/codes_displaySection.xhtml?lawCode=HSC&sectionNum=1367.03",
      grade: "V2",
      confidence: "number V2, paragraph letter M",
    },
    effective: { from: "2011-01-18", to: null },
    starts: ["scheduled_at"],
    orBy: null,
    within: { n: 10, unit: "bd" },
    counts: held,
    rate: rateOf(held),
    wait: { unit: "bd", median: 21, p90: null, max: 54 },
    ...some,
  };
};

/** One group of a breakdown under the family ca.reschedule: `late` of `rated` missed or overdue. */
export const group = (key: string | null, late: number, rated: number): Group => {
  const held = counts({ met: rated - late, missed: late });
  return {
    key,
    appointments: rated,
    cancellations: Math.max(1, rated),
    enrollees: Math.max(1, rated),
    resolution: { rescheduled: rated, "enrollee-canceled": 0, offered: 0, unverified: 0, recanceled: 0, none: 0 },
    families: {
      "ca.reschedule":
        rated === 0
          ? { counts: counts({ "not-applicable": 1 }), rate: rateOf(counts()) }
          : { counts: held, rate: rateOf(held) },
    },
  };
};

/** A small report in which every section has something to say; whatever is named takes the place of its own. */
export const report = (some: Partial<Report> = {}): Report => ({
  schema: "cancellog.report/1",
  tool: { name: "cancellog", version: "1.2.3" },
  engine: { name: "reference", version: "1.2.3" },
  synthetic: true,
  packs: [
    {
      id: "ca-timely-access",
      version: "1.0.0",
      sha256: SHA,
      extends: null,
      title: "California timely access to care",
      notes: ["The rates are a census of the log, not the DMHC rate of compliance."],
      calendar: { id: "ca-state-offices", sha256: SHA, title: "California state offices closed" },
      timezone: "America/Los_Angeles",
    },
  ],
  asOf: "2022-10-31T17:00:00",
  asOfFrom: "made_at",
  scope: { from: null, to: null, where: [] },
  options: {},
  config: null,
  inputs: [
    {
      path: "exports/strike.csv",
      bytes: 4_581_667,
      sha256: SHA,
      encoding: "utf-8",
      delimiter: ",",
      mapping: { id: "header", sha256: SHA },
      records: 170,
      latest: "2022-10-31T17:00:00",
    },
  ],
  reconciliation: {
    read: 170,
    accepted: 160,
    rejected: 3,
    duplicates: 5,
    superseded: 2,
    skipped: 1,
    enteredInError: 4,
    notYetKnown: 0,
    outOfScope: 0,
  },
  headline: {
    appointments: 156,
    cancellations: 120,
    enrollees: 84,
    sessions: 7,
    canceledBy: { plan: 100, enrollee: 14, other: 0, unknown: 6 },
    resolution: { rescheduled: 60, "enrollee-canceled": 2, offered: 5, unverified: 3, recanceled: 1, none: 49 },
  },
  families: [family({ ahead: 2, otherCare: 3 })],
  rules: [
    rule(),
    rule({ id: "ca.reschedule.primary-10bd", counts: counts({ "not-applicable": 120 }), rate: rateOf(counts()) }),
  ],
  breakdowns: [
    { by: "week", rows: [group("2022-08-15", 20, 40), group("2022-08-22", 50, 60)] },
    {
      by: "facility",
      rows: [group("Fresno Clinic", 40, 45), group("Oakland Clinic", 20, 31), group("Napa", 9, 29), group(null, 1, 30)],
    },
    { by: "canceled_by", rows: [group("plan", 70, 100), group("enrollee", 0, 0)] },
  ],
  curves: [],
  crosstabs: [],
  outOfNetwork: null,
  notice: null,
  continuity: null,
  groups: null,
  sensitivity: null,
  links: null,
  seenOtherwise: null,
  claims: null,
  assumptions: [
    { field: "provider_kind", value: "nonphysician", source: "derived", cancellations: 90 },
    { field: "urgency", value: "non-urgent", source: "pack", cancellations: 12 },
  ],
  undecided: [
    { family: "ca.reschedule", reason: "unknown:canceled_by", cancellations: 6 },
    { family: "ca.reschedule", reason: "unverified-link", cancellations: 3 },
    { family: "ca.reschedule", reason: "no-time-of-day", cancellations: 1 },
  ],
  problems: [
    {
      code: "bad-value",
      count: 3,
      samples: [11, 12, 13].map((line) => ({
        path: "exports/strike.csv",
        record: line - 1,
        line,
        detail: 'canceled_at: "2022-02-30 10:00"',
      })),
    },
    {
      code: "rescheduled-without-link",
      count: 3,
      samples: [{ path: "exports/strike.csv", record: 40, line: 41, detail: "" }],
    },
  ],
  ...some,
});

/** A report of a log in which nothing was canceled. */
export const emptyReport = (): Report =>
  report({
    synthetic: false,
    headline: {
      appointments: 1,
      cancellations: 0,
      enrollees: 0,
      sessions: null,
      canceledBy: { plan: 0, enrollee: 0, other: 0, unknown: 0 },
      resolution: { rescheduled: 0, "enrollee-canceled": 0, offered: 0, unverified: 0, recanceled: 0, none: 0 },
    },
    families: [family({ counts: counts() })],
    rules: [rule({ counts: counts(), rate: rateOf(counts()), wait: null })],
    breakdowns: [],
    assumptions: [],
    undecided: [],
    problems: [],
  });

/** A report in which nothing could be decided. */
export const undecidedReport = (): Report => {
  const held = counts({ undetermined: 120 });
  return report({
    families: [family({ counts: held, bounds: { low: 0, high: 1 } })],
    rules: [rule({ counts: held, rate: rateOf(held), wait: { unit: "bd", median: null, p90: null, max: null } })],
    undecided: [{ family: "ca.reschedule", reason: "unknown:canceled_by", cancellations: 120 }],
  });
};

/** Text that would act on a terminal, hide, turn the reading direction, or run over the edge. */
export const HOSTILE = {
  "terminal escapes": "\u001b[31mred\u001b[0m\u001b]0;title\u0007",
  "bidi overrides": "\u202egnp.exe\u2066\u200f",
  "control characters": "line\nbreak\r\ttab\u0000\u007f\u009b31m",
  "wide characters": "東京精神科クリニック".repeat(20),
  "stacked marks": `e${"\u0301".repeat(200)} combining`,
  pictures: "\u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u{1f3e5}\u26a1".repeat(30),
  "a long word": "word".repeat(100),
  "many words": "many words ".repeat(60),
  "odd spaces": "\ud800 lone \u2028 separator \u00a0 glue",
} as const;

/** A report whose every free text is `text`. */
export const hostileReport = (text: string): Report => {
  const plain = report();
  return report({
    packs: plain.packs.map((pack) => ({
      ...pack,
      id: text,
      version: text,
      timezone: text,
      calendar: { ...pack.calendar, id: text },
    })),
    scope: { from: "2022-08-15", to: null, where: [`facility=${text}`] },
    options: { assume: [`service=${text}`], [text]: text },
    inputs: plain.inputs.map((input) => ({
      ...input,
      path: text,
      encoding: text,
      delimiter: text,
      mapping: { ...input.mapping, id: text },
    })),
    families: plain.families.map((one) => ({ ...one, title: text, asks: text })),
    rules: plain.rules.map((one) => ({
      ...one,
      id: text,
      title: text,
      citation: { ...one.citation, law: text, text, url: text },
    })),
    breakdowns: [
      { by: text, rows: [group(text, 31, 40), group(`${text} 2`, 40, 41)] },
      { by: "week", rows: Array.from({ length: 30 }, () => group(text, 15, 30)) },
      { by: `${text}!`, rows: [group(text, 1, 2)] },
    ],
    assumptions: [{ field: text, value: text, source: "option", cancellations: 3 }],
    undecided: [{ family: "ca.reschedule", reason: text, cancellations: 4 }],
    problems: [{ code: "bad-value", count: 2, samples: [{ path: text, record: 1, line: 2, detail: text }] }],
  });
};
