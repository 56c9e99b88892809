import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SERVICE } from "../../src/model/codes.ts";
import type { Pack, Rule } from "../../src/model/rule.ts";
import { VERDICTS, type Verdict } from "../../src/model/verdict.ts";
import { fieldsOf, sourceOf } from "../../src/rules/condition.ts";
import { shippedPack, shippedPackIds } from "../../src/rules/shipped.ts";
import { FIXTURES, type Row, readFixture, runFiles } from "../engine/run.ts";

/**
 * Every rule of the shipped packs has a log of its own. Column `expect` holds the verdict of that rule, with its reason
 * after a colon; `not-applicable` where the findings must not name the row. Column `why` says it in words.
 */
const PACKS: readonly Pack[] = shippedPackIds().map((id) => shippedPack(id)!);
const RULES: readonly Rule[] = PACKS.flatMap(({ rules }) => rules);
const asOfs = JSON.parse(readFileSync(join(FIXTURES, "rules", "as-of.json"), "utf8")) as {
  readonly packs: Readonly<Record<string, string>>;
};
const optionsFor = (rule: Rule) => {
  const pack = PACKS.find(({ rules }) => rules.includes(rule))!;
  return { pack: [pack.id], asOf: asOfs.packs[pack.id]! };
};

/** What a rule can find: a requirement runs out of no time. */
const possible = ({ clock }: Rule): readonly Verdict[] =>
  clock === null ? ["missed", "met", "undetermined", "not-applicable"] : VERDICTS;

/** What an assumption of the pack fills is never unknown; the others must each be seen to be. */
const unknownsOf = (rule: Rule): readonly string[] => {
  const { assume } = PACKS.find(({ rules }) => rules.includes(rule))!;
  const canStart = (field: string) => rule.clock?.starts.some((one) => one === field) === true;
  return [...new Set(fieldsOf(rule.applies).map(sourceOf))]
    .filter((field) => !Object.hasOwn(assume, field) && field !== "follow_up" && !canStart(field))
    .map((field) => `unknown:${field}`);
};

/** Reasons that every fixture of a kind must bring about, besides the verdicts. */
const reasonsOf = (rule: Rule): readonly string[] => {
  const { clock } = rule;
  if (clock === null) return ["unknown:canceled_by", "unknown:service", "unknown:rescheduled_service"];
  const starts = clock.starts.join();
  return [
    ...unknownsOf(rule),
    "unverified-link",
    "after-extension",
    ...(starts === "scheduled_at" ? [] : ["no-start"]),
    ...(starts === "requested_at" || starts === "prior_kept_at"
      ? ["start-after-appointment", "unknown:follow_up"]
      : []),
    ...(clock.within.unit === "h" || clock.postponement !== null ? ["no-time-of-day"] : []),
  ];
};

const verdictOf = (expected: string): string => expected.split(":")[0] ?? "";
const reasonOf = (expected: string): string => expected.slice(verdictOf(expected).length + 1);

it.each([
  ["ca-timely-access", 20],
  ["nhs-cancelled-operations", 1],
  ["strike-contingency-commitments", 1],
])("pack %s holds so many rules: %i", (id, n) => expect(shippedPack(id)?.rules).toHaveLength(n));

it("every fixture belongs to a rule", () =>
  expect(
    readdirSync(join(FIXTURES, "rules"))
      .filter((name) => name.endsWith(".csv"))
      .map((name) => name.slice(0, -4))
      .sort(),
  ).toEqual(RULES.map(({ id }) => id).sort()));

describe.each(RULES)("$id", (rule) => {
  const path = `rules/${rule.id}.csv`;
  const rows = readFixture(path);
  const told = (row: Row, found: string): string => `${row.line} ${found} (${row.why})`;

  it("finds what every row expects, and why", async () => {
    const run = await runFiles([path], optionsFor(rule));
    const found = new Map(
      run.rows
        .filter((one) => one.rule === rule.id)
        .map(({ line, verdict, reason }) => [line, reason === null ? verdict : `${verdict}:${reason}`]),
    );
    expect(rows.map((row) => told(row, String(found.get(row.line) ?? "not-applicable")))).toEqual(
      rows.map((row) => told(row, row.expect ?? "")),
    );
    expect(run.report.reconciliation).toMatchObject({ read: rows.length, accepted: rows.length });
    expect(run.report.problems.filter(({ code }) => code === "bad-value" || code === "unmapped-value")).toEqual([]);
  });

  it("counts them so in the report", async () => {
    const { report } = await runFiles([path], optionsFor(rule));
    const count = (verdict: Verdict): number =>
      rows.filter((row) => row.status !== "fulfilled" && row.status !== "booked" && verdictOf(row.expect!) === verdict)
        .length;
    expect(report.rules.find(({ id }) => id === rule.id)?.counts).toEqual(
      Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])),
    );
  });

  it("holds every verdict that the rule can have", () =>
    expect(new Set(rows.map((row) => verdictOf(row.expect!)))).toEqual(new Set(possible(rule))));

  it("holds every reason that matters to it", () => {
    const held = new Set(rows.map((row) => reasonOf(row.expect!)));
    expect(reasonsOf(rule).filter((reason) => !held.has(reason))).toEqual([]);
  });

  it("says why in every row", () => expect(rows.filter(({ why }) => why === "")).toEqual([]));
});

describe("ca.like-for-like holds the whole table of accepted services", () => {
  const { requires } = RULES.find(({ id }) => id === "ca.like-for-like")!;
  const accepted = Object.entries(requires?.accepts ?? {}).flatMap(([lost, got]) => got.map((one) => [lost, one]));
  const shown = new Map(
    readFixture("rules/ca.like-for-like.csv")
      .filter((row) => row.canceled_by === "plan" && row.rescheduled_service !== "" && row.replaced_by === "")
      .filter((row) => row.expect === "met" || row.expect === "missed")
      .map((row) => [`${row.service} <- ${row.rescheduled_service}`, row.expect]),
  );
  const isAccepted = (lost: string, got: string): boolean => accepted.some(([a, b]) => a === lost && b === got);
  const mental = Object.keys(SERVICE).slice(0, Object.keys(SERVICE).indexOf("class"));

  it("thirteen pairs", () => expect(accepted).toHaveLength(13));
  it.each(accepted)("%s <- %s is met", (lost, got) => expect(shown.get(`${lost} <- ${got}`)).toBe("met"));
  it.each(accepted)("and %s for %s the other way round is as the table has it", (lost, got) =>
    expect(shown.get(`${got} <- ${lost}`)).toBe(isAccepted(got!, lost!) ? "met" : "missed"),
  );
  it.each(mental)("%s is met by itself and missed by a class", (service) => {
    expect(shown.get(`${service} <- ${service}`)).toBe("met");
    expect(shown.get(`${service} <- class`)).toBe("missed");
  });
  it.each(mental.filter((service) => service !== "group-therapy"))("%s is missed by a group", (service) =>
    expect(shown.get(`${service} <- group-therapy`)).toBe("missed"),
  );
});
