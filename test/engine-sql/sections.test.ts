import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import { expect, it } from "vitest";
import { audit } from "../../src/audit.ts";
import { type RawOptions, settle } from "../../src/cli/settle.ts";
import type { Engine } from "../../src/engine/contract.ts";
import { duckdbEngine } from "../../src/engine/duckdb/engine.ts";
import { referenceEngine } from "../../src/engine/reference/engine.ts";
import { Failure } from "../../src/model/failure.ts";
import type { Tally } from "../../src/model/tally.ts";
import { temporaryFolder } from "../cli/temporary.ts";
import { randomLogs } from "../properties/logs.ts";
import { randomOptions, runs } from "../properties/run.ts";

/** An example takes half a second: the one that failed is shown as it is, and not made smaller for minutes. */
const examples = { ...runs(60), endOnFailure: true };

const SECTIONS = ["outOfNetwork", "notice", "continuity", "groups", "wanting"] as const;
type Sections = Pick<Tally, (typeof SECTIONS)[number]>;

const reference = referenceEngine("0.0.0");
const duckdb = duckdbEngine("0.0.0", { memory: null, threads: 1, scratch: temporaryFolder });

const settled = new Map<string, ReturnType<typeof settle>>();
const settleOnce = (raw: RawOptions): ReturnType<typeof settle> => {
  const key = JSON.stringify(raw);
  const inputs = [{ path: "-", file: null, member: null }];
  const known = settled.get(key) ?? settle(inputs, raw, { name: "cancellog", version: "0.0.0" }, "/");
  settled.set(key, known);
  return known;
};

/** Nothing of a run is wanted here but what its engine counted. */
class Counted extends Error {
  constructor(readonly tally: Tally) {
    super("counted");
  }
}

/** The sections that an engine counts of a log, or the code of the failure that refuses it. */
const sectionsBy = async (engine: Engine, text: string, raw: RawOptions): Promise<Sections | string> => {
  const { request, maxBytes } = await settleOnce(raw);
  const world = { stdin: Readable.from([Buffer.from(text)]), maxBytes, onRead: () => {} };
  const only: Engine = {
    ...engine,
    run: async (...given) => {
      throw new Counted((await engine.run(...given)).tally);
    },
  };
  try {
    await audit(request, only, world, {});
    throw new Error("an engine counted nothing");
  } catch (error) {
    if (error instanceof Failure) return error.code;
    if (!(error instanceof Counted)) throw error;
    const { outOfNetwork, notice, continuity, groups, wanting } = error.tally;
    return { outOfNetwork, notice, continuity, groups, wanting };
  }
};

/** Cells that meet: few people, providers, sessions and days, so that sessions are lost in part, and groups meet again. */
const oneOf = (...texts: readonly string[]) => fc.constantFrom(...texts);
const DAYS = ["2022-09-01", "2022-09-08", "2022-09-14", "2022-09-15", "2022-09-16", "2022-09-19", "2022-09-22"];
const times = fc
  .tuple(oneOf(...DAYS), oneOf("", " 00:00:00", " 08:59", " 09:00", " 09:30"))
  .map(([day, time]) => day + time);
const PEOPLE = 3;
const ids = Array.from({ length: 24 }, (_, i) => `A${i}`);
const dense = fc.record({
  status: oneOf(
    "canceled",
    "canceled",
    "canceled",
    "rescheduled",
    "fulfilled",
    "arrived",
    "booked",
    "noshow",
    "proposed",
  ),
  scheduled_at: times,
  canceled_at: oneOf("2022-08-31 10:00", "2022-09-14 09:00", "2022-09-18", ""),
  canceled_by: oneOf("plan", "plan", "plan", "enrollee", "other", ""),
  service: oneOf("group-therapy", "group-therapy", "individual-therapy", "psychiatry", "primary-care", "class", ""),
  provider_id: oneOf("P1", "P2", "p1", "P3", ""),
  facility: oneOf("North", "South", "\u{1F3E5}", "\uFF21", ""),
  network: oneOf("in", "out", ""),
  notified_at: fc.oneof(times, fc.constant("")),
  session_id: oneOf("G1", "G2", "", "", "S1"),
  series_id: oneOf("S1", "S2", "G1", "", ""),
  /** How many of the same enrollee's appointments further on; none where 0. */
  replaced_by: fc.integer({ min: 0, max: 6 }),
  rescheduled_to: fc.oneof({ weight: 2, arbitrary: fc.constant("") }, { weight: 1, arbitrary: times }),
  rescheduled_provider_id: oneOf("P1", "P4", ""),
  rescheduled_network: oneOf("in", "out", ""),
  offered_for: fc.oneof({ weight: 1, arbitrary: fc.constant("") }, { weight: 1, arbitrary: times }),
});
const COLUMNS = [
  "canceled_by",
  "service",
  "provider_id",
  "facility",
  "network",
  "notified_at",
  "session_id",
  "series_id",
];
const denseLogs = fc
  .record({
    rows: fc.array(dense, { minLength: 4, maxLength: ids.length }),
    dropped: fc.oneof(
      { weight: 3, arbitrary: fc.constant<string[]>([]) },
      { weight: 1, arbitrary: fc.subarray(COLUMNS) },
    ),
  })
  .map(({ rows, dropped }) => {
    const lines = rows.map((row, i) => ({
      appointment_id: ids[i] ?? "",
      enrollee_id: `E${i % PEOPLE}`,
      ...row,
      replaced_by: row.replaced_by === 0 ? "" : (ids[(i + PEOPLE * row.replaced_by) % ids.length] ?? ""),
    }));
    const columns = Object.keys(lines[0] ?? {}).filter((name) => !dropped.includes(name));
    const cells = lines.map((line) => columns.map((name) => line[name as keyof typeof line]).join(","));
    return [columns.join(","), ...cells, ""].join("\n");
  });
/** A pack whose first family asks by a clock and by requirements: whichever rule speaks decides whether networks are asked. */
const mixedPack = join(temporaryFolder(), "mixed.yaml");
const requirement = (id: string) => `  - id: ${id}
    family: mixed
    title: The same care
    basis: commitment
    citation: { law: "Our charter", text: "The same care.", grade: V }
    applies: {}
    requires: { resolution: rescheduled, field: service, accepts: {} }
`;
writeFileSync(
  mixedPack,
  `schema: cancellog.pack/1
id: mixed
version: 1.0.0
title: A pack that mixes
timezone: America/Los_Angeles
calendar: ca-state-offices
assume: { urgency: non-urgent, prior_auth: true }
families:
  - { id: mixed, title: Within the week, asks: that were canceled }
rules:
  - id: mixed.day
    family: mixed
    title: Within a day
    basis: commitment
    citation: { law: "Our charter", text: "Within a day.", grade: V }
    applies: { facility: North, canceled_by: plan, urgency: non-urgent, prior_auth: true }
    clock: { starts: scheduled_at, within: 1 calendar day }
${requirement("mixed.alike")}  - id: mixed.week
    family: mixed
    title: Within seven days
    basis: commitment
    citation: { law: "Our charter", text: "Within seven days.", grade: V }
    applies: {}
    clock: { starts: scheduled_at, within: 7 calendar days }
`,
);

const denseOptions: fc.Arbitrary<RawOptions> = fc
  .record({
    asOf: oneOf("2022-09-14", "2022-09-16", "2022-10-31"),
    from: fc.constantFrom(undefined, "2022-09-14"),
    where: fc.constantFrom(undefined, ["facility=North"], ["status!=noshow", "facility!="]),
    key: fc.constantFrom(undefined, "facility,appointment_id"),
    assume: fc.constantFrom(undefined, ["canceled_by=plan"], ["canceled_by=enrollee", "service=psychiatry"]),
    by: fc.constantFrom(undefined, "week"),
    link: fc.constantFrom(undefined, "series", "inferred"),
    pack: fc.constantFrom(undefined, undefined, [mixedPack]),
  })
  .map((raw) => Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)));

it("every engine counts the same where people, sessions and days meet", async () => {
  const property = fc.asyncProperty(denseLogs, denseOptions, async (csv, raw) => {
    expect(await sectionsBy(duckdb, csv, raw)).toEqual(await sectionsBy(reference, csv, raw));
  });
  await fc.assert(property, examples);
}, 300_000);

it("every engine counts the same in every section", async () => {
  const property = fc.asyncProperty(randomLogs(), randomOptions, async ({ csv }, raw) => {
    expect(await sectionsBy(duckdb, csv, raw)).toEqual(await sectionsBy(reference, csv, raw));
  });
  await fc.assert(property, examples);
}, 300_000);
