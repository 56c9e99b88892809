import { parseIsoDate } from "../calendar/civil.ts";
import type { PackDocument } from "../model/pack.ts";
import type { Pack, Rule } from "../model/rule.ts";

/** Turns a checked pack document into the pack the engines run. */
export const packOf = (document: PackDocument, sha256: string): Pack => ({
  id: document.id,
  version: document.version,
  title: document.title,
  sha256,
  timezone: document.timezone,
  calendar: document.calendar,
  notes: document.notes,
  assume: document.assume,
  families: document.families.map(({ other_care, ...family }) => ({ ...family, otherCare: other_care })),
  rules: document.rules.map(ruleOf),
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
    const { starts, within, or_by } = clock;
    return { ...common, clock: { starts, within, orBy: or_by }, requires: null };
  }
  if (requires === null) throw new Error(`rule ${head.id} has neither clock nor requirement`);
  return { ...common, clock: null, requires: requires as NonNullable<Rule["requires"]> };
};
