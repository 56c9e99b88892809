import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { composeCheck, type Limits } from "../../src/statistics/gateCheck.ts";
import { parseGate } from "../../src/statistics/gateSyntax.ts";
import { compareShares } from "../../src/statistics/share.ts";
import { counts, family, group, rateOf, report, rule } from "../render/reportFixture.ts";

const NO_LIMITS: Limits = { maxRejected: null, maxUndetermined: null };
const namesOf = ({ families, rules }: Report) => ({
  families: families.map(({ id }) => id),
  rules: rules.map(({ id }) => id),
});
const check = (text: string, of: Report, baseline: Report | null = null, limits = NO_LIMITS) =>
  composeCheck(
    of,
    [parseGate(text, namesOf(of))],
    limits,
    baseline === null ? null : { report: baseline, path: "base.json", sha256: "" },
  );
/** A report whose family ca.reschedule has these verdicts. */
const having = (some: Parameters<typeof counts>[0]): Report => report({ families: [family({ counts: counts(some) })] });

describe("a threshold", () => {
  it.each([
    ["0 fails on one", "ca.reschedule:missed+overdue>0", { met: 99_999, overdue: 1 }, 1],
    ["0 passes on none", "ca.reschedule:missed+overdue>0", { met: 100_000 }, 0],
    ["n fails on n + 1", "ca.reschedule:missed>30", { missed: 31, met: 5 }, 1],
    ["n passes on n", "ca.reschedule:missed>30", { missed: 30, met: 5 }, 0],
    ["n passes on n - 1", "ca.reschedule:missed>30", { missed: 29, met: 5 }, 0],
    ["at least n fails on n", "ca.reschedule:missed>=30", { missed: 30, met: 5 }, 1],
    ["less than 90 % passes on 90 %", "ca.reschedule:rate<90%", { met: 90, missed: 10 }, 0],
    ["less than 90 % fails below", "ca.reschedule:rate<90%", { met: 89, missed: 11 }, 1],
    ["90 % or less fails on 90 %", "ca.reschedule:rate<=90%", { met: 90, missed: 10 }, 1],
    ["5 % passes on 5 %", "ca.reschedule:missed+overdue>5%", { met: 95, missed: 3, overdue: 2 }, 0],
    ["5 % fails above, by one in a million", "ca.reschedule:missed>5%", { met: 949_999, missed: 50_001 }, 1],
    ["0 % fails on one in a million", "ca.reschedule:missed>0%", { met: 999_999, missed: 1 }, 1],
    // 0.07 * 100 is 7.000000000000001 in floating point.
    ["7 % passes on 7 of 100", "ca.reschedule:missed>7%", { met: 93, missed: 7 }, 0],
    ["0.1 % passes on 1 of 1000", "ca.reschedule:missed>0.1%", { met: 999, missed: 1 }, 0],
  ])("of %s", (_, text, some, code) => {
    expect(check(text, having(some)).exitCode).toBe(code);
  });

  it("is compared exactly, whatever the numbers", () => {
    const n = fc.integer({ min: 0, max: 1e9 });
    const d = fc.integer({ min: 1, max: 1e9 });
    fc.assert(
      fc.property(n, d, n, d, (a, b, x, y) => {
        const exact = BigInt(a) * BigInt(y) - BigInt(x) * BigInt(b);
        const order = compareShares({ numerator: a, denominator: b }, { numerator: x, denominator: y });
        expect(Math.sign(order)).toBe(exact > 0n ? 1 : exact < 0n ? -1 : 0);
      }),
    );
  });
});

describe("a percentage is taken", () => {
  const held = { met: 40, missed: 20, overdue: 20, exempt: 5, pending: 5, undetermined: 10, "not-applicable": 100 };
  it.each([
    ["of those whose limit has passed, for what is late", "ca.reschedule:missed+overdue>0%", 40, 80],
    ["of those whose limit has passed, for a rate", "ca.reschedule:rate<100%", 40, 80],
    ["of all that it may bind, for other verdicts", "ca.reschedule:undetermined>0%", 10, 100],
    ["of all that it may bind, for a sum with others", "ca.reschedule:overdue+pending>0%", 25, 100],
    ["of all cancellations, with not-applicable", "ca.reschedule:not-applicable>0%", 100, 200],
    ["of the cancellations, for a resolution", "resolution:none>0%", 49, 120],
    ["of the records read, for the rejected", "rejected>0%", 3, 170],
    ["of the accepted, for those entered in error", "enteredInError>0%", 4, 160],
  ])("%s", (_, text, numerator, denominator) => {
    expect(check(text, having(held)).gates[0]).toMatchObject({ numerator, denominator, state: "crossed" });
  });
});

describe("a gate fails closed", () => {
  it.each([
    ["a rate of nothing", "ca.reschedule:rate<90%", { pending: 5 }, "no-denominator"],
    ["a percentage of nothing", "ca.reschedule:missed>5%", { "not-applicable": 5 }, "no-denominator"],
    ["nothing decided, one open", "ca.reschedule:missed>0", { undetermined: 1, pending: 5 }, "none-decided"],
    [
      "nothing decided, and what is open is allowed",
      "ca.reschedule:undetermined>500",
      { undetermined: 1 },
      "none-decided",
    ],
  ])("on %s", (_, text, some, why) => {
    const { exitCode, verdict, gates } = check(text, having(some));
    expect({ exitCode, verdict, why: gates[0]?.why }).toEqual({ exitCode: 2, verdict: "undecided", why });
  });

  it("on resolutions none of which the log can tell, unless that is what is asked", () => {
    const of = report();
    const resolution = { rescheduled: 0, "enrollee-canceled": 0, offered: 0, unverified: 120, recanceled: 0, none: 0 };
    const held = { ...of, headline: { ...of.headline, resolution } };
    expect(check("resolution:none>0", held)).toMatchObject({ exitCode: 2, gates: [{ why: "none-decided" }] });
    expect(check("resolution:unverified>119", held)).toMatchObject({ exitCode: 1, limits: [] });
    const limits = { ...NO_LIMITS, maxUndetermined: { text: "1%", percent: true, numerator: 1, denominator: 100 } };
    const bound = { of: "resolution", numerator: 3, denominator: 120, exceeded: true };
    expect(check("resolution:none>100", of, null, limits)).toMatchObject({ exitCode: 2, limits: [bound] });
  });

  it("but not where it binds nobody, and nobody may be missed", () => {
    expect(check("ca.reschedule:missed>0", having({ "not-applicable": 5 })).exitCode).toBe(0);
  });

  it("and what cannot be decided goes before what is crossed", () => {
    const of = report({
      families: [
        family({ counts: counts({ missed: 5, met: 5 }) }),
        family({ id: "ca.x", counts: counts({ pending: 1 }) }),
      ],
    });
    const gates = ["ca.reschedule:missed>0", "ca.x:rate<90%"].map((text) => parseGate(text, namesOf(of)));
    expect(composeCheck(of, gates, NO_LIMITS, null)).toMatchObject({ exitCode: 2, verdict: "undecided" });
    expect(composeCheck(of, gates.slice(0, 1), NO_LIMITS, null)).toMatchObject({ exitCode: 1, verdict: "failed" });
  });

  const onePercent = { text: "1%", percent: true, numerator: 1, denominator: 100 };
  it.each([
    ["more than 1 % rejected", 3, 299, 2],
    ["1 % rejected", 3, 300, 0],
    ["less than 1 % rejected", 3, 301, 0],
  ])("past --max-rejected: %s", (_, rejected, read, code) => {
    const of = having({ met: 5 });
    const held = { ...of, reconciliation: { ...of.reconciliation, read, rejected } };
    expect(check("ca.reschedule:missed>0", held, null, { ...NO_LIMITS, maxRejected: onePercent }).exitCode).toBe(code);
  });

  it.each([
    ["more than 1 % open", { met: 98, undetermined: 1 }, 2],
    ["1 % open", { met: 99, undetermined: 1 }, 0],
    ["more than 1 % open, where others are not bound", { met: 98, undetermined: 1, "not-applicable": 9999 }, 2],
  ])("past --max-undetermined: %s", (_, some, code) => {
    const limits = { ...NO_LIMITS, maxUndetermined: onePercent };
    expect(check("ca.reschedule:missed>0", having(some), null, limits).exitCode).toBe(code);
  });

  it("by the family that it names, and not for another's sake", () => {
    const of = report({
      families: [family({ counts: counts({ met: 5 }) }), family({ id: "ca.x", counts: counts({ undetermined: 9 }) })],
    });
    const limits = { ...NO_LIMITS, maxUndetermined: onePercent };
    expect(check("ca.reschedule:missed>0", of, null, limits)).toMatchObject({
      exitCode: 0,
      limits: [{ of: "ca.reschedule" }],
    });
  });
});

describe("a gate by groups", () => {
  const by = (...rows: Report["breakdowns"][number]["rows"]): Report =>
    report({ breakdowns: [{ by: "facility", rows }] });
  const GATE = "by facility ca.reschedule:missed+overdue>5% min 30";

  it.each([
    ["passes where none is past it", by(group("A", 1, 30), group("B", 5, 100)), 0],
    ["fails on one", by(group("A", 1, 30), group("B", 6, 100)), 1],
    ["fails on the group without a name too", by(group("A", 1, 30), group(null, 6, 100)), 1],
    ["judges a group of the least size", by(group("A", 2, 30)), 1],
    ["lets go of one that is smaller by one", by(group("A", 29, 29), group("B", 0, 30)), 0],
    ["is undecided where all are too small", by(group("A", 29, 29)), 2],
    ["is undecided where there is none", by(), 2],
  ])("%s", (_, of, code) => {
    expect(check(GATE, of).exitCode).toBe(code);
  });

  it("is undecided where all of a group is open, however well the others do", () => {
    const open = counts({ undetermined: 30 });
    const row = { ...group("A", 0, 0), families: { "ca.reschedule": { counts: open, rate: rateOf(open) } } };
    expect(check(GATE, by(row, group("B", 0, 100)))).toMatchObject({ exitCode: 2 });
    expect(check(GATE.replace("30", "31"), by(row, group("B", 0, 100)))).toMatchObject({ exitCode: 0 });
  });

  it("lists the worst first, and counts those that were too small", () => {
    const { gates } = check(GATE, by(group("A", 1, 40), group("B", 6, 100), group("C", 90, 100), group("D", 9, 9)));
    expect(gates[0]?.groups?.map(({ key, state }) => [key, state])).toEqual([
      ["C", "crossed"],
      ["B", "crossed"],
      ["A", "passed"],
    ]);
    expect(gates[0]?.tooSmall).toBe(1);
  });

  it("lists the lowest first where low is worse", () => {
    const { gates } = check("by facility ca.reschedule:rate<90%", by(group("A", 20, 100), group("B", 60, 100)));
    expect(gates[0]?.groups?.map(({ key }) => key)).toEqual(["B", "A"]);
  });
});

describe("with a baseline", () => {
  const GATE = "ca.reschedule:missed>5%";
  const now = having({ met: 90, missed: 10 });
  it.each([
    ["what is worse fails", having({ met: 91, missed: 9 }), 1, "worse"],
    ["what is the same is known", having({ met: 180, missed: 20 }), 0, "same"],
    ["what is better is known", having({ met: 80, missed: 20 }), 0, "better"],
    ["what it cannot be held against fails", having({ pending: 9 }), 1, "new"],
  ])("%s", (_, baseline, code, change) => {
    const { exitCode, gates } = check(GATE, now, baseline);
    expect({ exitCode, change: gates[0]?.baseline?.change }).toEqual({ exitCode: code, change });
  });

  it("a low rate is worse, and a higher one better", () => {
    expect(check("ca.reschedule:rate<95%", now, having({ met: 91, missed: 9 })).exitCode).toBe(1);
    expect(check("ca.reschedule:rate<95%", now, having({ met: 80, missed: 20 })).exitCode).toBe(0);
  });

  it("what is worse but not past the threshold passes", () => {
    expect(check("ca.reschedule:missed>50%", now, having({ met: 100 })).exitCode).toBe(0);
  });

  it("a group that it does not have fails, if past the threshold", () => {
    const by = (...rows: Report["breakdowns"][number]["rows"]) => report({ breakdowns: [{ by: "facility", rows }] });
    const gate = "by facility ca.reschedule:missed>5%";
    const base = by(group("A", 20, 100));
    expect(check(gate, by(group("A", 20, 100)), base).exitCode).toBe(0);
    expect(check(gate, by(group("A", 20, 100), group("B", 6, 100)), base).exitCode).toBe(1);
    expect(check(gate, by(group("A", 20, 100), group("B", 5, 100)), base).exitCode).toBe(0);
  });

  it("what cannot be decided stays undecided", () => {
    expect(check(GATE, having({ undetermined: 5 }), having({ met: 5 })).exitCode).toBe(2);
  });
});

describe("a rule", () => {
  it("is gated by its own counts", () => {
    const of = report({ rules: [rule({ counts: counts({ missed: 1, met: 1 }) })] });
    expect(check("ca.reschedule.mh-10bd:missed>0", of).gates[0]).toMatchObject({ numerator: 1, denominator: 2 });
  });
});

describe("problems", () => {
  it("are counted together or by their codes, and are none where the report has none", () => {
    const of = report({
      problems: [
        { code: "bad-value", count: 7, samples: [] },
        { code: "link-self", count: 2, samples: [] },
      ],
    });
    expect(check("problems>8", of)).toMatchObject({ exitCode: 1, gates: [{ numerator: 9, denominator: null }] });
    expect(check("problem:bad-value+link-cycle>7", of)).toMatchObject({ exitCode: 0, gates: [{ numerator: 7 }] });
    expect(check("problem:link-cycle>0", of).exitCode).toBe(0);
  });
});
