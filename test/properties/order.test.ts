import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { compareUtf8 } from "../../src/model/utf8Order.ts";
import { type RandomLog, randomLogs, untied } from "./logs.ts";
import { apartFromPlaces, assess, randomOptions, runs } from "./run.ts";

/** The same, with findings and rejects in an order of their own. */
const sorted = async (log: RandomLog, options: RawOptions) => {
  const told = apartFromPlaces(await assess([log.csv], options));
  if ("failure" in told) return told;
  const inOrder = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort(compareUtf8);
  return { report: told.report, findings: inOrder(told.findings), rejects: inOrder(told.rejects) };
};

/** A log, and the same lines in another order. */
const shuffled = randomLogs()
  .map(untied)
  .chain((log) => {
    const places = log.lines.map((_, i) => i);
    return fc.record({
      log: fc.constant(log),
      order: fc.shuffledSubarray(places, { minLength: places.length, maxLength: places.length }),
    });
  })
  .map(({ log, order }) => ({ log, other: log.withLines(order.map((i) => log.lines[i]!)) }));

describe("the order of the rows", () => {
  it("changes nothing but the places named, where no two versions of an appointment tie in updated_at", async () => {
    await fc.assert(
      fc.asyncProperty(shuffled, randomOptions, async ({ log, other }, options) => {
        expect(await sorted(other, options)).toEqual(await sorted(log, options));
      }),
      runs(120),
    );
  });

  it("decides between versions that tie in updated_at: the last one wins", async () => {
    const head = "appointment_id,enrollee_id,scheduled_at,status,updated_at,facility\n";
    const version = (facility: string) => `A1,E1,2022-08-26,canceled,2022-09-01,${facility}\n`;
    const facilityOf = async (...versions: readonly string[]) => {
      const outcome = await assess([head + versions.map(version).join("")], { by: "facility" });
      return outcome.failure ?? outcome.report.breakdowns[0]!.rows.map(({ key }) => key);
    };
    expect(await facilityOf("North", "South")).toEqual(["South"]);
    expect(await facilityOf("South", "North")).toEqual(["North"]);
  });
});
