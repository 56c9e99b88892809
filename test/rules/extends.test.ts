import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { readPackFile } from "../../src/rules/packFile.ts";
import { shippedPack } from "../../src/rules/shipped.ts";
import { cancellog, folderOf } from "../cli/world.ts";

const HEAD = "schema: cancellog.pack/1\nid: what-if\nversion: 1.0.0\ntitle: What if\nextends: ca-timely-access\n";
const read = (text: string, others: Readonly<Record<string, string>> = {}) =>
  readPackFile("./own.yaml", folderOf({ ...others, "own.yaml": HEAD + text }));
const BASE = shippedPack("ca-timely-access")!;
const ruleOf = (pack: typeof BASE, id: string) => pack.rules.find((rule) => rule.id === id);

describe("a pack that extends another", () => {
  it("is the other one under its own name, where it changes nothing", async () => {
    const { id, title, version, sha256, extends: base, examples, ...rest } = await read("");
    expect({ id, title, version, examples }).toEqual({
      id: "what-if",
      title: "What if",
      version: "1.0.0",
      examples: [],
    });
    expect(base).toEqual({ id: BASE.id, version: BASE.version, sha256: BASE.sha256 });
    expect(sha256).not.toBe(BASE.sha256);
    expect(rest).toEqual({
      timezone: BASE.timezone,
      calendar: BASE.calendar,
      notes: BASE.notes,
      assume: BASE.assume,
      families: BASE.families,
      rules: BASE.rules,
    });
  });

  it("changes a limit, and says so wherever the rule is named", async () => {
    const pack = await read(
      "change: { nothing: {} }\n".replace("nothing: {}", "ca.like-for-like: { basis: guidance }"),
    );
    expect(ruleOf(pack, "ca.like-for-like")?.basis).toBe("guidance");
    const five = await read("change: { ca.notice.mh-10bd: { within: 5 business days } }\n");
    const rule = ruleOf(five, "ca.notice.mh-10bd");
    expect(rule?.clock).toEqual({ ...ruleOf(BASE, "ca.notice.mh-10bd")?.clock, within: { n: 5, unit: "bd" } });
    expect(rule?.title).toBe(
      "Nonphysician mental health care, 10 business days from the cancellation (changed: 5 business days in place of 10 business days)",
    );
    expect(rule?.citation.text).toMatch(/ Changed by what-if: 5 business days in place of 10 business days\.$/);
    expect(five.rules.filter((one) => one !== rule)).toEqual(BASE.rules.filter(({ id }) => id !== rule?.id));
  });

  it("rests on a reading where the limit is no longer the one cited", async () => {
    const text = "schema: cancellog.pack/1\nid: a\nversion: 1.0.0\ntitle: A\nextends: nhs-cancelled-operations\n";
    const folder = folderOf({
      "a.yaml": `${text}change: { nhs.cancelled.28d: { within: 14 calendar days } }\n`,
      "b.yaml": `${text}change: { nhs.cancelled.28d: { within: 28 calendar days } }\n`,
    });
    expect((await readPackFile("./a.yaml", folder)).rules[0]?.basis).toBe("derived");
    expect((await readPackFile("./b.yaml", folder)).rules).toEqual(shippedPack("nhs-cancelled-operations")?.rules);
  });

  it("drops rules, the families left empty, and what points to them", async () => {
    const pack = await read("drop: [ca.like-for-like, ca.followup.mh-10bd]\n");
    expect(pack.rules).toHaveLength(18);
    expect(pack.families.map(({ id }) => id)).toEqual(["ca.reschedule", "ca.notice", "ca.request"]);
    expect(pack.families.map(({ otherCare }) => otherCare)).toEqual([null, null, null]);
  });

  it("adds rules, to families of its own or of the other", async () => {
    const rule = `rules:
  - id: own.week
    family: ca.reschedule
    title: Within the week
    basis: commitment
    citation: { law: Our charter, text: Within a week., grade: V }
    applies: { canceled_by: plan, care_class: other }
    clock: { starts: scheduled_at, within: 5 business days }
`;
    const pack = await read(rule);
    expect(pack.rules.at(-1)?.id).toBe("own.week");
    expect(pack.rules).toHaveLength(21);
  });

  it("assumes what the other does, but for what it says itself", async () => {
    expect((await read("assume: { urgency: urgent, canceled_by: plan }\n")).assume).toEqual({
      ...BASE.assume,
      urgency: "urgent",
      canceled_by: "plan",
    });
  });

  it("may extend a file beside it, with the holidays of that file", async () => {
    const base = HEAD.replace(/extends: .*\n/, "").replace("id: what-if", "id: base");
    const rest = `timezone: UTC
calendar: ./days.csv
families: [{ id: f, title: F, asks: a }]
rules:
  - { id: r, family: f, title: R, basis: guidance, citation: { law: L, text: T, grade: M }, applies: {}, clock: { starts: scheduled_at, within: 1 hour } }
`;
    const cwd = folderOf({
      "packs/days.csv": "date,name\n2022-07-04,Independence Day\n",
      "packs/base.yaml": base + rest,
      "packs/own.yaml": HEAD.replace("ca-timely-access", "./base.yaml"),
      "packs/twice.yaml": HEAD.replace("ca-timely-access", "./own.yaml"),
    });
    const pack = await readPackFile("packs/own.yaml", cwd);
    expect(pack.extends).toMatchObject({ id: "base", version: "1.0.0" });
    expect(pack.calendar).toBe("packs/days.csv");
    await expect(readPackFile("packs/twice.yaml", cwd)).rejects.toThrow(/extends a pack itself/);
  });

  it("is named on the report together with the other", async () => {
    const log =
      "appointment_id,enrollee_id,status,scheduled_at,canceled_by,service,rescheduled_to\n1,1,canceled,2022-08-15,plan,intake,\n";
    const cwd = folderOf({ "log.csv": log, "own.yaml": HEAD });
    const args = ["report", "log.csv", "--pack", "./own.yaml", "--as-of", "2022-12-01"];
    const { stdout } = await cancellog([...args, "-f", "json"], { cwd });
    const report = JSON.parse(stdout) as Report;
    expect(report.packs[0]).toMatchObject({
      id: "what-if",
      extends: { id: "ca-timely-access", version: BASE.version, sha256: BASE.sha256 },
    });
    const text = (await cancellog(args, { cwd })).stdout;
    expect(text).toMatch(/pack +what-if 1\.0\.0.*\n +extends +ca-timely-access 1\.0\.0, sha256 /);
  });
});
