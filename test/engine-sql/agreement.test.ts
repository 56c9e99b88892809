import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIXTURES } from "../engine/run.ts";
import { randomLogs } from "../properties/logs.ts";
import { randomOptions, runs } from "../properties/run.ts";
import { both, bothOfText } from "./both.ts";

const FOLDERS = ["exports", "problems", "reconciliation", "resolutions"] as const;
const LIMIT = 300_000;

const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(FIXTURES, folder))
    .filter((name) => !name.endsWith(".json"))
    .map((name) => join(folder, name));

describe("the SQL engine", () => {
  it.each(FOLDERS)(
    "agrees with the reference engine on fixtures/%s, to the byte of every finding",
    async (folder) => {
      for (const file of filesOf(folder)) {
        const { reference, duckdb } = await both([file], {}, FIXTURES);
        expect(duckdb, file).toEqual(reference);
      }
    },
    LIMIT,
  );

  it.each([7, 100])(
    "agrees with the reference engine on findings that are made of %i cancellations at a time",
    async (part) => {
      const rows = Array.from({ length: 60 }, (_, i) => {
        const status = i % 7 === 3 ? "booked" : "canceled";
        return `a${i},p${i % 9},${status},2022-08-${10 + (i % 20)} 09:00,2022-08-${10 + (i % 11)},plan,non-urgent,individual-therapy,${i % 5 === 0 ? `a${i + 1}` : ""}`;
      });
      const csv = [
        "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,urgency,service,replaced_by",
        ...rows,
        "",
      ].join("\n");
      const { reference, duckdb } = await bothOfText(csv, { asOf: "2022-10-31" }, part);
      expect(duckdb).toEqual(reference);
      expect(reference).toMatchObject({
        cases: { of: expect.toSatisfy((of: number) => of > 30), longest: { length: 3 } },
      });
    },
    LIMIT,
  );

  it(
    "agrees with the reference engine on a log with one date of a century to come: a zone's changes until then are many",
    async () => {
      const csv = [
        "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,urgency,prior_auth,service",
        "a,p,canceled,2022-08-15 09:00,2022-08-12 10:00,plan,urgent,false,crisis",
        "b,p,canceled,2022-08-15,2022-08-12,plan,urgent,false,crisis",
        "c,p,canceled,2099-11-20 09:00,2022-08-12 10:00,plan,non-urgent,,intake",
        "",
      ].join("\n");
      const { reference, duckdb } = await bothOfText(csv, { asOf: "2022-10-31" });
      expect(duckdb).toEqual(reference);
      expect(reference).toMatchObject({ findings: expect.stringContaining("ca.reschedule.urgent-48h") });
    },
    LIMIT,
  );

  it(
    "agrees with the reference engine on a log that names the last day of all, whose end is the first of another century",
    async () => {
      const csv = [
        "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,urgency,prior_auth,service,offered_for",
        "a,p,canceled,2022-08-26 09:00,2022-08-25 10:00,plan,urgent,true,crisis,2099-12-31",
        "b,p,canceled,2099-12-31,2022-08-25,plan,urgent,false,crisis,",
        "",
      ].join("\n");
      const { reference, duckdb } = await bothOfText(csv, { asOf: "2022-11-06" });
      expect(duckdb).toEqual(reference);
      expect(reference).toMatchObject({ findings: expect.stringContaining("2099-12-31") });
    },
    LIMIT,
  );

  it(
    "agrees with the reference engine on a wait of decades, of more seconds than a narrow number holds",
    async () => {
      const csv = [
        "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,urgency,prior_auth,service,offered_for",
        "a,p,canceled,2012-08-15 09:00,2012-08-12 10:00,plan,urgent,false,crisis,2095-08-15 09:00",
        "b,p,canceled,2012-08-15 09:00,2012-08-12 10:00,plan,urgent,false,crisis,",
        "",
      ].join("\n");
      const { reference, duckdb } = await bothOfText(csv, { asOf: "2098-11-06" });
      expect(duckdb).toEqual(reference);
      expect(reference).toMatchObject({ findings: expect.stringContaining("ca.reschedule.urgent-48h") });
    },
    LIMIT,
  );

  it.each([
    ["first of all", 0],
    ["far behind the head of the file", 2_000],
  ])(
    "agrees with the reference engine on rows that tell no status, %s",
    async (_, before) => {
      const plain = Array.from(
        { length: before },
        (_, i) => `k${i},p${i},canceled,2022-08-15 09:00,2022-08-12 10:00,plan`,
      );
      const csv = [
        "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by",
        ...plain,
        "a,p,,2022-08-15 09:00,2022-08-12 10:00,plan",
        "b,p,,2022-08-16 09:00,,plan",
        "c,p,canceled,2022-08-17 09:00,,plan",
        "Total 3,,,,,",
        "d,p,,2022-08-18 09:00,2022-08-12 10:00,plan",
        "",
      ].join("\n");
      const { reference, duckdb } = await bothOfText(csv, { asOf: "2022-10-31" });
      expect(duckdb).toEqual(reference);
      expect(reference).toMatchObject({ rejects: [{ place: { line: before + 3 }, reason: "missing:status" }] });
    },
    LIMIT,
  );

  it(
    "agrees with the reference engine on random logs under random options",
    async () => {
      await fc.assert(
        fc.asyncProperty(randomLogs({ most: 20 }), randomOptions, async (log, options) => {
          const { reference, duckdb } = await bothOfText(log.csv, options, 60);
          // A counterexample is printed as the CSV it is, to be pasted into a file.
          expect(duckdb, `${JSON.stringify(options)}\n${log.csv}`).toEqual(reference);
        }),
        runs(25),
      );
    },
    LIMIT,
  );
});
