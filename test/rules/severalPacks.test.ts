import { describe, expect, it } from "vitest";
import type { RawOptions } from "../../src/cli/settle.ts";
import { failureOf, runLines } from "../engine/run.ts";

const HEADER =
  "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,cancel_reason,service,rescheduled_to";
const ROW = "1,1,canceled,2024-10-28 09:00,2024-10-25 10:00,plan,labor-action,individual-therapy,2024-11-12 09:00";
const run = (pack: readonly string[], options: RawOptions = {}) =>
  runLines([HEADER, ROW], { ...options, pack, asOf: "2024-12-31" });

describe("several packs in one run", () => {
  it("each judge by their own rules, in the order given", async () => {
    const { report, rows } = await run(["strike-contingency-commitments", "ca-timely-access"]);
    expect(report.packs.map(({ id }) => id)).toEqual(["strike-contingency-commitments", "ca-timely-access"]);
    expect(rows.slice(0, 4).map(({ rule, verdict, due_at }) => [rule, verdict, due_at])).toEqual([
      ["strike.waitlist.14d", "missed", "2024-11-08"],
      ["ca.reschedule.mh-10bd", "met", "2024-11-12"],
      ["ca.notice.mh-10bd", "missed", "2024-11-08"],
      ["ca.request.mh-10bd", "undetermined", null],
    ]);
    expect(report.rules.map(({ id }) => id).slice(0, 2)).toEqual(["strike.waitlist.14d", "ca.reschedule.urgent-48h"]);
  });

  it("count what no pack shares once", async () => {
    const both = await run(["strike-contingency-commitments", "ca-timely-access"]);
    const one = await run(["ca-timely-access"]);
    expect(both.report.headline).toEqual(one.report.headline);
    expect(both.report.families.slice(1)).toEqual(one.report.families);
  });

  it.each([
    ["of different time zones", ["ca-timely-access", "nhs-cancelled-operations"], "pack-zones"],
    ["of which one comes twice", ["ca-timely-access", "ca-timely-access"], "same-rule-twice"],
  ])("%s are refused", async (_, packs, code) => expect(await failureOf(run(packs))).toBe(code));

  it("of different time zones are run in the one that is given", async () => {
    const { report } = await run(["ca-timely-access", "nhs-cancelled-operations"], { timezone: "Europe/London" });
    expect(report.packs.map(({ id, timezone, calendar }) => [id, timezone, calendar.id])).toEqual([
      ["ca-timely-access", "Europe/London", "ca-state-offices"],
      ["nhs-cancelled-operations", "Europe/London", "england-and-wales"],
    ]);
  });
});
