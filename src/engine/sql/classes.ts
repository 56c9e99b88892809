import type { FieldName } from "../../model/fields.ts";
import {
  ASSUMABLE,
  type AssumableField,
  type ColumnField,
  type ConditionField,
  headerOf,
  type Pack,
} from "../../model/rule.ts";
import { fieldsOf } from "../../rules/condition.ts";
import type { Plan } from "../contract.ts";
import { askedColumn } from "./columns.ts";
import { assumptionsOf, conditionSql, factsSql, firstUnknownSql } from "./condition.ts";
import { numberRules, type Question } from "./questions.ts";
import { ident, text } from "./quote.ts";
import type { Dialect, Row, Session } from "./session.ts";

/** Fields that derivation reads besides those the conditions name. */
const COMPLETED_FROM: readonly ConditionField[] = ["service", "provider_kind", "follow_up"];

/** The columns by which cancellations are told apart for the rules' conditions: those of one class are bound alike. */
export const classColumns = (packs: readonly Pack[], asked: readonly string[]): readonly string[] => {
  const fields = new Set<ConditionField>(COMPLETED_FROM);
  for (const { rules } of packs)
    for (const { applies } of rules)
      for (const field of fieldsOf(applies)) if (field !== "care_class") fields.add(field);
  return [...fields].map((field) => {
    const header = headerOf(field);
    return header === null ? ident(field) : askedColumn(asked.indexOf(header));
  });
};

/** Whether `prior_kept_at` is known, and whether that is so because it was derived from the log. */
export const PRIOR_COLUMNS = ["prior_known", "prior_derived"] as const;

/** What a condition is unknown for want of. */
type UnknownName = FieldName | ColumnField;

/** One class of cancellations, as the rules' conditions see them. */
export interface ClassFacts {
  /** By rule: true, false, or null for unknown. */
  readonly truths: readonly (boolean | null)[];
  /** By rule: the first field that leaves its condition unknown. */
  readonly unknown: readonly (UnknownName | null)[];
  /** Values that something filled, with the rules whose conditions would have been unknown without them. */
  readonly relied: readonly {
    readonly pack: number;
    readonly field: AssumableField;
    readonly value: string;
    readonly source: "pack" | "option" | "derived";
    readonly rules: readonly number[];
  }[];
  /** By rule: its condition without the derived `prior_kept_at`; null where nothing was derived. */
  readonly asRead: readonly (boolean | null)[] | null;
}

const DEPENDS: Readonly<Record<AssumableField, readonly ConditionField[]>> = {
  service: ["service", "care_class", "provider_kind"],
  provider_kind: ["provider_kind"],
  follow_up: ["follow_up"],
  urgency: ["urgency"],
  prior_auth: ["prior_auth"],
  canceled_by: ["canceled_by"],
};

interface Column {
  readonly sql: string;
  readonly name: string;
}

const column = (sql: string, name: string): Column => ({ sql, name });
const AS_READ = "(prior_known and not prior_derived)";

/** The columns that say of each rule whom it binds. */
const truthColumns = (plan: Plan, asked: readonly string[]): readonly Column[] =>
  numberRules(plan.packs.map(({ pack }) => pack)).flatMap(({ rule, number, pack }) => {
    const assumptions = assumptionsOf(plan, pack, asked);
    const { facts, completed } = factsSql(assumptions, null, "prior_known");
    const named = fieldsOf(rule.applies);
    const truth = conditionSql(rule.applies, facts);
    const relied = completed.flatMap(({ field }) => {
      if (!DEPENDS[field].some((one) => named.includes(one))) return [];
      const bare = factsSql(assumptions, field, "prior_known").facts;
      return [
        column(`(${truth}) is not null and (${conditionSql(rule.applies, bare)}) is null`, `relies_${number}_${field}`),
      ];
    });
    return [
      column(truth, `rule_${number}`),
      column(firstUnknownSql(rule.applies, facts), `unknown_${number}`),
      column(conditionSql(rule.applies, factsSql(assumptions, null, AS_READ).facts), `as_read_${number}`),
      ...relied,
    ];
  });

/** The columns that say what was filled in, and from where; an appointment before it is what follow-up care means. */
const filledColumns = (plan: Plan, asked: readonly string[]): readonly Column[] =>
  plan.packs.flatMap((_, i) =>
    factsSql(assumptionsOf(plan, i, asked), null, "prior_known").completed.flatMap(({ field, value, derived }) => {
      const isFilled = `${ident(field)} is null and (${value}) is not null`;
      const isDerived = derived === null ? "false" : `(${derived}) is not null`;
      const source = `case when ${isDerived} then 'derived' when ${plan.assume[field] !== undefined} then 'option' else 'pack' end`;
      const counts = field === "follow_up" ? `${isFilled} and not ${isDerived}` : isFilled;
      return [
        column(`case when ${counts} then cast(${value} as varchar) end`, `filled_${i}_${field}`),
        column(source, `source_${i}_${field}`),
      ];
    }),
  );

/** The columns by which a question knows the rule of it that binds, and its limit. */
const questionColumns = (questions: readonly Question[]): readonly Column[] =>
  questions.flatMap(({ rules, kind }, i) => {
    const pick = (value: (number: number) => string): string =>
      `case ${rules.map(({ number }) => `when rule_${number} then ${value(number)}`).join(" ")} end`;
    const limits = new Map(rules.map(({ rule, number }) => [number, rule.clock?.within]));
    const open = rules.map(({ number }) => `rule_${number} is null`).join(" or ");
    return [
      column(pick(String), `q${i}_rule`),
      column(open, `q${i}_open`),
      ...(kind === "clock"
        ? [
            column(
              pick((number) => String(limits.get(number)?.n ?? 0)),
              `q${i}_n`,
            ),
            column(
              pick((number) => text(limits.get(number)?.unit ?? "")),
              `q${i}_unit`,
            ),
          ]
        : []),
    ];
  });

const select = (columns: readonly Column[]): string =>
  columns.map(({ sql, name }) => `${sql} as ${name}`).join(",\n    ");

/**
 * Builds the table of classes: every combination of the fields that conditions ask for, with what each rule makes of it.
 * Conditions are evaluated once a class, some hundred times, and not once a cancellation.
 */
export const classesScript = (
  plan: Plan,
  asked: readonly string[],
  questions: readonly Question[],
  subjects: string,
  dialect: Dialect,
): readonly string[] => {
  const columns = classColumns(
    plan.packs.map(({ pack }) => pack),
    asked,
  );
  const keys = [...columns, ...PRIOR_COLUMNS].join(", ");
  return [
    dialect.createTable(
      "class_keys",
      `select row_number() over (order by ${keys}) as class, k.*\nfrom (select distinct ${keys} from ${subjects}) k`,
    ),
    dialect.createTable(
      "class_truths",
      `select *,\n    ${select([...truthColumns(plan, asked), ...filledColumns(plan, asked)])}\nfrom class_keys`,
    ),
    dialect.createTable("classes", `select *,\n    ${select(questionColumns(questions))}\nfrom class_truths`),
  ];
};

/** Reads the classes back, by their numbers. */
export const readClasses = async (
  plan: Plan,
  asked: readonly string[],
  session: Session,
): Promise<ReadonlyMap<number, ClassFacts>> => {
  const rules = numberRules(plan.packs.map(({ pack }) => pack));
  const columns = [...truthColumns(plan, asked), ...filledColumns(plan, asked)].map(({ name }) => name);
  const rows = await session.rows(`select class, prior_derived, ${columns.join(", ")} from class_truths`);
  const place = new Map(columns.map((name, i) => [name, i + 2]));
  const at = (row: Row, name: string): Row[number] => row[place.get(name) ?? -1] ?? null;
  const factsOf = (row: Row): ClassFacts => ({
    truths: rules.map(({ number }) => at(row, `rule_${number}`) as boolean | null),
    unknown: rules.map(({ number }) => at(row, `unknown_${number}`) as UnknownName | null),
    asRead: row[1] === true ? rules.map(({ number }) => at(row, `as_read_${number}`) as boolean | null) : null,
    relied: plan.packs.flatMap((_, pack) =>
      ASSUMABLE.flatMap((field) => {
        const value = at(row, `filled_${pack}_${field}`);
        if (value === null) return [];
        const source = at(row, `source_${pack}_${field}`) as "pack" | "option" | "derived";
        const relying = rules
          .filter((one) => one.pack === pack && at(row, `relies_${one.number}_${field}`) === true)
          .map(({ number }) => number);
        return relying.length === 0 ? [] : [{ pack, field, value: String(value), source, rules: relying }];
      }),
    ),
  });
  return new Map(rows.map((row) => [Number(row[0]), factsOf(row)]));
};
