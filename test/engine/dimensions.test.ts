import { describe, expect, it } from "vitest";
import { failureOf, runLines } from "./run.ts";

const LOG = [
  "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by",
  "a1,p1,canceled,2022-08-15,2022-08-14,plan",
];

describe("a scope by a field that the log has no column for", () => {
  it.each([
    ["is refused, or it would look like a log without cancellations", "facility=Oakland", "unknown-column"],
    ["is none where the unknown is asked for", "facility=", null],
    ["is none where a value is left out", "facility!=Oakland", null],
  ])("%s", async (_, where, code) => {
    if (code !== null) expect(await failureOf(runLines(LOG, { where: [where] }))).toBe(code);
    else expect((await runLines(LOG, { where: [where] })).report.headline.cancellations).toBe(1);
  });
});
