import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoDate, parseIsoDate } from "../../src/calendar/civil.ts";
import { RESOLUTIONS } from "../../src/model/cancellation.ts";
import { folderOf } from "../cli/world.ts";
import { assess, runs } from "./run.ts";

/** One appointment of a small log; days count from the first of June 2022, null is unknown. */
interface Node {
  readonly id: string;
  readonly enrollee: "E1" | "E2";
  readonly status: string;
  readonly scheduled: number;
  readonly made: number | null;
  readonly canceled: number | null;
  readonly by: "plan" | "enrollee" | "other" | null;
  readonly replacedBy: string | null;
  readonly replaces: string | null;
  readonly rescheduledTo: number | null;
  readonly offered: number | null;
}

interface Became {
  readonly resolution: string;
  readonly care: number | null;
  readonly careId: string | null;
  readonly linkedBy: string | null;
}

const CAN_REPLACE = ["booked", "arrived", "fulfilled", "noshow", "canceled", "rescheduled"];

/** Section 5 of the definitions once more, in the order it is written, without the engine's memory and indices. */
const naively = (log: readonly Node[], asOf: number, assumed: string | null): ReadonlyMap<string, Became> => {
  const known = (a: Node): boolean => a.made === null || a.made <= asOf;
  const canceledStatus = (a: Node): boolean => a.status === "canceled" || a.status === "rescheduled";
  const stillBooked = (a: Node): boolean => canceledStatus(a) && a.canceled !== null && a.canceled > asOf;
  const isCanceled = (a: Node): boolean => canceledStatus(a) && !stillBooked(a);
  const canReplace = (a: Node, c: Node): boolean =>
    a !== c && a.enrollee === c.enrollee && known(a) && CAN_REPLACE.includes(a.status);

  const replacementOf = (c: Node): readonly [string, Node | "inline"] | null => {
    const named = log.find(({ id }) => id === c.replacedBy);
    if (named !== undefined && canReplace(named, c)) return ["replaced_by", named];
    const [first] = log
      .filter((a) => a.replaces === c.id && canReplace(a, c))
      .sort(
        (a, b) => Number(isCanceled(a)) - Number(isCanceled(b)) || a.scheduled - b.scheduled || (a.id < b.id ? -1 : 1),
      );
    if (first !== undefined) return ["replaces", first];
    return c.rescheduledTo === null ? null : ["rescheduled_to", "inline"];
  };
  const isBroken = (c: Node): boolean =>
    c.replacedBy !== null && log.find(({ id }) => id === c.replacedBy)?.enrollee !== c.enrollee;

  const became = (c: Node): Became => {
    const unverified = { resolution: "unverified", care: null, careId: null, linkedBy: null };
    const checked = (one: Became): Became =>
      one.care !== null && c.made !== null && one.care < c.made ? unverified : one;
    const visited = [c];
    for (;;) {
      const at = visited.at(-1)!;
      const step = replacementOf(at);
      if (step === null) {
        if (at.offered !== null)
          return checked({ resolution: "offered", care: at.offered, careId: null, linkedBy: "offered_for" });
        if (isBroken(at) || at.status === "rescheduled") return unverified;
        return { ...unverified, resolution: visited.length > 1 ? "recanceled" : "none" };
      }
      const [linkedBy, r] = step;
      if (r !== "inline") {
        const by = r.by ?? assumed;
        if (visited.includes(r)) return unverified;
        if (isCanceled(r) && by === null) return unverified;
        if (isCanceled(r) && by !== "enrollee") {
          visited.push(r);
          continue;
        }
      }
      const start = r === "inline" ? at.rescheduledTo! : r.scheduled;
      const care = at.offered !== null && at.offered < start ? at.offered : start;
      const resolution = r !== "inline" && isCanceled(r) ? "enrollee-canceled" : "rescheduled";
      return checked({ resolution, care, careId: r === "inline" ? null : r.id, linkedBy });
    }
  };
  return new Map(log.filter((c) => known(c) && isCanceled(c)).map((c) => [c.id, became(c)]));
};

const FIRST = parseIsoDate("2022-06-01")!;
const dateText = (day: number | null): string => (day === null ? "" : isoDate(FIRST + day));

class Graph {
  constructor(
    readonly nodes: readonly Node[],
    readonly asOf: number,
    readonly assumed: "plan" | "enrollee" | null,
  ) {}

  get csv(): string {
    const head =
      "appointment_id,enrollee_id,status,scheduled_at,made_at,canceled_at,canceled_by,replaced_by,replaces,rescheduled_to,offered_for\n";
    const row = (a: Node): string =>
      [
        ...[a.id, a.enrollee, a.status, dateText(a.scheduled), dateText(a.made), dateText(a.canceled), a.by ?? ""],
        ...[a.replacedBy ?? "", a.replaces ?? "", dateText(a.rescheduledTo), dateText(a.offered)],
      ].join();
    return head + this.nodes.map((node) => `${row(node)}\n`).join("");
  }

  [fc.toStringMethod](): string {
    return `\n${this.csv}--as-of ${dateText(this.asOf)}${this.assumed === null ? "" : ` --assume canceled_by=${this.assumed}`}`;
  }
}

const maybe = <T>(value: fc.Arbitrary<T>, weight: number): fc.Arbitrary<T | null> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 10 - weight, arbitrary: fc.constant(null) },
    { weight, arbitrary: value },
  );

const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 3, max: 8 }).chain((size) => {
  const ids = Array.from({ length: size }, (_, i) => `A${i}`);
  const link = fc.constantFrom(...ids, ...ids, "gone");
  const day = fc.nat({ max: 60 });
  const nodes = ids.map((id) =>
    fc.record({
      id: fc.constant(id),
      enrollee: fc.constantFrom(...(["E1", "E1", "E1", "E1", "E1", "E1", "E2"] as const)),
      status: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom("canceled", "canceled", "canceled", "rescheduled") },
        { weight: 3, arbitrary: fc.constantFrom(...CAN_REPLACE, "proposed", "waitlist", "entered-in-error") },
      ),
      scheduled: day,
      made: maybe(fc.nat({ max: 40 }), 4),
      canceled: maybe(fc.nat({ max: 50 }), 5),
      by: fc.constantFrom(...(["plan", "plan", "plan", "other", "enrollee", null] as const)),
      replacedBy: maybe(link, 6),
      replaces: maybe(link, 3),
      rescheduledTo: maybe(day, 2),
      offered: maybe(day, 2),
    }),
  );
  return fc
    .record({
      nodes: fc.tuple(...nodes),
      asOf: fc.integer({ min: 25, max: 60 }),
      assumed: fc.constantFrom(...([null, null, null, "plan", "enrollee"] as const)),
    })
    .map((graph) => new Graph(graph.nodes, graph.asOf, graph.assumed));
});

/** A rule that binds every cancellation, so that the findings tell of all of them. */
const EVERYONE = `
schema: cancellog.pack/1
id: everyone
version: 1.0.0
title: Every cancellation
timezone: America/Los_Angeles
calendar: ca-state-offices
families: [{ id: all, title: All, asks: that were canceled }]
rules:
  - id: all.rule
    family: all
    title: All
    basis: commitment
    citation: { law: none, text: none, grade: M }
    applies: {}
    clock: { starts: scheduled_at, within: 10 business days }
`;

describe("the walk from a cancellation", () => {
  it("ends where a reading of the definitions without any cleverness ends", async () => {
    const pack = `${folderOf({ "everyone.yaml": EVERYONE })}/everyone.yaml`;
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(graphs, async (graph) => {
        const expected = naively(graph.nodes, graph.asOf, graph.assumed);
        const outcome = await assess([graph.csv], {
          pack: [pack],
          asOf: dateText(graph.asOf),
          ...(graph.assumed === null ? {} : { assume: [`canceled_by=${graph.assumed}`] }),
        });
        if (outcome.failure !== null) throw new Error(outcome.failure);
        const told = outcome.findings.map(({ appointment_id, resolution, care_at, care_appointment_id, linked_by }) => [
          appointment_id,
          { resolution, care: care_at, careId: care_appointment_id, linkedBy: linked_by },
        ]);
        const wanted = [...expected].map(([id, one]) => [
          id,
          { ...one, care: one.care === null ? null : dateText(one.care) },
        ]);
        expect(told).toEqual(wanted);
        for (const { resolution } of expected.values()) seen.add(resolution);
      }),
      runs(1500),
    );
    expect([...seen].sort()).toEqual([...RESOLUTIONS].sort());
  });
});
