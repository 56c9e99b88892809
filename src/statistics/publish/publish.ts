import { createHash } from "node:crypto";
import { failure } from "../../model/failure.ts";
import { FIELDS, isFieldName } from "../../model/fields.ts";
import { LEAST_PUBLISHED, type LeftOut, type Published, type PublishedFamily } from "../../model/published.ts";
import type { Report, ReportFamily, ReportRule } from "../../model/report.ts";
import { isPublicField } from "./dimensions.ts";
import { Figures } from "./figures.ts";
import { groupedAndProtected } from "./grouping.ts";
import { alwaysLeftOut } from "./leftOut.ts";
import { tellsEnrollees } from "./people.ts";
import { publishedRecords } from "./records.ts";
import { publishedWait } from "./waits.ts";

/** Returns the Monday of a local date's week; handed in, since calendars are not this folder's business. */
export type MondayOf = (isoDate: string) => string;

/** Options that change figures and name no file. */
const OPTIONS = ["assume", "derive", "key", "link", "timezone"] as const;

const asOfEntry = ({ asOf, asOfFrom }: Report, mondayOf: MondayOf): Published["asOf"] => {
  const day = asOf.slice(0, 10);
  return asOfFrom === "option" ? { date: day, precision: "day" } : { date: mondayOf(day), precision: "week" };
};

/**
 * Refuses a scope by what names a person or an appointment: it is printed with the figures.
 * @throws Failure `publish-scope`.
 */
const requireScope = ({ scope }: Report): void => {
  const field = scope.where
    .map((text) => text.split(/!?=/)[0]?.trim() ?? "")
    .find((name) => !isPublicField(name) && !(isFieldName(name) && FIELDS[name].type === "timestamp"));
  if (field !== undefined) throw failure("publish-scope", { name: field });
};

const logEntry = ({ inputs }: Report): Published["log"] => ({
  files: inputs.length,
  sha256: createHash("sha256")
    .update(inputs.map(({ sha256 }) => `${sha256}\n`).join(""))
    .digest("hex"),
});

const familyEntry = (family: ReportFamily, figures: PublishedFamily["figures"]): PublishedFamily => {
  const { id, title, asks, rules } = family;
  return { id, title, asks, rules, figures };
};

const ruleEntry = (rule: ReportRule, report: Report, families: readonly PublishedFamily[]) => {
  const { id, family, title, basis, citation, effective, starts, orBy, within } = rule;
  const counts = families.find((one) => one.id === family)?.figures?.counts;
  // A percentile says something of its family's counts: only where none of them is hidden.
  const isOpen = counts !== undefined && Object.values(counts).every((count) => count !== null);
  const wait = isOpen ? publishedWait(rule, report) : null;
  return { id, family, title, basis, citation, effective, starts, orBy, within, wait };
};

type Told = Pick<Published, "headline" | "families" | "breakdowns" | "crosstab" | "hidden" | "merged"> & {
  readonly leftOut: readonly LeftOut[];
};

/** Nothing but that there are few. */
const untold = (report: Report): Told => ({
  headline: { cancellations: null, enrollees: null, resolution: null, records: null },
  families: report.families.map((family) => familyEntry(family, null)),
  breakdowns: [],
  crosstab: null,
  hidden: [],
  merged: [],
  leftOut: [{ what: "all figures", rule: "too-few" }],
});

const told = (report: Report): Told => {
  const { cancellations, enrollees } = report.headline;
  const { grouped, held, leftOut } = groupedAndProtected(report);
  const figures = new Figures(held, report, grouped);
  const overall = held.linked.overall;
  return {
    headline: {
      cancellations,
      enrollees: cancellations === 0 || tellsEnrollees(cancellations, enrollees) ? enrollees : null,
      resolution: figures.resolution(overall),
      records: publishedRecords(report),
    },
    families: report.families.map((family) => familyEntry(family, figures.family(family.id, overall))),
    breakdowns: [...figures.breakdowns()],
    crosstab: figures.crosstab(),
    hidden: figures.hidden(),
    merged: grouped.flatMap(({ by, groups }) =>
      groups.filter(({ merged }) => merged > 0).map(({ merged }) => ({ table: `by ${by}`, groups: merged })),
    ),
    leftOut,
  };
};

/**
 * Makes of a report what may leave the building: what is listed here and nothing else, small groups merged, small cells
 * hidden, and as few others as keep them hidden.
 * @throws Failure `publish-scope`.
 */
export const publish = (report: Report, mondayOf: MondayOf): Published => {
  requireScope(report);
  const { cancellations, enrollees } = report.headline;
  const isFew = cancellations > 0 && Math.min(cancellations, enrollees) < LEAST_PUBLISHED;
  const { leftOut, ...figures } = isFew ? untold(report) : told(report);
  return {
    schema: "cancellog.published/1",
    tool: report.tool,
    synthetic: report.synthetic,
    packs: report.packs,
    asOf: asOfEntry(report, mondayOf),
    scope: report.scope,
    options: Object.fromEntries(OPTIONS.flatMap((one) => (one in report.options ? [[one, report.options[one]]] : []))),
    log: logEntry(report),
    least: LEAST_PUBLISHED,
    headline: figures.headline,
    families: figures.families,
    rules: report.rules.map((rule) => ruleEntry(rule, report, figures.families)),
    breakdowns: figures.breakdowns,
    crosstab: figures.crosstab,
    assumptions: report.assumptions.flatMap(({ field, value, source }) =>
      source === "derived" ? [] : [{ field, value, source }],
    ),
    hidden: figures.hidden,
    merged: figures.merged,
    leftOut: [...leftOut, ...alwaysLeftOut(report)],
  };
};
