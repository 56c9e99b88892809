import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { assess, type Case, type Cells, kept, logOf, lost } from "../engine-links/run.ts";

const found = async (cases: readonly Case[], raw: RawOptions = {}) => (await assess(logOf(cases), raw)).report.groups;
const GROUP = { service: "group-therapy", session_id: "G1" } as const;
const out = (id: string, cells: Cells = {}) => lost(id, { enrollee_id: `of ${id}`, ...GROUP, ...cells });
const held = (id: string, cells: Cells = {}) =>
  kept(id, { enrollee_id: `of ${id}`, scheduled_at: "2022-09-01 09:00", ...GROUP, ...cells });

describe("a session", () => {
  const told: readonly (readonly [
    sentence: string,
    cases: readonly Case[],
    canceled: number,
    partly: number,
    unknown: number,
  ])[] = [
    ["of which every place was canceled was canceled", [out("A"), out("B")], 1, 0, 0],
    ["of which one place stands was canceled for some", [out("A"), held("B")], 0, 1, 0],
    ["of which one place was missed by the enrollee was held", [out("A"), held("B", { status: "noshow" })], 0, 1, 0],
    ["that only the enrollees canceled was not canceled", [out("A", { canceled_by: "enrollee" })], 0, 0, 0],
    ["that an enrollee canceled before the plan did was", [out("A", { canceled_by: "enrollee" }), out("B")], 1, 0, 0],
    ["canceled nobody knows by whom is unknown", [out("A", { canceled_by: "" })], 0, 0, 1],
    ["of which one place stands is not unknown", [out("A", { canceled_by: "" }), held("B")], 0, 0, 0],
    ["of one id on another day is another", [out("A"), out("B", { scheduled_at: "2022-09-08 09:00" })], 2, 0, 0],
    [
      "of one id on one day is one, at whatever hour",
      [out("A"), out("B", { scheduled_at: "2022-09-01 09:30" })],
      1,
      0,
      0,
    ],
    ["of another id is another", [out("A"), out("B", { session_id: "G2" })], 2, 0, 0],
    ["a proposal keeps none standing", [out("A"), held("B", { status: "proposed" })], 1, 0, 0],
    [
      "by a series where there is no id",
      [out("A", { session_id: "", series_id: "S" }), out("B", { session_id: "", series_id: "S" })],
      1,
      0,
      0,
    ],
    [
      "a series of another service is no group",
      [out("A", { session_id: "", series_id: "S", service: "intake" })],
      0,
      0,
      0,
    ],
    [
      "an id and a series that are spelled alike are two",
      [out("A", { session_id: "", series_id: "G1" }), out("B")],
      2,
      0,
      0,
    ],
  ];
  it.each(told)("%s", async (_, cases, canceled, partly, unknown) => {
    expect(await found(cases)).toMatchObject({
      sessionsCanceled: canceled,
      sessionsPartlyCanceled: partly,
      sessionsUnknown: unknown,
    });
  });

  it("stands by places outside the scope too", async () => {
    const cases = [out("A", { facility: "North" }), held("B", { facility: "South" })];
    expect(await found(cases, { where: ["facility=North"] })).toMatchObject({
      sessionsCanceled: 0,
      sessionsPartlyCanceled: 1,
    });
  });

  it("of one id at two sites that number alike is two", async () => {
    const cases = [out("A", { facility: "North" }), out("B", { facility: "South" })];
    expect(await found(cases)).toMatchObject({ sessionsCanceled: 1 });
    expect(await found(cases, { key: "facility,appointment_id" })).toMatchObject({ sessionsCanceled: 2 });
  });

  it("holds its enrollees, each once", async () => {
    const cases = [out("A"), out("B"), out("C", { enrollee_id: "of B" }), out("D", { session_id: "G2" })];
    expect((await found(cases))?.enrolleesPerSession).toEqual([
      { enrollees: 1, sessions: 1 },
      { enrollees: 2, sessions: 1 },
    ]);
  });
});

describe("a group that lost a session", () => {
  const later = (cells: Cells = {}) => held("Z", { scheduled_at: "2022-09-02 09:00", ...cells });
  const SERIES = { session_id: "", series_id: "S" } as const;
  const told: readonly (readonly [
    sentence: string,
    cases: readonly Case[],
    raw: RawOptions,
    groups: number,
    never: number,
    without: number,
  ])[] = [
    ["met again a day later", [out("A"), later()], {}, 1, 0, 0],
    ["is to meet again", [out("A"), later({ status: "booked", scheduled_at: "2023-01-05" })], {}, 1, 0, 0],
    ["met before, and not since", [out("A"), later({ scheduled_at: "2022-08-31" })], {}, 1, 1, 0],
    ["lost the later one too", [out("A"), out("B", { scheduled_at: "2022-09-08" })], {}, 1, 1, 0],
    [
      "met between two that it lost, and not since",
      [out("A"), later(), out("B", { scheduled_at: "2022-09-08" })],
      {},
      1,
      1,
      0,
    ],
    ["names no group, if the id is of a single day", [out("A"), out("B")], {}, 0, 0, 1],
    ["shares a series with another enrollee, and never met again", [out("A", SERIES), out("B", SERIES)], {}, 1, 1, 0],
    ["shares a series, and met again", [out("A", SERIES), later({ ...SERIES })], {}, 1, 0, 0],
    [
      "has a series of one enrollee alone, which may be a chain of reschedules",
      [out("A", SERIES), later({ ...SERIES, enrollee_id: "of A" })],
      {},
      0,
      0,
      1,
    ],
    [
      "has the series of two before the id of a day",
      [out("A", { series_id: "S" }), out("B", { series_id: "S" }), later({ session_id: "G2", series_id: "S" })],
      {},
      1,
      0,
      0,
    ],
    [
      "goes by its series alone, whatever else has the id",
      [out("A", { series_id: "S" }), out("B", { series_id: "S" }), later()],
      {},
      1,
      1,
      0,
    ],
    [
      "met on that same day, which is not later",
      [out("A", { series_id: "S" }), held("B", { session_id: "G2", series_id: "S" })],
      {},
      1,
      1,
      0,
    ],
    [
      "loses one after as-of, of which nothing is asked yet",
      [out("A", { scheduled_at: "2022-09-15" }), out("B", { scheduled_at: "2022-09-22" })],
      { asOf: "2022-09-14" },
      0,
      0,
      0,
    ],
    [
      "loses one on the day of as-of",
      [out("A", { scheduled_at: "2022-09-14" }), out("B", { scheduled_at: "2022-09-22" })],
      { asOf: "2022-09-14" },
      1,
      1,
      0,
    ],
    [
      "met again outside the scope",
      [out("A", { facility: "N" }), later({ facility: "S" })],
      { where: ["facility=N"] },
      1,
      0,
      0,
    ],
  ];
  it.each(told)("%s", async (_, cases, raw, groups, neverResumed, withoutGroup) => {
    expect(await found(cases, raw)).toMatchObject({ groups, neverResumed, withoutGroup });
  });
});

describe("the columns it takes", () => {
  it("is null with neither of them", async () => {
    expect((await assess(logOf([lost("A")]))).report.groups).toBeNull();
  });
  it("names the one that is wanting", async () => {
    expect((await found([out("A")]))?.missingColumns).toEqual(["series_id"]);
    expect((await found([lost("A", { series_id: "S" })]))?.missingColumns).toEqual(["session_id"]);
    expect((await found([out("A", { series_id: "S" })]))?.missingColumns).toEqual([]);
  });
});
