import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RESOLUTIONS } from "../../src/model/cancellation.ts";
import { PROBLEM_CODES } from "../../src/model/problem.ts";
import type { Report } from "../../src/model/report.ts";
import { REJECT_KINDS } from "../../src/model/source.ts";
import { VERDICTS } from "../../src/model/verdict.ts";
import { randomLogs } from "./logs.ts";
import { assess, randomOptions, runs } from "./run.ts";

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
const total = (counts: Readonly<Record<string, number>>): number => sum(Object.values(counts));
/** Adds records of counts key by key. */
const added = (all: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> =>
  all.reduce<Record<string, number>>((to, one) => {
    for (const [key, n] of Object.entries(one)) to[key] = (to[key] ?? 0) + n;
    return to;
  }, {});

type Counts = Readonly<Record<string, number>>;

/** The sections on networks, notice, providers, groups and readings. */
const figuresHoldTogether = (report: Report): void => {
  const { outOfNetwork: net, notice, continuity: c, groups: g, sensitivity, headline: h } = report;
  if (net === null || notice === null || c === null || sensitivity === null) throw new Error("a section is missing");
  for (const one of [net, net.mentalHealth, ...net.byFacility]) {
    expect(one.lateOrNone, "late or none").toBe(one.inTime + one.late + one.none + one.unknown);
    expect(one.none, "none").toBe(one.lateInNetwork + one.nothing);
  }
  const first = report.families[0]!.counts;
  // Who canceled is asked by every rule of the family, so all that it found late are here.
  expect(net.late + net.lateInNetwork + net.unknown, "missed").toBe(first.missed);
  expect(net.nothing, "overdue").toBe(first.overdue);
  expect(net.inTime + net.inTimeUnknown, "met out of network").toBeLessThanOrEqual(first.met);
  expect(notice.known, "told").toBe(notice.before + notice.after + notice.undetermined);
  expect(sum(notice.daysAhead.map(({ cancellations }) => cancellations)), "days ahead").toBe(notice.before);
  const facilities = report.breakdowns.some(({ by }) => by === "facility");
  for (const [whole, parts] of [
    [net, net.byFacility],
    [notice, notice.byFacility],
  ] as const)
    for (const [key, n] of Object.entries(whole))
      if (facilities && typeof n === "number")
        expect(sum((parts as readonly object[]).map((row) => (row as Counts)[key] ?? 0)), `${key} by facility`).toBe(n);

  const enrollees = c.providersPerEnrollee.map((bin) => bin.enrollees);
  expect(sum(c.keptProvidersPerEnrollee.map((bin) => bin.enrollees)), "enrollees").toBe(sum(enrollees));
  expect(h.enrollees, "enrollees with a cancellation").toBeLessThanOrEqual(sum(enrollees));
  const ended = h.resolution.rescheduled + h.resolution["enrollee-canceled"];
  expect(total(c.replacements), "replacements").toBe(ended);
  expect(c.providers, "providers").toBe(c.neverSeen + c.stillSeen + sum(c.lastSeen.map((one) => one.providers)));
  if (g !== null) {
    expect(sum(g.enrolleesPerSession.map(({ sessions }) => sessions)), "sessions").toBe(g.sessionsCanceled);
    expect(g.neverResumed, "never resumed").toBeLessThanOrEqual(g.groups);
    expect(g.withoutGroup, "without a group").toBeLessThanOrEqual(g.sessionsCanceled);
  }
  for (const { id, counts } of report.families) {
    const { missed, overdue, undetermined } = counts;
    expect(sensitivity.readings[0]!.families[id], `${id}, as run`).toEqual({ missed, overdue, undetermined });
    for (const { families } of sensitivity.readings)
      expect(sensitivity.inEvery[id], `${id}, in every reading`).toBeLessThanOrEqual(
        families[id]!.missed + families[id]!.overdue,
      );
  }
};

const holdsTogether = (report: Report, rejects: number): void => {
  const { reconciliation: r, headline: h, families, rules } = report;
  expect(r.read, "read").toBe(r.accepted + r.rejected + r.duplicates + r.superseded);
  expect(r.read, "records of the inputs").toBe(sum(report.inputs.map(({ records }) => records)));
  expect(r.rejected, "rejects handed out").toBe(rejects);
  expect(total(h.canceledBy), "canceled by").toBe(h.cancellations);
  expect(total(h.resolution), "resolutions").toBe(h.cancellations);
  expect(h.cancellations + r.outOfScope + r.notYetKnown, "cancellations").toBeLessThanOrEqual(r.accepted);
  expect(h.appointments, "appointments").toBeGreaterThanOrEqual(h.cancellations);
  expect(h.appointments, "appointments").toBeLessThanOrEqual(r.accepted - r.notYetKnown);
  expect(h.enrollees, "enrollees").toBeLessThanOrEqual(h.cancellations);

  for (const { id, counts, rate } of [...families, ...rules]) {
    expect(total(counts), `${id}, counts`).toBe(h.cancellations);
    expect(rate.numerator, `${id}, met past the limit`).toBeLessThanOrEqual(counts.met);
    expect(rate.denominator, `${id}, denominator`).toBe(rate.numerator + counts.missed + counts.overdue);
  }
  for (const { id, counts, enrollees, ahead, otherCare, bounds, rate } of families) {
    for (const [verdict, n] of Object.entries(enrollees)) {
      expect(n, `${id}, enrollees ${verdict}`).toBeLessThanOrEqual(counts[verdict as keyof typeof counts]);
      expect(n > 0, `${id}, enrollees ${verdict}`).toBe(counts[verdict as keyof typeof counts] > 0);
    }
    expect(ahead, `${id}, ahead`).toBeLessThanOrEqual(counts.met);
    expect(otherCare ?? 0, `${id}, other care`).toBeLessThanOrEqual(counts.met);
    const undecided = report.undecided.filter(({ family }) => family === id);
    expect(sum(undecided.map((one) => one.cancellations)), `${id}, undecided`).toBe(counts.undetermined);
    if (rate.value !== null) {
      expect(bounds.low, `${id}, lower bound`).toBeLessThanOrEqual(rate.value);
      expect(bounds.high, `${id}, upper bound`).toBeGreaterThanOrEqual(rate.value);
    }
  }
  for (const { id, family, counts } of rules) {
    const whole = families.find((one) => one.id === family)!.counts;
    // At most one rule of a family binds a cancellation, so what is decided adds up to the family's own.
    const decided = rules.filter((rule) => rule.family === family).map((rule) => rule.counts.met);
    expect(sum(decided), `${family}, met over its rules`).toBe(whole.met);
    expect(counts["not-applicable"], `${id}, not applicable`).toBeGreaterThanOrEqual(whole["not-applicable"]);
  }
  for (const { by, rows } of report.breakdowns) {
    expect(sum(rows.map((row) => row.cancellations)), `by ${by}`).toBe(h.cancellations);
    expect(sum(rows.map((row) => row.appointments)), `by ${by}, appointments`).toBe(h.appointments);
    if (rows.length > 0)
      expect(added(rows.map((row) => row.resolution)), `by ${by}, resolutions`).toEqual(h.resolution);
    expect(new Set(rows.map(({ key }) => key)).size, `by ${by}, keys`).toBe(rows.length);
    for (const { id, counts, rate } of rows.length === 0 ? [] : families) {
      expect(added(rows.map((row) => row.families[id]!.counts)), `by ${by}, ${id}`).toEqual(counts);
      expect(sum(rows.map((row) => row.families[id]!.rate.denominator)), `by ${by}, ${id}`).toBe(rate.denominator);
    }
  }
  for (const { rows, columns, cells } of report.crosstabs)
    expect(sum(cells.map((cell) => cell.cancellations)), `${rows} by ${columns}`).toBe(h.cancellations);
  if (report.links !== null) {
    const linked = h.resolution.rescheduled + h.resolution["enrollee-canceled"] + h.resolution.offered;
    expect(total(report.links.linkedBy), "linked by").toBe(linked);
    for (const { id, counts } of report.links.without ?? [])
      expect(total(counts), `${id}, without inferred links`).toBe(h.cancellations);
  }
  figuresHoldTogether(report);
  for (const { field, cancellations } of report.assumptions)
    expect(cancellations, `relied on ${field}`).toBeLessThanOrEqual(h.cancellations);
};

describe("whatever the log", () => {
  it("nothing is lost and every split adds up to its whole", async () => {
    await fc.assert(
      fc.asyncProperty(randomLogs(), randomOptions, async (log, options) => {
        const outcome = await assess([log.csv], options);
        if (outcome.failure === null) holdsTogether(outcome.report, outcome.rejects.length);
      }),
      runs(300),
    );
  });

  it("all that can become of a cancellation is among it, so that these properties say something", async () => {
    const seen = new Set<string>();
    const refused: string[] = [];
    for (const [log, options] of fc.sample(fc.tuple(randomLogs(), randomOptions), { seed: 20_220_815, numRuns: 300 })) {
      const outcome = await assess([log.csv], options);
      if (outcome.failure !== null) refused.push(outcome.failure);
      else {
        for (const { verdict, resolution } of outcome.findings) seen.add(`${verdict}`).add(`${resolution}`);
        for (const { code } of outcome.report.problems) seen.add(code);
        for (const { reason } of outcome.rejects) seen.add(`${reason}`.replace(/:.*/, ""));
      }
    }
    const never = [...VERDICTS, ...RESOLUTIONS, ...PROBLEM_CODES, ...REJECT_KINDS].filter((one) => !seen.has(one));
    // What is not applicable is left out of the findings; the others are about bytes and files, and no cell is.
    expect(never).toEqual(["not-applicable", "borrowed-header", "unclosed-quote"]);
    expect(refused.length, refused.sort().join()).toBeLessThan(60);
  });
});
