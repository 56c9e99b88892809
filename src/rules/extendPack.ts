import { nearest } from "../model/nearest.ts";
import type { CrossFault, PackDocument } from "../model/pack.ts";
import type { ExtensionDocument } from "../model/packExtension.ts";
import { limitWords } from "./words.ts";

type Rule = PackDocument["rules"][number];
type Change = ExtensionDocument["change"][string];

/**
 * Writes a rule otherwise. A limit that is no longer the one cited is said so in title and text, and rests on a reading:
 * nobody must take five days for what the law says.
 */
const changed = (rule: Rule, { within, title, basis, effective, citation }: Change, by: string): Rule => {
  const { clock } = rule;
  const other = within !== undefined && clock !== null && limitWords(within) !== limitWords(clock.within);
  const said = other ? `${limitWords(within)} in place of ${limitWords(clock.within)}` : "";
  return {
    ...rule,
    title: title ?? (other ? `${rule.title} (changed: ${said})` : rule.title),
    basis: basis ?? (other ? "derived" : rule.basis),
    citation:
      citation ??
      (other ? { ...rule.citation, text: `${rule.citation.text} Changed by ${by}: ${said}.` } : rule.citation),
    effective: effective ?? rule.effective,
    clock: clock === null || within === undefined ? clock : { ...clock, within },
  };
};

/** Finds what an extension says of rules that its base does not have. */
export const extensionFaultsOf = (base: PackDocument, { change, drop }: ExtensionDocument): readonly CrossFault[] => {
  const ids = base.rules.map(({ id }) => id);
  const unknown = (id: string, path: readonly PropertyKey[]): readonly CrossFault[] => {
    if (ids.includes(id)) return [];
    const found = nearest(id, ids);
    return [{ path, message: `"${id}" is no rule of ${base.id}${found === null ? "" : `; did you mean "${found}"?`}` }];
  };
  return [
    ...Object.entries(change).flatMap(([id, { within }]) => [
      ...unknown(id, ["change", id]),
      ...(within !== undefined && base.rules.find((rule) => rule.id === id)?.clock === null
        ? [{ path: ["change", id, "within"], message: `${id} asks for something, and has no limit to change` }]
        : []),
      ...(drop.includes(id) ? [{ path: ["change", id], message: `${id} is dropped as well as changed` }] : []),
    ]),
    ...drop.flatMap((id, i) => unknown(id, ["drop", i])),
  ];
};

/**
 * Makes one pack of an extension and its base. Families and rules of the base come first; a family of it that is left
 * without rules goes with them. The base's examples stay with the base: under other limits they are others.
 */
export const extendPack = (base: PackDocument, extension: ExtensionDocument): PackDocument => {
  const { extends: _, change, drop, ...own } = extension;
  const kept = base.rules
    .filter(({ id }) => !drop.includes(id))
    .map((rule) => changed(rule, change[rule.id] ?? {}, extension.id));
  const rules = [...kept, ...own.rules];
  const lasting = base.families.filter(({ id }) => rules.some(({ family }) => family === id));
  const families = [...lasting, ...own.families];
  const isThere = (id: string | null): boolean => families.some((family) => family.id === id);
  return {
    ...own,
    timezone: own.timezone ?? base.timezone,
    calendar: own.calendar ?? base.calendar,
    notes: [...base.notes, ...own.notes],
    assume: { ...base.assume, ...own.assume },
    families: families.map((family) => ({
      ...family,
      other_care: isThere(family.other_care) ? family.other_care : null,
    })),
    rules,
  };
};
