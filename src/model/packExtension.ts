import * as z from "zod";
import { packHead, packParts } from "./pack.ts";
import { BASES } from "./rule.ts";

const { timezone, calendar, family, rule, limit, effective, citation } = packParts;

/** What may be written otherwise of a rule that stays what it is: not whom it binds, nor where its clock starts. */
const change = z.strictObject({
  within: limit.optional(),
  title: z.string().min(1).optional(),
  basis: z.enum(BASES).optional(),
  effective: effective.optional(),
  citation: citation.optional(),
});

/** A rule pack that starts from another one and changes it: "what if ten days were five". */
export const extensionSchema = z.strictObject({
  ...packHead,
  /** The id of a shipped pack, or a file beside this one. */
  extends: z.string().min(1),
  timezone: timezone.optional(),
  calendar: calendar.optional(),
  /** By rule id. */
  change: z.record(z.string(), change).default({}),
  /** Rules left out. */
  drop: z.array(z.string()).default([]),
  families: z.array(family).default([]),
  rules: z.array(rule).default([]),
});

export type ExtensionDocument = z.infer<typeof extensionSchema>;
