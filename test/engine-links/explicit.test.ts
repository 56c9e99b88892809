import { describe, expect, it } from "vitest";
import { assess, type Cells, kept, logOf, lost } from "./run.ts";

/** One person's record each, so that no two of them have to do with one another. */
const alone = (n: number): Cells => ({ enrollee_id: `E${n}` });

/** Every way of linking that a log can state, and the ways it can fail. */
const LOG = logOf([
  lost("A1", { ...alone(1), replaced_by: "A2" }),
  kept("A2", alone(1)),
  lost("B1", alone(2)),
  kept("B2", { ...alone(2), replaces: "B1", scheduled_at: "2022-09-20 09:00" }),
  lost("C1", { ...alone(3), rescheduled_to: "2022-09-09 09:00", rescheduled_service: "class" }),
  lost("D1", { ...alone(4), offered_for: "2022-09-19" }),
  lost("F1", alone(5)),
  kept("F2", alone(5)),
  lost("G1", { ...alone(6), replaced_by: "gone" }),
  lost("H1", { ...alone(7), replaced_by: "H2" }),
  lost("H2", { ...alone(7), scheduled_at: "2022-09-06 09:00", canceled_at: "2022-09-02 10:00" }),
  lost("I1", { ...alone(8), replaced_by: "I2" }),
  lost("I2", { ...alone(8), canceled_by: "enrollee", scheduled_at: "2022-09-06 09:00" }),
  lost("J1", { ...alone(9), replaced_by: "J2" }),
  lost("J2", { ...alone(9), replaced_by: "J1" }),
  lost("K1", { ...alone(10), status: "rescheduled" }),
]);

/** What the engine came to before it knew of series and inference; verdicts in the order that a family takes them. */
const RESOLUTION = { rescheduled: 3, "enrollee-canceled": 1, offered: 1, unverified: 4, recanceled: 1, none: 3 };
const FAMILIES = [
  ["ca.reschedule", [2, 3, 3, 0, 0, 4, 1]],
  ["ca.notice", [2, 3, 3, 0, 0, 4, 1]],
  ["ca.request", [0, 0, 0, 0, 0, 12, 1]],
  ["ca.followup", [0, 0, 0, 0, 0, 12, 1]],
  ["ca.like-for-like", [1, 0, 2, 0, 0, 0, 10]],
];

describe("a log that is linked by what it states alone", () => {
  it("comes to the figures that it came to before there was any other way", async () => {
    const { report } = await assess(LOG);
    expect(report.headline.resolution).toEqual(RESOLUTION);
    expect(report.families.map(({ id, counts }) => [id, Object.values(counts)])).toEqual(FAMILIES);
  });

  it("names each link, and has nothing to be without", async () => {
    const { report } = await assess(LOG);
    expect(report.links).toEqual({
      mode: "explicit",
      linkedBy: { replaced_by: 2, replaces: 1, rescheduled_to: 1, offered_for: 1, series: 0, inferred: 0 },
      without: null,
    });
  });
});
