import { type FieldName, isFieldName, LINK_FIELDS } from "../model/fields.ts";
import type { Silent } from "../model/inspect.ts";
import { allowedValues } from "../model/pack.ts";
import { ASSUMABLE, type Condition, type ConditionField, type Pack, type Rule } from "../model/rule.ts";
import { fieldsOf, sourceOf, type Truth } from "./condition.ts";

/** What a field of these files may turn out to be for some cancellation: every value it can have, or unknown. */
type Possible = (field: ConditionField) => readonly unknown[];

/** Stands for whatever a text may be. */
const ANY_TEXT = Symbol("any text");

const truths = (...all: readonly Truth[]): ReadonlySet<Truth> => new Set(all);

/** Lists what a condition may come to, each part taken by itself: more than can be, never less. */
const possibleTruths = (condition: Condition, possible: Possible): ReadonlySet<Truth> => {
  if (condition.kind === "is")
    return truths(
      ...possible(condition.field).flatMap((value): readonly Truth[] => {
        if (value === ANY_TEXT) return [true, false];
        return [value === undefined ? "unknown" : condition.values.includes(value as string | boolean)];
      }),
    );
  if (condition.kind === "not")
    return truths(
      ...[...possibleTruths(condition.of, possible)].map((truth) => (truth === "unknown" ? truth : !truth)),
    );
  const settling = condition.kind === "any";
  const parts = condition.of.map((part) => possibleTruths(part, possible));
  const result = new Set<Truth>();
  if (parts.some((part) => part.has(settling))) result.add(settling);
  if (parts.every((part) => part.has(!settling))) result.add(!settling);
  if (parts.some((part) => part.has("unknown")) && parts.every((part) => part.has("unknown") || part.has(!settling)))
    result.add("unknown");
  return result;
};

/**
 * Lists what derivation may give a field (semantics.md, section 2). The kind of provider follows from the service, also
 * where that column is what is wanted: an assumption is not what such a rule fails on.
 */
const derived = (field: ConditionField, mapped: ReadonlySet<FieldName>): readonly unknown[] => {
  if (field === "follow_up" && mapped.has("prior_kept_at")) return [true];
  return field === "provider_kind" ? ["physician", "nonphysician"] : [];
};

/** The field that a condition needs a column for; null where it asks for a column by its header. */
const columnOf = (field: ConditionField): FieldName | null => {
  const source = sourceOf(field);
  return isFieldName(source) ? source : null;
};

const isMapped = (field: ConditionField, mapped: ReadonlySet<FieldName>): boolean => {
  const column = columnOf(field);
  // A run that asks for a column by a header that no file has does not begin.
  return column === null || mapped.has(column);
};

const assumedValue = ({ assume }: Pack, field: ConditionField): string | boolean | undefined => {
  const assumable = ASSUMABLE.find((one) => one === field);
  return assumable === undefined ? undefined : assume[assumable];
};

const possibleOf =
  (pack: Pack, mapped: ReadonlySet<FieldName>): Possible =>
  (field) =>
    isMapped(field, mapped)
      ? [...(allowedValues(field) ?? [ANY_TEXT]), assumedValue(pack, field)]
      : [...derived(field, mapped), assumedValue(pack, field)];

/** Columns that a rule asks for and the files do not have, each alone or several of which one will do. */
const wantsOf = (rule: Rule, pack: Pack, mapped: ReadonlySet<FieldName>, canBind: boolean): Silent["wants"] => {
  const conditions = canBind ? [] : fieldsOf(rule.applies).filter((field) => assumedValue(pack, field) === undefined);
  const { clock, requires } = rule;
  const dates = clock === null ? [] : [...clock.starts, ...(clock.orBy === null ? [] : [clock.orBy])];
  const asked = [
    ...conditions.flatMap((field) => columnOf(field) ?? []),
    ...dates,
    ...(requires === null ? [] : [requires.field]),
  ];
  const wants = [...new Set(asked)].filter((field) => !mapped.has(field)).map((field) => [field]);
  return LINK_FIELDS.some((field) => mapped.has(field)) ? wants : [...wants, [...LINK_FIELDS]];
};

const comparisons = (condition: Condition): readonly Extract<Condition, { kind: "is" }>[] =>
  condition.kind === "is"
    ? [condition]
    : (condition.kind === "not" ? [condition.of] : condition.of).flatMap(comparisons);

/** The assumption that a rule fails on: it stands for a column which is not there, and is not what the rule asks for. */
const failedOn = (rule: Rule, pack: Pack, mapped: ReadonlySet<FieldName>): Silent["assumed"] =>
  comparisons(rule.applies)
    .flatMap(({ field, values }) => {
      const value = isMapped(field, mapped) ? undefined : assumedValue(pack, field);
      return value === undefined || values.includes(value) ? [] : [{ field, value: String(value) }];
    })
    .slice(0, 1);

const silentOf = (rule: Rule, pack: Pack, mapped: ReadonlySet<FieldName>): Omit<Silent, "rules" | "of"> | null => {
  const possible = possibleTruths(rule.applies, possibleOf(pack, mapped));
  const wants = wantsOf(rule, pack, mapped, possible.has(true));
  const head = { pack: pack.id, family: rule.family };
  const assumedAway = possible.size === 1 && possible.has(false);
  if (assumedAway) return { ...head, state: "assumed-away", wants: [], assumed: failedOn(rule, pack, mapped) };
  return wants.length === 0 ? null : { ...head, state: "undecided", wants, assumed: [] };
};

/**
 * Says which rules will tell nothing of files that have these columns, and for want of which: rules of one family that
 * want the same are told together. Worked out from the packs alone; no rule is run.
 */
export const silentRules = (packs: readonly Pack[], mapped: ReadonlySet<FieldName>): readonly Silent[] => {
  const groups = new Map<string, Silent>();
  for (const pack of packs)
    for (const rule of pack.rules) {
      const silent = silentOf(rule, pack, mapped);
      if (silent === null) continue;
      const key = JSON.stringify(silent);
      const of = pack.rules.filter(({ family }) => family === rule.family).length;
      const rules = [...(groups.get(key)?.rules ?? []), rule.id];
      groups.set(key, { ...silent, rules, of });
    }
  return [...groups.values()];
};
