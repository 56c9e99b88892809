import type { Report, ReportFamily, ReportRule } from "../model/report.ts";
import { elapsedUnit, type Pack, type Rule } from "../model/rule.ts";
import type { FamilyTally, GroupTally, LinksTally, RuleTally, SeenOtherwiseTally, Tally } from "../model/tally.ts";
import { continuitySection, groupsSection } from "./continuity.ts";
import { kaplanMeier, summarizeWaits } from "./kaplanMeier.ts";
import { noticeSection, outOfNetworkSection } from "./network.ts";
import { boundsOf, rateOf } from "./rate.ts";
import { sensitivitySection } from "./sensitivity.ts";

/** What a report says of the run, beside what was counted; all of it settled before anything was counted. */
export type Provenance = Pick<Report, "tool" | "engine" | "packs" | "asOf" | "scope" | "options" | "config" | "inputs">;

/** Formats a day number as `YYYY-MM-DD`; handed in, since calendars are not this folder's business. */
export type DateText = (day: number) => string;

const familyEntry = (pack: Pack, family: Pack["families"][number], tally: FamilyTally): ReportFamily => ({
  id: family.id,
  title: family.title,
  asks: family.asks,
  rules: pack.rules.filter((rule) => rule.family === family.id).map(({ id }) => id),
  counts: tally.counts,
  enrollees: tally.enrollees,
  ahead: tally.ahead,
  otherCare: tally.otherCare,
  rate: rateOf(tally),
  bounds: boundsOf(tally),
});

const ruleEntry = (rule: Rule, tally: RuleTally, date: DateText): ReportRule => ({
  id: rule.id,
  family: rule.family,
  title: rule.title,
  basis: rule.basis,
  citation: rule.citation,
  effective: {
    from: rule.effective.from === null ? null : date(rule.effective.from),
    to: rule.effective.to === null ? null : date(rule.effective.to),
  },
  starts: rule.clock === null ? null : [...rule.clock.starts],
  orBy: rule.clock?.orBy ?? null,
  within: rule.clock === null ? null : rule.clock.within,
  counts: tally.counts,
  rate: rateOf(tally),
  wait:
    rule.clock === null || tally.waits === null
      ? null
      : { unit: elapsedUnit(rule.clock.within), ...summarizeWaits(tally.waits) },
});

const groupFamilies = ({ families }: GroupTally) =>
  Object.fromEntries(
    Object.entries(families).map(([id, tally]) => [id, { counts: tally.counts, rate: rateOf(tally) }]),
  );

const linksEntry = ({ mode, linkedBy, without }: LinksTally): Report["links"] => ({
  mode,
  linkedBy,
  without: without?.map((tally) => ({ id: tally.id, counts: tally.counts, rate: rateOf(tally) })) ?? null,
});

const seenEntry = ({ cancellations, enrollees, families }: SeenOtherwiseTally): Report["seenOtherwise"] => ({
  cancellations,
  enrollees,
  families: { ...families },
});

/**
 * Works the report out from what an engine counted. Whole numbers come in; rates, bounds and curves are worked out
 * here, once, for every engine.
 */
export const composeReport = (tally: Tally, packs: readonly Pack[], provenance: Provenance, date: DateText): Report => {
  const rules = packs.flatMap((pack) => pack.rules);
  const ruleTally = new Map(tally.rules.map((one) => [one.id, one]));
  const familyTally = new Map(tally.families.map((one) => [one.id, one]));
  const { tool, engine, asOf, scope, options, config, inputs } = provenance;
  return {
    schema: "cancellog.report/1",
    tool,
    engine,
    synthetic: tally.synthetic,
    packs: provenance.packs,
    asOf,
    asOfFrom: tally.asOfFrom,
    scope,
    options,
    config,
    inputs,
    reconciliation: tally.reconciliation,
    headline: tally.headline,
    families: packs.flatMap((pack) =>
      pack.families.flatMap((family) => {
        const counted = familyTally.get(family.id);
        return counted === undefined ? [] : [familyEntry(pack, family, counted)];
      }),
    ),
    rules: rules.flatMap((rule) => {
      const counted = ruleTally.get(rule.id);
      return counted === undefined ? [] : [ruleEntry(rule, counted, date)];
    }),
    breakdowns: tally.breakdowns.map(({ by, rows }) => ({
      by,
      rows: rows.map((row) => ({
        key: row.key,
        appointments: row.appointments,
        cancellations: row.cancellations,
        enrollees: row.enrollees,
        resolution: row.resolution,
        families: groupFamilies(row),
      })),
    })),
    curves: rules.flatMap((rule) => {
      const waits = ruleTally.get(rule.id)?.waits;
      return rule.clock === null || waits === null || waits === undefined
        ? []
        : [{ rule: rule.id, unit: elapsedUnit(rule.clock.within), steps: kaplanMeier(waits) }];
    }),
    crosstabs: tally.crosstabs.map(({ rows: by, columns, cells }) => ({
      rows: by,
      columns,
      cells: cells.map((cell) => ({
        row: cell.row,
        column: cell.column,
        cancellations: cell.cancellations,
        families: groupFamilies(cell),
      })),
    })),
    outOfNetwork: outOfNetworkSection(tally, packs),
    notice: noticeSection(tally),
    continuity: continuitySection(tally, date),
    groups: groupsSection(tally),
    sensitivity: sensitivitySection(tally.sensitivity),
    links: linksEntry(tally.links),
    seenOtherwise: seenEntry(tally.seenOtherwise),
    claims: null,
    assumptions: tally.assumptions.map(({ field, value, source, cancellations }) => ({
      field,
      value,
      source,
      cancellations,
    })),
    undecided: [...tally.undecided],
    problems: tally.problems.map(({ code, count, samples }) => ({ code, count, samples: [...samples] })),
  };
};
