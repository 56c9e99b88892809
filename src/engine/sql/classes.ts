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
import { limitColumn, unitsOf } from "./clock.ts";
import { askedColumn } from "./columns.ts";
import {
  assumptionsOf,
  completedColumn,
  conditionSql,
  derivedColumn,
  factColumns,
  factsOf,
  firstUnknownSql,
  type Named,
} from "./condition.ts";
import { type ClockQuestion, numberRules, type Question } from "./questions.ts";
import { ident } from "./quote.ts";
import type { Dialect, Row, Session } from "./session.ts";

/** Fields that completing a record reads, whether a condition names them or not. */
const COMPLETED_FROM: readonly ConditionField[] = ASSUMABLE;

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

/** The columns that say of each rule whom it binds. */
const truthColumns = (plan: Plan, asked: readonly string[]): readonly Named[] =>
  numberRules(plan.packs.map(({ pack }) => pack)).flatMap(({ rule, number, pack }) => {
    const facts = factsOf(pack, "base", asked);
    const named = fieldsOf(rule.applies);
    const truth = conditionSql(rule.applies, facts);
    const relied = ASSUMABLE.filter((field) => DEPENDS[field].some((one) => named.includes(one))).map(
      (field): Named => {
        const bare = conditionSql(rule.applies, factsOf(pack, field, asked));
        return [`relies_${number}_${field}`, `(${truth}) is not null and (${bare}) is null`];
      },
    );
    return [
      [`rule_${number}`, truth],
      [`unknown_${number}`, firstUnknownSql(rule.applies, facts)],
      // Without a derived `prior_kept_at` a condition is the same as read.
      ...(plan.derive.includes("prior_kept_at")
        ? [[`as_read_${number}`, conditionSql(rule.applies, factsOf(pack, "prior", asked))] as const]
        : []),
      ...relied,
    ];
  });

/** Whom each rule binds, and no more: what a reading of the sensitivity table needs. */
const bareTruthColumns = (plan: Plan, asked: readonly string[]): readonly Named[] =>
  numberRules(plan.packs.map(({ pack }) => pack)).map(({ rule, number, pack }) => [
    `rule_${number}`,
    conditionSql(rule.applies, factsOf(pack, "base", asked)),
  ]);

/** The columns that say what was filled in, and from where; an appointment before it is what follow-up care means. */
const filledColumns = (plan: Plan): readonly Named[] =>
  plan.packs.flatMap((_, pack) =>
    ASSUMABLE.flatMap((field): readonly Named[] => {
      const value = completedColumn(pack, field);
      const derives = field === "follow_up" || field === "provider_kind";
      const isDerived = derives ? `${derivedColumn(pack, field)} is not null` : "false";
      const isFilled = `${ident(field)} is null and ${value} is not null`;
      const counts = field === "follow_up" ? `${isFilled} and not ${isDerived}` : isFilled;
      const assumed = plan.assume[field] === undefined ? "'pack'" : "'option'";
      return [
        [`filled_${pack}_${field}`, `case when ${counts} then cast(${value} as varchar) end`],
        [`source_${pack}_${field}`, `case when ${isDerived} then 'derived' else ${assumed} end`],
      ];
    }),
  );

/** The limits of a clock question: a column for each unit. */
const limitsOf = (question: ClockQuestion, name: string): readonly Named[] =>
  unitsOf(question).map((unit) => {
    const cases = question.rules.map(({ rule: { clock }, number }) => {
      const { n, unit: own } = clock.within;
      return `when rule_${number} then ${own === unit ? n : "null"}`;
    });
    return [limitColumn(name, unit), `case ${cases.join(" ")} end`];
  });

/** The columns by which a question knows the rule of it that binds, and its limit. */
const questionColumns = (questions: readonly Question[]): readonly Named[] =>
  questions.flatMap((question, i): readonly Named[] => {
    const { rules } = question;
    const pick = (value: (number: number) => string): string =>
      `case ${rules.map(({ number }) => `when rule_${number} then ${value(number)}`).join(" ")} end`;
    const open = rules.map(({ number }) => `rule_${number} is null`).join(" or ");
    return [
      [`q${i}_rule`, pick(String)],
      [`q${i}_open`, open],
      ...(question.kind === "clock" ? limitsOf(question, `q${i}`) : []),
    ];
  });

const select = (columns: readonly Named[]): string => columns.map(([name, sql]) => `${sql} as ${name}`).join(",\n    ");

/** Tells the classes of a set of cancellations apart: every combination of the fields that conditions ask for. */
export const classKeysScript = (
  packs: readonly Pack[],
  asked: readonly string[],
  subjects: string,
  dialect: Dialect,
): string => {
  const keys = [...classColumns(packs, asked), ...PRIOR_COLUMNS].join(", ");
  return dialect.createTable(
    "class_keys",
    `select cast(row_number() over (order by ${keys}) as integer) as class, k.*\nfrom (select distinct ${keys} from ${subjects}) k`,
  );
};

/**
 * Builds the table of classes: what each rule makes of each of them, and which rule of each question binds. Conditions are
 * evaluated once a class, some hundred times, and not once a cancellation. The classes of a reading of the sensitivity table
 * are told apart by its name, hold no more than whom each rule binds, and are built in one step.
 */
export const classesScript = (
  plan: Plan,
  asked: readonly string[],
  questions: readonly Question[],
  dialect: Dialect,
  reading: string | null = null,
): readonly string[] => {
  const told =
    reading === null ? [...truthColumns(plan, asked), ...filledColumns(plan)] : bareTruthColumns(plan, asked);
  const facts = plan.packs.map((_, pack) => factColumns(pack, assumptionsOf(plan, pack, asked)));
  const truths = `select *,\n    ${select(told)}
from (
  select *,\n    ${select(facts.flatMap(({ second }) => second))}
  from (select *,\n    ${select(facts.flatMap(({ first }) => first))}\n  from class_keys) read
) completed`;
  const classes = (from: string): string => `select *,\n    ${select(questionColumns(questions))}\nfrom ${from}`;
  return reading === null
    ? [dialect.createTable("class_truths", truths), dialect.createTable("classes", classes("class_truths"))]
    : [dialect.createTable(`${reading}_classes`, classes(`(\n${truths}\n) truths`))];
};

/** Reads the classes back, by their numbers. */
export const readClasses = async (
  plan: Plan,
  asked: readonly string[],
  session: Session,
): Promise<ReadonlyMap<number, ClassFacts>> => {
  const rules = numberRules(plan.packs.map(({ pack }) => pack));
  const columns = [...truthColumns(plan, asked), ...filledColumns(plan)].map(([name]) => name);
  const rows = await session.rows(`select class, prior_derived, ${columns.join(", ")} from class_truths`);
  const place = new Map(columns.map((name, i) => [name, i + 2]));
  const at = (row: Row, name: string): Row[number] => row[place.get(name) ?? -1] ?? null;
  const classOf = (row: Row): ClassFacts => ({
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
  return new Map(rows.map((row) => [Number(row[0]), classOf(row)]));
};
