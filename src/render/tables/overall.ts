import type { Report } from "../../model/report.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../text/resolutions.ts";
import { counts, type DataTable, numbers, shares, texts } from "./table.ts";
import { VERDICT_COLUMNS, verdictCells } from "./verdictColumns.ts";

const shareOf = (n: number, of: number): number | null => (of === 0 ? null : n / of);

/** Gives the headline's figures, one a row. */
export const headlineTable = ({ headline }: Report): DataTable => ({
  name: "headline",
  title: "Headline figures",
  columns: [texts("figure", "Figure"), counts("count", "Count")],
  rows: [
    ["appointments", headline.appointments],
    ["cancellations", headline.cancellations],
    ["enrollees", headline.enrollees],
    ["sessions", headline.sessions],
    ...Object.entries(headline.canceledBy).map(([who, n]) => [`canceled_by:${who}`, n]),
  ],
});

/** Gives what became of the cancellations. */
export const outcomesTable = ({ headline: { cancellations, resolution } }: Report): DataTable => ({
  name: "outcomes",
  title: "What became of the cancellations",
  columns: [
    texts("resolution", "Code"),
    texts("meaning", "What became of them"),
    counts("cancellations", "Cancellations"),
    shares("share", "Share"),
  ],
  rows: RESOLUTION_ORDER.map((key) => [
    key,
    RESOLUTION_WORDS[key],
    resolution[key],
    shareOf(resolution[key], cancellations),
  ]),
});

/** Gives every family's verdicts, rate and bounds. */
export const familiesTable = ({ families }: Report): DataTable => ({
  name: "families",
  title: "Verdicts by family of rules",
  columns: [
    texts("family", "Family"),
    texts("title", "Title"),
    ...VERDICT_COLUMNS,
    shares("rate_low", "Rate, were all undetermined missed"),
    shares("rate_high", "Rate, were all undetermined met"),
    counts("enrollees_missed", "Enrollees, missed"),
    counts("enrollees_overdue", "Enrollees, overdue"),
    counts("ahead", "Met, care still ahead"),
    counts("other_care", "Met by another kind of care"),
  ],
  rows: families.map((one) => [
    one.id,
    one.title,
    ...verdictCells(one.counts, one.rate),
    one.bounds.low,
    one.bounds.high,
    one.enrollees.missed,
    one.enrollees.overdue,
    one.ahead,
    one.otherCare,
  ]),
});

/** Gives every rule's verdicts, rate and waits, with its citation. */
export const rulesTable = ({ rules }: Report): DataTable => ({
  name: "rules",
  title: "Verdicts by rule",
  columns: [
    texts("rule", "Rule"),
    texts("family", "Family"),
    texts("title", "Title"),
    numbers("limit", "Limit"),
    texts("limit_unit", "Unit of limit"),
    ...VERDICT_COLUMNS,
    texts("wait_unit", "Unit of waits"),
    numbers("wait_median", "Median wait"),
    numbers("wait_p90", "90 % had care in"),
    numbers("wait_max", "Longest wait"),
    texts("basis", "Basis"),
    texts("grade", "Grade"),
    texts("law", "Law"),
    texts("url", "Address"),
  ],
  rows: rules.map((one) => [
    one.id,
    one.family,
    one.title,
    one.within?.n ?? null,
    one.within?.unit ?? null,
    ...verdictCells(one.counts, one.rate),
    one.wait?.unit ?? null,
    one.wait?.median ?? null,
    one.wait?.p90 ?? null,
    one.wait?.max ?? null,
    one.basis,
    one.citation.grade,
    one.citation.law,
    one.citation.url,
  ]),
});
