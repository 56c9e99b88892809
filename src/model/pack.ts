import * as z from "zod";
import { RESOLUTIONS } from "./cancellation.ts";
import { allowedValues, comparable, condition, quoted } from "./condition.ts";
import { FIELD_NAMES, FIELDS, type TimestampField } from "./fields.ts";
import { nearest } from "./nearest.ts";
import { ASSUMABLE, BASES, type ConditionField, GRADES } from "./rule.ts";
import { VERDICTS } from "./verdict.ts";

export { allowedValues } from "./condition.ts";

const timestampField = z.enum(
  FIELD_NAMES.filter((name) => FIELDS[name].type === "timestamp") as [TimestampField, ...TimestampField[]],
);

const UNITS = { "business day": "bd", "calendar day": "d", hour: "h" } as const;

/** "10 business days", "28 calendar days", "48 hours". */
const limit = z
  .string()
  .meta({ description: "10 business days, 28 calendar days or 48 hours" })
  .transform((text, context) => {
    const match = /^(\d{1,4}) (business day|calendar day|hour)s?$/.exec(text);
    if (match === null) {
      context.addIssue({
        code: "custom",
        message: `"${text}" is no limit; write "10 business days", "28 calendar days" or "48 hours"`,
      });
      return z.NEVER;
    }
    return { n: Number(match[1]), unit: UNITS[match[2] as keyof typeof UNITS] };
  });

const isoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "takes a date, YYYY-MM-DD");

const clock = z.strictObject({
  starts: z.union([
    timestampField.transform((one) => [one]),
    z.strictObject({ earlier: z.array(timestampField).min(2) }).transform((s) => s.earlier),
  ]),
  within: limit,
  or_by: timestampField.nullable().default(null),
  postponement: limit.nullable().default(null),
});

const requirement = z.strictObject({
  resolution: z.enum(RESOLUTIONS),
  field: z.literal("service"),
  accepts: z.partialRecord(
    z.enum(Object.keys(FIELDS.service.codes) as [string, ...string[]]),
    z.array(z.enum(Object.keys(FIELDS.service.codes) as [string, ...string[]])),
  ),
});

/** Dates in force, both included; null, or left out, is open. */
const effective = z.strictObject({ from: isoDay.nullable().default(null), to: isoDay.nullable().default(null) });

/** Quotation marks vouch for words, and that is what grade V is for. */
const citation = z
  .strictObject({
    law: z.string().min(1),
    text: z.string().min(1),
    url: z.string().nullable().default(null),
    grade: z.enum(GRADES),
    confidence: z.string().default(""),
  })
  .refine(({ text, grade }) => grade === "V" || !/["\u201c\u201d]/.test(text), {
    path: ["text"],
    message:
      "quotation marks go around words that were read in the source itself, grade V; write what they come to, without marks",
  });

const rule = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, "takes small letters, digits, dots and hyphens"),
    family: z.string(),
    title: z.string().min(1),
    basis: z.enum(BASES),
    citation,
    effective: effective.default({ from: null, to: null }),
    applies: condition,
    clock: clock.nullable().default(null),
    requires: requirement.nullable().default(null),
  })
  .refine(
    (one) => (one.clock === null) !== (one.requires === null),
    "takes either a clock or a requires, and not both",
  );

const family = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  asks: z.string().min(1),
  other_care: z.string().nullable().default(null),
});

const assume = z.partialRecord(z.enum(ASSUMABLE), comparable).superRefine((given, context) => {
  for (const [field, value] of Object.entries(given)) {
    const allowed = allowedValues(field as ConditionField);
    if (allowed !== null && !allowed.includes(value))
      context.addIssue({
        code: "custom",
        path: [field],
        message: `${String(value)} is no value of ${field}; values are ${quoted(allowed)}`,
      });
  }
});

const expectation = z
  .string()
  .refine((text) => VERDICTS.some((verdict) => text === verdict || text.startsWith(`${verdict}:`)), {
    error: (issue) =>
      `"${String(issue.input)}" is no verdict; verdicts are ${VERDICTS.join(", ")}, each maybe with :reason`,
  });

/** A log of a few records, and what the pack finds in it by appointment and rule: `verdict` or `verdict:reason`. */
const example = z.strictObject({
  title: z.string().min(1),
  as_of: isoDay,
  csv: z.string().min(1),
  expect: z.record(z.string(), z.record(z.string(), expectation)),
});

const calendarName = z.string().min(1);

/** What every pack is written with, whether it stands by itself or extends another. */
export const packHead = {
  schema: z.literal("cancellog.pack/1"),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "takes small letters, digits and hyphens"),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, "takes a version such as 1.0.0 (quoted)"),
  title: z.string().min(1),
  notes: z.array(z.string()).default([]),
  assume: assume.default({}),
  /** Holds anchors for the rules below. */
  conditions: z.array(z.unknown()).default([]),
  citations: z.array(z.unknown()).default([]),
  examples: z.array(example).default([]),
} as const;

/** What an extending pack may write again of what it extends. */
export const packParts = { timezone: z.string(), calendar: calendarName, family, rule, limit, effective, citation };

/** One thing wrong with a pack whose every part is right. */
export interface CrossFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

type Whole = Pick<z.infer<typeof packShape>, "families" | "rules" | "examples">;

/** Finds what is wrong between the parts of a pack: ids twice, families and rules that are not there. */
export const crossFaultsOf = ({ families, rules, examples }: Whole): readonly CrossFault[] => {
  const faults: CrossFault[] = [];
  const familyIds = families.map(({ id }) => id);
  const ruleIds = rules.map(({ id }) => id);
  const meant = (word: string, known: readonly string[]) => {
    const found = nearest(word, known);
    return found === null ? "" : `; did you mean "${found}"?`;
  };
  rules.forEach(({ id, family: of }, i) => {
    if (!familyIds.includes(of))
      faults.push({
        path: ["rules", i, "family"],
        message: `"${of}" is no family of this pack; families are ${familyIds.join(", ")}`,
      });
    if (ruleIds.indexOf(id) !== i)
      faults.push({ path: ["rules", i, "id"], message: `"${id}" is the id of an earlier rule` });
  });
  families.forEach(({ id, other_care }, i) => {
    if (familyIds.indexOf(id) !== i)
      faults.push({ path: ["families", i, "id"], message: `"${id}" is the id of an earlier family` });
    if (!rules.some(({ family: of }) => of === id))
      faults.push({ path: ["families", i, "id"], message: `family "${id}" has no rules` });
    if (other_care !== null && !familyIds.includes(other_care))
      faults.push({ path: ["families", i, "other_care"], message: `"${other_care}" is no family of this pack` });
  });
  examples.forEach(({ expect }, i) => {
    for (const [appointment, byRule] of Object.entries(expect))
      for (const id of Object.keys(byRule))
        if (!ruleIds.includes(id))
          faults.push({
            path: ["examples", i, "expect", appointment, id],
            message: `"${id}" is no rule of this pack${meant(id, ruleIds)}`,
          });
  });
  return faults;
};

const packShape = z.strictObject({
  ...packHead,
  timezone: packParts.timezone,
  calendar: packParts.calendar,
  families: z.array(family).min(1),
  rules: z.array(rule).min(1),
});

/** A rule pack as written in YAML, `cancellog.pack/1`. */
export const packSchema = packShape.superRefine((pack, context) => {
  for (const { path, message } of crossFaultsOf(pack)) context.addIssue({ code: "custom", path: [...path], message });
});

export type PackDocument = z.infer<typeof packSchema>;
