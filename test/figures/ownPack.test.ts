import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assess, type Cells, kept, logOf, lost } from "../engine-links/run.ts";

const folder = mkdtempSync(join(tmpdir(), "cancellog-figures-"));
const pack = join(folder, "own.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

/** A pack whose rules bind whoever canceled, and ask no service. */
beforeAll(() =>
  writeFileSync(
    pack,
    `schema: cancellog.pack/1
id: own
version: 1.0.0
title: A pack of one's own
timezone: America/Los_Angeles
calendar: ca-state-offices
families:
  - { id: own.week, title: Within the week, asks: that were canceled }
  - { id: own.alike, title: Alike, asks: that were rescheduled }
rules:
  - id: own.week
    family: own.week
    title: Within seven days
    basis: commitment
    citation: { law: "Our charter", text: "Within seven days.", grade: V }
    applies: {}
    clock: { starts: scheduled_at, within: 7 calendar days }
  - id: own.alike
    family: own.alike
    title: The same care
    basis: commitment
    citation: { law: "Our charter", text: "The same care.", grade: V }
    applies: {}
    requires: { resolution: rescheduled, field: service, accepts: {} }
`,
  ),
);

const reported = async (cells: Cells, next: Cells = {}, assume: readonly string[] = []) => {
  const cases = [lost("C", { replaced_by: "R", ...cells }), kept("R", { network: "out", ...next })];
  return (await assess(logOf(cases), { pack: [pack], assume })).report;
};

describe("with a pack of one's own", () => {
  it.each([
    ["plan", 1],
    ["enrollee", 0],
    ["other", 0],
    ["", 0],
  ])("what is asked of networks is asked of the plan's cancellations alone: %j", async (canceled_by, count) => {
    const { families, outOfNetwork } = await reported({ canceled_by });
    expect(families[0]!.counts.missed).toBe(1);
    expect(outOfNetwork!.late).toBe(count);
  });

  it("cites no duty whose standards the pack does not state", async () => {
    expect((await reported({})).outOfNetwork!.duty).toBeNull();
  });

  it("tries no reading that could change nothing", async () => {
    const { sensitivity } = await reported({});
    expect(sensitivity!.readings.map(({ id }) => id)).toEqual(["as-run"]);
    expect(sensitivity!.robust).toEqual([]);
  });

  it("takes an assumed service back where a requirement alone asks it", async () => {
    const { sensitivity } = await reported({ service: "" }, { service: "class" }, ["service=intake"]);
    const alike = sensitivity!.readings.map(({ id, families }) => [id, families["own.alike"]]);
    expect(alike).toEqual([
      ["as-run", { missed: 1, overdue: 0, undetermined: 0 }],
      ["without:service", { missed: 0, overdue: 0, undetermined: 1 }],
    ]);
    expect(sensitivity!.inEvery).toEqual({ "own.week": 1, "own.alike": 0 });
  });
});
