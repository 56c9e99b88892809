import { describe, expect, it } from "vitest";
import { folderOf } from "../cli/world.ts";
import { failureOf, runFiles } from "../engine/run.ts";

const pack = (applies: string): string => `schema: cancellog.pack/1
id: own
version: 1.0.0
title: Own
timezone: America/Los_Angeles
calendar: ca-state-offices
families: [{ id: own, title: Own, asks: asked }]
rules:
  - id: own.week
    family: own
    title: Within the week
    basis: commitment
    citation: { law: Our charter, text: Within a week., grade: V }
    applies: ${applies}
    clock: { starts: scheduled_at, within: 5 business days }
`;

const HEADER = "appointment_id,enrollee_id,status,scheduled_at,canceled_at,Plan Type,service,rescheduled_to";
const row = (id: string, planType: string, canceledAt = "2022-08-15", service = "intake"): string =>
  `${id},p${id},canceled,2022-08-16,${canceledAt},${planType},${service},`;

/** Runs a condition over some rows; tells the verdict, and why, of each row that the rule binds or leaves open. */
const verdicts = async (applies: string, rows: readonly string[], header = HEADER): Promise<Record<string, string>> => {
  const cwd = folderOf({ "log.csv": [header, ...rows, ""].join("\n"), "own.yaml": pack(applies) });
  const run = await runFiles(["log.csv"], { pack: ["./own.yaml"], asOf: "2022-12-01" }, cwd);
  return Object.fromEntries(
    run.rows.map(({ appointment_id, verdict, reason }) => [
      String(appointment_id),
      reason === null ? String(verdict) : String(reason),
    ]),
  );
};

describe("a condition on a column of the export", () => {
  const ROWS = [row("1", "HMO"), row("2", " HMO "), row("3", "hmo"), row("4", "PPO"), row("5", "")];

  it("compares trimmed texts, letter by letter; an empty cell is unknown", async () =>
    expect(await verdicts("{ column: Plan Type, is: HMO }", ROWS)).toEqual({
      "1": "overdue",
      "2": "overdue",
      "5": "unknown:column:Plan Type",
    }));

  it("takes several values", async () =>
    expect(await verdicts("{ column: Plan Type, is: [PPO, hmo] }", ROWS)).toEqual({
      "3": "overdue",
      "4": "overdue",
      "5": "unknown:column:Plan Type",
    }));

  it("can be denied, and joined with others", async () =>
    expect(await verdicts("{ service: intake, not: { column: Plan Type, is: HMO } }", ROWS)).toEqual({
      "3": "overdue",
      "4": "overdue",
      "5": "unknown:column:Plan Type",
    }));

  it("reads the raw text of a column that maps to a field too", async () => {
    const rows = [row("1", "", "2022-08-15", "psychotherapy"), row("2", "", "2022-08-15", "individual-therapy")];
    expect(await verdicts("{ column: service, is: psychotherapy }", rows)).toEqual({ "1": "overdue" });
    expect(await verdicts("{ service: individual-therapy }", rows)).toEqual({ "1": "overdue", "2": "overdue" });
  });

  it("keeps apart rows that differ in that column alone", async () => {
    const many = Array.from({ length: 40 }, (_, i) => row(String(i), i % 2 === 0 ? "HMO" : "PPO"));
    expect(Object.keys(await verdicts("{ column: Plan Type, is: HMO }", many))).toHaveLength(20);
  });

  it("finds columns that are named like what every object has", async () => {
    const header = HEADER.replace("Plan Type", "constructor");
    expect(await verdicts("{ column: constructor, is: HMO }", [row("1", "HMO"), row("2", "")], header)).toEqual({
      "1": "overdue",
      "2": "unknown:column:constructor",
    });
  });

  it("is an error where no file has the column", async () =>
    expect(await failureOf(verdicts("{ column: Plan Kind, is: HMO }", ROWS))).toBe("unknown-column"));
});

describe("a condition on the day of the cancellation", () => {
  const ROWS = [
    row("before", "", "2022-08-15T23:59:59"),
    row("same", "", "2022-08-16"),
    row("late", "", "2022-08-16T23:59:59"),
    row("after", "", "2022-08-17T00:00:01"),
    row("utc", "", "2022-08-17T06:59Z"),
    row("unknown", "", ""),
  ];

  it.each([
    ["before", ["before"]],
    ["same", ["same", "late", "utc"]],
    ["after", ["after"]],
  ])("%s", async (value, ids) =>
    expect(await verdicts(`{ cancellation_day: ${value} }`, ROWS)).toEqual({
      ...Object.fromEntries(ids.map((id) => [id, "overdue"])),
      unknown: "unknown:canceled_at",
    }),
  );
});
