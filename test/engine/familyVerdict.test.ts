import { describe, expect, it } from "vitest";
import { familyAssessment } from "../../src/engine/reference/familyVerdict.ts";
import type { Family, Rule } from "../../src/model/rule.ts";
import type { Assessment, Verdict } from "../../src/model/verdict.ts";
import { shippedPack } from "../../src/rules/shipped.ts";

const { families, rules } = shippedPack("ca-timely-access")!;
const family: Family = families[0]!;
const [first, second] = rules.filter((rule) => rule.family === family.id) as [Rule, Rule];
const other: Rule = rules.find((rule) => rule.family !== family.id)!;

const found = (rule: Rule, verdict: Verdict): Assessment => ({
  rule,
  verdict,
  reason: null,
  start: null,
  due: null,
  elapsed: null,
  unit: null,
  limitPassed: false,
});

/** The first of these that any rule of a family has is the family's. */
const ORDER: readonly Verdict[] = ["missed", "overdue", "met", "exempt", "pending", "undetermined", "not-applicable"];
const pairs = ORDER.flatMap((stronger, i) => ORDER.slice(i).map((weaker) => [stronger, weaker] as const));

describe("of two rules of a family", () => {
  it.each(pairs)("%s speaks before %s, whichever comes first", (stronger, weaker) => {
    for (const assessed of [
      [found(first, stronger), found(second, weaker)],
      [found(first, weaker), found(second, stronger)],
    ])
      expect(familyAssessment(family, assessed)?.verdict).toBe(stronger);
  });
});

it("of two with one verdict the first of the pack speaks", () =>
  expect(familyAssessment(family, [found(first, "undetermined"), found(second, "undetermined")])?.rule).toBe(first));

it("a rule of another family does not speak", () =>
  expect(familyAssessment(family, [found(other, "missed"), found(first, "met")])?.verdict).toBe("met"));
