import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { assess, type Case, type Cells, kept, logOf, lost } from "../engine-links/run.ts";

const found = async (cases: readonly Case[], raw: RawOptions = {}) =>
  (await assess(logOf(cases, ["replaced_by", "network"]), raw)).report.outOfNetwork!;

type Figures = Awaited<ReturnType<typeof found>>;
const KINDS = ["inTime", "late", "lateInNetwork", "nothing", "unknown", "inTimeUnknown"] as const;
/** Of what kind the only cancellation of a log is; "none" where it is of no kind. */
const kindOf = (figures: Figures): string => {
  const kinds = KINDS.filter((kind) => figures[kind] > 0);
  expect(kinds.length).toBeLessThanOrEqual(1);
  return kinds[0] ?? "none";
};

/** Lost on Thursday, September 1; the tenth business day is Friday the 16th, the eleventh Monday the 19th. */
const IN_TIME = { scheduled_at: "2022-09-16 09:00" } as const;
const LATE = { scheduled_at: "2022-09-19 09:00" } as const;

describe("a cancellation by the plan", () => {
  const told: readonly (readonly [sentence: string, lost: Cells, replacement: Cells, kind: string])[] = [
    ["with care out of network on the 10th business day is in time", {}, { ...IN_TIME, network: "out" }, "inTime"],
    ["with care out of network on the 11th is late", {}, { ...LATE, network: "out" }, "late"],
    ["with care in network in time is none of these", {}, { ...IN_TIME, network: "in" }, "none"],
    ["with care in network, late, got none out of network", {}, { ...LATE, network: "in" }, "lateInNetwork"],
    ["with late care, no word on where, is unknown", {}, LATE, "unknown"],
    ["with care in time, no word on where, may belong here", {}, IN_TIME, "inTimeUnknown"],
    ["is judged by the network of the replacement, not by its own", { network: "out" }, LATE, "unknown"],
    [
      "whose replacement the enrollee canceled had been offered it",
      {},
      { ...LATE, network: "out", status: "canceled", canceled_at: "2022-09-10", canceled_by: "enrollee" },
      "late",
    ],
    [
      "with an offer on the day of the replacement",
      { offered_for: "2022-09-16" },
      { ...IN_TIME, network: "out" },
      "inTime",
    ],
    [
      "with an offer the day before it got an offer, of no known network",
      { offered_for: "2022-09-15 09:00" },
      { ...IN_TIME, network: "out" },
      "inTimeUnknown",
    ],
    [
      "with an offer in time and a late replacement too",
      { offered_for: "2022-09-16" },
      { ...LATE, network: "out" },
      "inTimeUnknown",
    ],
    [
      "with an extension noted in time is none of these",
      { wait_extended: "true" },
      { ...LATE, network: "out" },
      "none",
    ],
    ["of no service that a limit is for is none of these", { service: "other" }, { ...LATE, network: "out" }, "none"],
    [
      "but canceled by the enrollee it is none of these",
      { canceled_by: "enrollee" },
      { ...LATE, network: "out" },
      "none",
    ],
    ["but canceled by nobody knows whom it is none of these", { canceled_by: "" }, { ...LATE, network: "out" }, "none"],
  ];
  it.each(told)("%s", async (_, cells, replacement, kind) => {
    expect(kindOf(await found([lost("C", { replaced_by: "R", ...cells }), kept("R", replacement)]))).toBe(kind);
  });

  it.each([
    ["overdue, got nothing", "2022-09-19", "nothing"],
    ["not past the limit yet, is none of these", "2022-09-16", "none"],
  ])("without care, %s", async (_, asOf, kind) => {
    expect(kindOf(await found([lost("C")], { asOf }))).toBe(kind);
  });

  it("with an offer alone got it in a network that no column tells", async () => {
    expect(kindOf(await found([lost("C", { offered_for: "2022-09-16" })]))).toBe("inTimeUnknown");
    expect(kindOf(await found([lost("C", { offered_for: "2022-09-19" })]))).toBe("unknown");
  });

  it("with an inline reschedule is judged by what that says", async () => {
    const inline = { rescheduled_to: "2022-09-19 09:00", rescheduled_network: "out", network: "in" } as const;
    expect(kindOf(await found([lost("C", inline)]))).toBe("late");
  });

  it("is one where --assume says so", async () => {
    const cases = [lost("C", { canceled_by: "" })];
    expect(kindOf(await found(cases, { assume: ["canceled_by=plan"] }))).toBe("nothing");
  });
});

describe("the figures together", () => {
  const cases = [
    lost("A", { facility: "North", replaced_by: "R" }),
    kept("R", { ...LATE, network: "out" }),
    lost("B", { facility: "North", service: "primary-care" }),
    lost("C", { facility: "", replaced_by: "S" }),
    kept("S", { ...LATE, network: "in" }),
    lost("D", { facility: "South", replaced_by: "T" }),
    kept("T", { ...IN_TIME, network: "in" }),
  ];
  const figures = { inTime: 0, late: 0, none: 0, unknown: 0, lateInNetwork: 0, nothing: 0, inTimeUnknown: 0 };

  it("add up, by facility too, the unknown last, and one with none of them left out", async () => {
    const { byFacility, ...all } = await found(cases);
    expect(all).toMatchObject({ ...figures, lateOrNone: 3, late: 1, none: 2, lateInNetwork: 1, nothing: 1 });
    expect(byFacility).toEqual([
      { key: "North", ...figures, lateOrNone: 2, late: 1, none: 1, nothing: 1 },
      { key: null, ...figures, lateOrNone: 1, none: 1, lateInNetwork: 1 },
    ]);
  });

  it("tell mental-health care apart, of which the duty is", async () => {
    const { mentalHealth, duty } = await found(cases);
    expect(mentalHealth).toEqual({ ...figures, lateOrNone: 2, late: 1, none: 1, lateInNetwork: 1 });
    expect(duty).toMatchObject({ grade: "V2", law: expect.stringContaining("28 CCR 1300.74.72") });
  });

  it("are those of the scope", async () => {
    expect(await found(cases, { where: ["facility=North"] })).toMatchObject({ lateOrNone: 2 });
  });
});

describe("what could have told more", () => {
  const wanting = async (cells: Cells) => (await assess(logOf([lost("C", cells)]))).report.outOfNetwork!.missingColumns;
  it.each([
    ["nothing said of what followed", {}, ["replaced_by", "facility"]],
    ["replacements named", { replaced_by: "", facility: "" }, ["network"]],
    ["replacements given inline", { rescheduled_to: "", facility: "", network: "" }, ["rescheduled_network"]],
    ["both", { rescheduled_to: "", replaces: "", facility: "" }, ["network", "rescheduled_network"]],
    ["all that is asked", { replaced_by: "", network: "", facility: "" }, []],
  ] as const)("%s", async (_, cells, columns) => {
    expect(await wanting(cells)).toEqual(columns);
  });
  it("who canceled, unless that is assumed", async () => {
    const { canceled_by: _, ...bare } = lost("C", { replaced_by: "", network: "", facility: "" });
    const of = async (raw: RawOptions) => (await assess(logOf([bare]), raw)).report.outOfNetwork!.missingColumns;
    expect(await of({})).toEqual(["canceled_by"]);
    expect(await of({ assume: ["canceled_by=plan"] })).toEqual([]);
  });
});
