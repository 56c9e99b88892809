import type { Basis, Citation, Pack } from "./rule.ts";

/** A column that a rule reads, and what becomes of it where it is not there. */
export interface SheetNeed {
  /** One of these will do. */
  readonly fields: readonly string[];
  readonly meaning: string;
  /** What the pack takes an unknown value as; null where it stays unknown. */
  readonly assumed: string | null;
}

/** One rule as people read it: `rules show`. */
export interface RuleSheet {
  readonly id: string;
  readonly family: string;
  readonly title: string;
  readonly basis: Basis;
  readonly citation: Citation;
  /** Local dates, `YYYY-MM-DD`. */
  readonly effective: { readonly from: string | null; readonly to: string | null };
  /** "10 business days"; null for a rule without a limit. */
  readonly limit: string | null;
  /** Fields that the clock starts from, the earliest of them; null for a rule without one. */
  readonly starts: readonly string[] | null;
  /** Conditions, all of which must hold. */
  readonly applies: readonly string[];
  readonly formula: readonly string[];
  readonly needs: readonly SheetNeed[];
  readonly example: readonly string[];
}

/** One pack as people read it. */
export interface PackSheet {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
  readonly extends: Pack["extends"];
  readonly title: string;
  readonly timezone: string;
  readonly calendar: { readonly id: string; readonly title: string };
  readonly notes: readonly string[];
  readonly assume: Readonly<Record<string, string | boolean>>;
  readonly families: readonly { readonly id: string; readonly title: string; readonly asks: string }[];
  readonly rules: readonly RuleSheet[];
}

/** A rule as a list of rules tells it: in a line, and counted out for no day. */
export type RuleListing = Omit<RuleSheet, "example">;
export type PackListing = Omit<PackSheet, "rules"> & { readonly rules: readonly RuleListing[] };
