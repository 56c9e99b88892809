import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LINKS, RESOLUTIONS, type UnverifiedCause } from "../../src/model/cancellation.ts";
import { FIXTURES, type Run, readFixture, runFiles, runLines } from "./run.ts";

/**
 * One small log a resolution. `expect` holds the resolution, and for `unverified` its cause after a colon; it is empty
 * for whatever the plan did not cancel. `expect_care`, `expect_by`, `expect_id`: when care was, by which link, and which
 * appointment.
 */
const NAMES = readdirSync(join(FIXTURES, "resolutions")).sort();
const OPTIONS = { asOf: "2022-10-31", assume: ["service=individual-therapy"] };
/** A rule that binds every appointment of these logs that the plan canceled. */
const ANY = "ca.reschedule.mh-10bd";

const CAUSES = {
  "no-link-columns": true,
  "link-cycle": true,
  "initiator-unknown": true,
  "broken-link": true,
  "rescheduled-without-link": true,
  "care-before-booking": true,
} satisfies Record<UnverifiedCause, true>;

const reversed = (path: string): Promise<Run> => {
  const [header, ...records] = readFileSync(join(FIXTURES, path), "utf8").trimEnd().split("\n");
  return runLines([header!, ...records.reverse()], OPTIONS);
};

describe.each(NAMES)("%s", (name) => {
  const path = `resolutions/${name}`;
  const rows = readFixture(path);

  it("becomes what every row expects", async () => {
    const { findings, rows: found } = await runFiles([path], OPTIONS);
    const told = new Map(
      findings.map(({ outcome }, i) => {
        const { line, rule, resolution, care_at, linked_by, care_appointment_id } = found[i]!;
        const cause = outcome.cause === null ? "" : `:${outcome.cause}`;
        const text = [`${resolution}${cause}`, care_at ?? "", linked_by ?? "", care_appointment_id ?? ""].join(" ");
        return [rule === ANY ? line : 0, text];
      }),
    );
    const nothing = "   ";
    expect(rows.map(({ line, why }) => `${line} ${told.get(line) ?? nothing} (${why})`)).toEqual(
      rows.map(
        ({ line, why, expect, expect_care, expect_by, expect_id }) =>
          `${line} ${expect} ${expect_care} ${expect_by} ${expect_id} (${why})`,
      ),
    );
  });

  it("counts every cancellation under one resolution", async () => {
    const { report } = await runFiles([path], OPTIONS);
    const { cancellations, resolution } = report.headline;
    expect(cancellations).toBe(rows.filter(({ status }) => /^(canceled|rescheduled)$/.test(status!)).length);
    expect(Object.values(resolution).reduce((sum, n) => sum + n)).toBe(cancellations);
  });
});

it("every resolution, every cause of an unverified one and every kind of link is among them", () => {
  const all = NAMES.flatMap((name) => readFixture(`resolutions/${name}`));
  const expected = all.map((row) => row.expect!).filter((text) => text !== "");
  expect(new Set(expected.map((text) => text.split(":")[0]))).toEqual(new Set(RESOLUTIONS));
  expect(new Set(expected.flatMap((text) => text.split(":").slice(1)))).toEqual(new Set(Object.keys(CAUSES)));
  expect(new Set(all.map(({ expect_by }) => expect_by).filter((by) => by !== ""))).toEqual(
    new Set(LINKS.filter((link) => link !== "series" && link !== "inferred")),
  );
});

it("a walk that comes back to where it began is a circle, though the enrollee canceled there", async () => {
  const header = "appointment_id,enrollee_id,status,scheduled_at,canceled_by,replaced_by";
  const { report } = await runLines(
    [header, "c1,p1,canceled,2022-08-15,enrollee,r1", "r1,p1,canceled,2022-08-16,plan,c1"],
    OPTIONS,
  );
  expect(report.headline.resolution).toMatchObject({ unverified: 1, "enrollee-canceled": 1 });
});

it("the order of the rows decides nothing", async () => {
  for (const name of NAMES) {
    const path = `resolutions/${name}`;
    const { report } = await runFiles([path], OPTIONS);
    const { headline, rules } = (await reversed(path)).report;
    expect({ name, headline, rules }).toEqual({ name, headline: report.headline, rules: report.rules });
  }
});
