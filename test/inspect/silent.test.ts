import { afterAll, describe, expect, it } from "vitest";
import type { FieldName } from "../../src/model/fields.ts";
import { inspectSchema } from "../../src/model/inspect.ts";
import { shippedPack } from "../../src/rules/shipped.ts";
import { silentRules } from "../../src/rules/silent.ts";
import { ASSESSABLE, EXPORTS } from "./exports.ts";
import { folderOf, run } from "./world.ts";

const folder = folderOf(EXPORTS);
afterAll(folder.remove);

const pack = shippedPack("ca-timely-access")!;
const REQUIRED: readonly FieldName[] = ["appointment_id", "enrollee_id", "scheduled_at", "status"];
const FULL: readonly FieldName[] = [
  ...REQUIRED,
  "canceled_at",
  "canceled_by",
  "service",
  "provider_kind",
  "urgency",
  "prior_auth",
  "follow_up",
  "prior_kept_at",
  "requested_at",
  "replaced_by",
];
const without = (...fields: readonly FieldName[]) =>
  silentRules([pack], new Set(FULL.filter((field) => !fields.includes(field))));
const wants = (...fields: readonly FieldName[]) =>
  without(...fields).map(({ family, rules, state, wants: columns, assumed }) => [
    family,
    rules.length,
    state,
    columns.map((one) => one.join("|")).join(" "),
    assumed.map(({ field }) => field).join(" "),
  ]);

describe("rules that will tell nothing", () => {
  it.each([
    [[], []],
    [["provider_kind"], []],
    [
      ["prior_auth"],
      [
        "ca.reschedule 1 assumed-away prior_auth",
        "ca.notice 1 assumed-away prior_auth",
        "ca.request 1 assumed-away prior_auth",
      ],
    ],
    [
      ["urgency"],
      ["ca.reschedule 2 assumed-away urgency", "ca.notice 2 assumed-away urgency", "ca.request 2 assumed-away urgency"],
    ],
    [["canceled_at"], ["ca.notice 6 undecided canceled_at"]],
    [["requested_at"], ["ca.request 6 undecided requested_at"]],
    [["follow_up"], ["ca.request 6 undecided follow_up"]],
    [
      ["follow_up", "prior_kept_at"],
      ["ca.request 6 undecided follow_up", "ca.followup 1 undecided follow_up prior_kept_at"],
    ],
    [
      ["service"],
      [
        "ca.reschedule 4 undecided service",
        "ca.notice 4 undecided service",
        "ca.request 4 undecided service",
        "ca.followup 1 undecided service",
        "ca.like-for-like 1 undecided service",
      ],
    ],
  ] as const)("without %j", (fields, expected) => {
    expect(wants(...fields).map((one) => one.filter((part) => part !== "").join(" "))).toEqual(expected);
  });

  it("are all of them where nothing says who canceled, or what followed", () => {
    for (const field of ["canceled_by", "replaced_by"] as const)
      expect(without(field).reduce((sum, { rules }) => sum + rules.length, 0)).toBe(pack.rules.length);
  });

  it.each(ASSESSABLE)("tell nothing when they are run: %s", async (name) => {
    const { stdout } = await run(folder.path, ["inspect", name, "-f", "json"]);
    const silent = new Set(inspectSchema.parse(JSON.parse(stdout)).silent.flatMap(({ rules }) => rules));
    const report = JSON.parse((await run(folder.path, ["report", name, "-f", "json"])).stdout);
    expect(silent.size).toBeGreaterThan(0);
    for (const { id, counts } of report.rules)
      if (silent.has(id)) expect([id, counts.met + counts.missed + counts.overdue + counts.pending]).toEqual([id, 0]);
  });
});
