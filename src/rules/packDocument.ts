import { parseIsoDate } from "../calendar/civil.ts";
import type { PackDocument } from "../model/pack.ts";
import type { Pack, Rule } from "../model/rule.ts";

/** Turns a checked pack document into the pack the engines run; `base` is the pack that it extends. */
export const packOf = (document: PackDocument, sha256: string, base: Pack["extends"] = null): Pack => ({
  id: document.id,
  version: document.version,
  title: document.title,
  sha256,
  extends: base,
  timezone: document.timezone,
  calendar: document.calendar,
  notes: document.notes,
  assume: document.assume,
  families: document.families.map(({ other_care, ...family }) => ({ ...family, otherCare: other_care })),
  rules: document.rules.map(ruleOf),
  examples: document.examples.map(({ as_of, ...example }) => ({ ...example, asOf: as_of })),
});

const ruleOf = ({ clock, requires, effective, ...head }: PackDocument["rules"][number]): Rule => {
  const common = {
    ...head,
    effective: {
      from: effective.from === null ? null : parseIsoDate(effective.from),
      to: effective.to === null ? null : parseIsoDate(effective.to),
    },
  };
  if (clock !== null) {
    const { starts, within, or_by, postponement } = clock;
    return { ...common, clock: { starts, within, orBy: or_by, postponement }, requires: null };
  }
  if (requires === null) throw new Error(`rule ${head.id} has neither clock nor requirement`);
  return { ...common, clock: null, requires: requires as NonNullable<Rule["requires"]> };
};
