import { describe, expect, it } from "vitest";
import type { GateNames } from "../../src/model/gate.ts";
import { parseGate } from "../../src/statistics/gateSyntax.ts";

const NAMES: GateNames = {
  families: ["ca.reschedule", "ca.followup", "ca.like-for-like", "a family: odd"],
  rules: ["ca.reschedule.mh-10bd", "ca.like-for-like"],
};
const read = (text: string) => parseGate(text, NAMES);
const family = (id: string) => ({ kind: "family", id });

describe("a gate", () => {
  it.each([
    [
      "ca.reschedule:missed+overdue>0",
      { kind: "verdicts", of: family("ca.reschedule"), verdicts: ["missed", "overdue"] },
    ],
    [
      "ca.reschedule.mh-10bd:missed>=1",
      { kind: "verdicts", of: { kind: "rule", id: "ca.reschedule.mh-10bd" }, verdicts: ["missed"] },
    ],
    [
      "ca.like-for-like:not-applicable>5",
      { kind: "verdicts", of: family("ca.like-for-like"), verdicts: ["not-applicable"] },
    ],
    ["ca.followup:rate<90%", { kind: "rate", of: family("ca.followup") }],
    ['"a family: odd":rate<90%', { kind: "rate", of: family("a family: odd") }],
    ["resolution:none+unverified>500", { kind: "resolution", resolutions: ["none", "unverified"] }],
    ["rejected>1%", { kind: "records", count: "rejected" }],
    ["notYetKnown>0", { kind: "records", count: "notYetKnown" }],
    ["problems>0", { kind: "problems", codes: null }],
    ["problem:bad-value>10", { kind: "problems", codes: ["bad-value"] }],
  ])("looks at what it names: %s", (text, measure) => {
    expect(read(text)).toMatchObject({ text, measure, by: null, min: 1 });
  });

  it.each([
    ["rejected>0", ">", { text: "0", percent: false, numerator: 0, denominator: 1 }],
    ["rejected>=500", ">=", { text: "500", percent: false, numerator: 500, denominator: 1 }],
    ["rejected<2.5%", "<", { text: "2.5%", percent: true, numerator: 25, denominator: 1000 }],
    ["rejected<=0.000001%", "<=", { text: "0.000001%", percent: true, numerator: 1, denominator: 100_000_000 }],
  ])("has a threshold of whole numbers: %s", (text, comparison, threshold) => {
    expect(read(text)).toMatchObject({ comparison, threshold });
  });

  it("takes groups, and spaces between any two parts", () => {
    expect(read("  by facility ca.reschedule : missed + overdue > 5 % min 30 ")).toEqual({
      ...read("by facility ca.reschedule:missed+overdue>5% min 30"),
      text: "by facility ca.reschedule : missed + overdue > 5 % min 30",
    });
    expect(read("by facility ca.reschedule:rate<90% min 30")).toMatchObject({ by: "facility", min: 30 });
    expect(read('by "Clinic ""A"" name" ca.reschedule:rate<90%')).toMatchObject({ by: 'Clinic "A" name', min: 1 });
    expect(read("by Straße resolution:none>40%")).toMatchObject({ by: "Straße" });
  });

  // The mark below stands under the character that the message names.
  it.each([
    ["", "^", "expected"],
    ["ca.reschedul:missed>0", "^", 'did you mean "ca.reschedule"?'],
    ["ca.reschedule:missed+overdu>0", "                     ^", 'did you mean "overdue"?'],
    ["ca.reschedule:missed+missed>0", "                     ^", "already"],
    ["ca.reschedule>0", "             ^", '":" expected'],
    ["ca.reschedule:missed", "                    ^", ">=, <=, >, <"],
    ["ca.reschedule:missed>", "                     ^", "a threshold expected"],
    ["ca.reschedule:missed>five", "                     ^", "a threshold expected"],
    ["ca.reschedule:missed>1.5", "                     ^", "whole number"],
    ["ca.reschedule:missed>5%%", "                       ^", "should end here"],
    ["ca.reschedule:missed>0 and more", "                       ^", "should end here"],
    ["ca.reschedule:rate<90", "                   ^", "a percentage"],
    ["ca.reschedule:rate+missed<90%", "                  ^", ">=, <=, >, <"],
    ["ca.reschedule:missed>100%", "                     ^", "never fail"],
    ["ca.reschedule:missed>101%", "                     ^", "never fail"],
    ["ca.reschedule:missed<0", "                     ^", "never fail"],
    ["rejectd>1%", "^", 'did you mean "rejected"?'],
    ["skipped>1%", "        ^", "no share"],
    ["problems>1%", "         ^", "no share"],
    ["problem:bad-valeu>1", "        ^", 'did you mean "bad-value"?'],
    ["resolution:non>1", "           ^", 'did you mean "none"?'],
    ["rejected>1 min 30", "           ^", '"by FIELD"'],
    ["by facility rejected>1%", "            ^", "family and by resolution"],
    ["by facility ca.reschedule.mh-10bd:missed>1%", "            ^", "name the family"],
    ["by facility ca.reschedule:missed>1% min 0", "                                        ^", "1 or more"],
    ["by", "  ^", "group by"],
    ["by ", "   ^", "group by"],
    ['by "Clinic ca.reschedule:missed>0', "   ^", "never closed"],
    ["ca.reschedule:missed>1234567890", "                     ^", "nine digits"],
    ["ca.reschedule:missed>-1", "                     ^", "a threshold expected"],
    ["ca.reschedule:missed>1e3", "                     ^", "a threshold expected"],
    ["ca.reschedule:missed>٣", "                     ^", "a threshold expected"],
    ["ca.reschedule:missed=0", "                    ^", ">=, <=, >, <"],
    ["__proto__:missed>0", "^", "is no family, rule or count"],
    ["resolution:constructor>0", "           ^", "is no resolution"],
  ])("is refused where it goes wrong: %j", (text, mark, message) => {
    let told = "";
    try {
      read(text);
    } catch (error) {
      told = (error as Error).message;
    }
    const [first = "", second = ""] = told.split("\n");
    const lead = "--fail-on ".length;
    expect(first).toBe(`--fail-on ${text}`);
    expect(second.slice("cancellog: ".length + lead)).toMatch(
      new RegExp(`^ {${mark.length - 1}}\\^ character ${mark.length}: `),
    );
    expect(second).toContain(message);
  });
});
