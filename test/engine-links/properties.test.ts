import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { careClassOf, type Service } from "../../src/model/codes.ts";
import { type Assessed, assess, type Case, fatesOf, logOf } from "./run.ts";

const PARAMETERS = { seed: 20_220_815, numRuns: 200 } as const;

const two = (n: number): string => String(n).padStart(2, "0");
/** Few days and hours, so that times meet; some without a time of day, some unknown. */
const day = fc.integer({ min: 1, max: 9 }).map((n) => `2022-09-${two(n)}`);
const time = fc.tuple(day, fc.constantFrom("", " 09:00", " 09:00", " 15:30")).map((parts) => parts.join(""));
const perhaps = <T>(one: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: one }, fc.constant(""));

const cases = fc
  .array(
    fc.record({
      enrollee_id: fc.constantFrom("E1", "E1", "E2"),
      status: fc.constantFrom("canceled", "canceled", "fulfilled", "booked", "noshow", "proposed"),
      scheduled_at: time,
      made_at: perhaps(time),
      canceled_at: perhaps(time),
      service: perhaps(fc.constantFrom("intake", "crisis", "primary-care")),
      series_id: perhaps(fc.constantFrom("S1", "S2")),
      replaced_by: fc.oneof(
        { weight: 6, arbitrary: fc.constant("") },
        fc.nat({ max: 11 }).map((n) => `A${n}`),
      ),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.map((one, i): Case => ({ appointment_id: `A${i}`, canceled_by: "plan", ...one })));

/** What a log may infer, read off the definition: every cancellation in turn looks at every appointment. */
const inferredAnew = (all: readonly Case[]): Readonly<Record<string, string>> => {
  const instant = (text: string | undefined): string => (text?.includes(" ") === true ? `${text}` : `${text} 00:00`);
  const at = (one: Case): string => instant(one.canceled_at === "" ? one.scheduled_at : one.canceled_at);
  const care = ({ service }: Case) => (service === "" ? null : careClassOf[service as Service]);
  const named = (one: Case): Case | undefined =>
    all.find(
      (other) =>
        other !== one &&
        other.appointment_id === one.replaced_by &&
        other.enrollee_id === one.enrollee_id &&
        other.status !== "proposed",
    );
  const canceled = all.filter(({ status }) => status === "canceled");
  const taken = new Set(canceled.map(named));
  const order = (keys: (one: Case) => readonly string[]) => (a: Case, b: Case) => (keys(a) < keys(b) ? -1 : 1);
  const after = (candidate: Case, one: Case): boolean => {
    const { made_at = "", scheduled_at } = candidate;
    if (made_at === "") return instant(scheduled_at) > at(one);
    return made_at.includes(" ") ? made_at >= at(one) : made_at >= at(one).slice(0, 10);
  };
  const links: Record<string, string> = {};
  for (const one of canceled
    .filter((each) => named(each) === undefined)
    .toSorted(order((c) => [at(c), instant(c.scheduled_at), c.appointment_id]))) {
    const [found] = all
      .filter(
        (candidate) =>
          ["fulfilled", "booked", "noshow"].includes(candidate.status ?? "") &&
          !taken.has(candidate) &&
          candidate.enrollee_id === one.enrollee_id &&
          care(one) !== null &&
          care(candidate) === care(one) &&
          after(candidate, one),
      )
      .toSorted(order((c) => [instant(c.scheduled_at), c.appointment_id]));
    if (found === undefined) continue;
    taken.add(found);
    links[one.appointment_id] = found.appointment_id;
  }
  return links;
};

/** The cancellations that lead on by inference alone, and what to. */
const inferredBy = ({ findings }: Assessed, all: readonly Case[]): readonly (readonly [string, string])[] =>
  [...new Map(findings.map((row) => [row.appointment_id, row])).values()].flatMap((row) => {
    const one = all.find(({ appointment_id }) => appointment_id === row.appointment_id);
    const link = [String(row.appointment_id), String(row.care_appointment_id)] as const;
    return row.linked_by === "inferred" && one?.replaced_by === "" ? [link] : [];
  });

/** The report but for what it says of the files it was read from. */
const figuresOf = ({ report }: Pick<Assessed, "report">) => {
  const { inputs: _, problems, ...figures } = report;
  return JSON.stringify({ ...figures, problems: problems.map(({ code, count }) => [code, count]) });
};

const without = (column: keyof Case, all: readonly Case[]): readonly Case[] =>
  all.map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== column)) as Case);

describe("whatever the log", () => {
  it("inference uses no appointment twice and crosses no enrollees", () =>
    fc.assert(
      fc.asyncProperty(cases, async (all) => {
        const links = inferredBy(await assess(logOf(all), { link: "inferred" }), all);
        expect(new Set(links.map(([, to]) => to)).size).toBe(links.length);
        const enrollee = (id: string) => all.find(({ appointment_id }) => appointment_id === id)?.enrollee_id;
        for (const [from, to] of links) expect(enrollee(to)).toBe(enrollee(from));
      }),
      PARAMETERS,
    ));

  it("inference comes to what its definition says", () =>
    fc.assert(
      fc.asyncProperty(cases, async (all) => {
        const assessed = await assess(logOf(all), { link: "inferred", assume: ["service=intake"] });
        const expected = inferredAnew(all);
        for (const [from, to] of inferredBy(assessed, all)) expect([from, expected[from]]).toEqual([from, to]);
        // Care before the booking of what was lost is no care: such a link is made, and tells nothing.
        const fates = fatesOf(assessed);
        for (const from of Object.keys(expected)) expect(fates[from]).toMatch(/ by inferred$|^unverified$/);
      }),
      PARAMETERS,
    ));

  it.each(["explicit", "series", "inferred"])("the order of rows changes nothing (%s)", (link) =>
    fc.assert(
      fc.asyncProperty(cases, fc.nat(), async (all, by) => {
        const turned = [...all.slice(by % all.length), ...all.slice(0, by % all.length)].toReversed();
        const raw = { link, derive: ["prior_kept_at"] };
        const columns = ["appointment_id", "replaced_by"] as const;
        const [one, other] = [
          await assess(logOf(all, columns.slice()), raw),
          await assess(logOf(turned, columns.slice()), raw),
        ];
        expect(figuresOf(other)).toBe(figuresOf(one));
      }),
      PARAMETERS,
    ),
  );

  it("a series that is not asked for changes nothing", () =>
    fc.assert(
      fc.asyncProperty(cases, async (all) => {
        const [bare, full] = [await assess(logOf(without("series_id", all))), await assess(logOf(all))];
        // But for what a series tells of groups, and for what links by it would come to.
        const apart = ({ report }: Assessed) => figuresOf({ report: { ...report, groups: null, sensitivity: null } });
        expect(apart(full)).toBe(apart(bare));
        expect(full.findings).toEqual(bare.findings);
      }),
      PARAMETERS,
    ));

  it("what is known without further links is what explicit links tell", () =>
    fc.assert(
      fc.asyncProperty(cases, fc.constantFrom("series", "inferred"), async (all, link) => {
        const [explicit, linked] = [await assess(logOf(all)), await assess(logOf(all), { link })];
        const figures = explicit.report.families.map(({ id, counts, rate }) => ({ id, counts, rate }));
        expect(linked.report.links?.without).toEqual(figures);
        expect(linked.report.headline.cancellations).toBe(explicit.report.headline.cancellations);
      }),
      PARAMETERS,
    ));
});
