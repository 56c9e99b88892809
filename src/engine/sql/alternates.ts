import type { Assessing } from "./assess.ts";
import { byUnit, limitColumn, unitNumber, unitsOf } from "./clock.ts";
import type { Calendars } from "./days.ts";
import type { Question } from "./questions.ts";
import { countOf, type Row, rowOf, type Session } from "./session.ts";
import { packed, type Signature, statePart } from "./signature.ts";

/** A question put once more while a cancellation is judged: with another limit, or by another calendar. */
export interface Alternate {
  /** The place of its question. */
  readonly place: number;
  /** What the names of its columns begin with. */
  readonly name: string;
  /** The calendars that it counts by; null where it has a limit of its own, from the class. */
  readonly calendars: Calendars | null;
}

/** Lays out what the alternates of a run found: beside the signature, it says everything that its readings count. */
export const alternateWords = ({ alternates = [] }: Assessing): Signature =>
  packed(alternates.map(({ name }) => statePart(name)));

/** A question whom some rule may bind, and none does for certain. Limits are four times their number, plus their unit. */
export const OPEN = 3;
const UNITS = 4;

/** What binds a class under a question, as one number: a limit, `OPEN`, or null where nothing can. */
const bindingSql = (question: Question, i: number, table: string): string => {
  const limit =
    question.kind === "clock"
      ? byUnit({ question, limit: `${table}.q${i}` }, (unit, n) => `${n} * ${UNITS} + ${unitNumber(unit)}`)
      : "0";
  return `case when ${table}.q${i}_rule is not null then ${limit} when ${table}.q${i}_open then ${OPEN} end`;
};

/** What binds one class, by question: in the run, under each reading, and as the alternates ask. */
export interface ClassBindings {
  readonly own: readonly Bound[];
  readonly readings: readonly (readonly Bound[])[];
  readonly limits: readonly (readonly (number | null)[])[];
}

/** What binds a class under one question, and whether some rule of it may yet. */
export interface Bound {
  readonly binding: number | null;
  readonly open: boolean;
}

/** The alternates that the readings of a run need, with what binds every class. */
export interface Alternates {
  readonly all: readonly Alternate[];
  readonly classes: ReadonlyMap<number, ClassBindings>;
}

/** What the names of the columns begin with that hold a limit of a slot. */
export const limitName = (i: number, slot: number): string => `q${i}_limit_${slot}`;

/** Numbers what binds every class in the run and under the readings whose classes are in these tables. */
const bindingsQuery = ({ questions, tables }: Assessing, readings: readonly string[]): string => {
  const columns = questions.flatMap((question, i) =>
    [tables.classes, ...readings].flatMap((table, r) => [
      `${bindingSql(question, i, table)} as bound_${r}_${i}`,
      `${table}.q${i}_open as open_${r}_${i}`,
    ]),
  );
  const joins = readings.map((table) => `join ${table} on ${table}.class = ${tables.classes}.class`);
  return `select ${[`${tables.classes}.class`, ...columns].join(",\n  ")}\nfrom ${[tables.classes, ...joins].join("\n")}`;
};

/**
 * Finds one limit more for a question, of which no slot before it has: that of the first reading which has such a one.
 * What is open where the run binds needs none: the run's own state tells it.
 */
const nextLimit = ({ dialect }: Assessing, i: number, slot: number, readings: number): string => {
  const taken = ["bound_0", ...Array.from({ length: slot }, (_, s) => `slot_${s}`)].map((name) => `${name}_${i}`);
  const each = Array.from({ length: readings }, (_, r) => {
    const own = `bound_${r + 1}_${i}`;
    const isNew = taken.map((name) => `not (${dialect.same(own, name)})`).join(" and ");
    return `when ${own} is not null and ${isNew} and (${own} <> ${OPEN} or bound_0_${i} is null) then ${own}`;
  });
  return `case ${each.join(" ")} end as slot_${slot}_${i}`;
};

/**
 * Settles which questions are to be put once more, and to whom: every limit that a reading sets for a class and the run
 * does not, so that one judging of the log serves the run and its readings. `readings` are the tables of their classes.
 * The limits are added to the table of classes, which then is `bound_classes`.
 */
export const limitAlternates = async (
  assessing: Assessing,
  session: Session,
  readings: readonly string[],
): Promise<Alternates & { readonly table: string }> => {
  const { questions, dialect, tables } = assessing;
  await session.run(dialect.createTable("bindings", bindingsQuery(assessing, readings)));
  const slots = questions.map(() => 0);
  for (let slot = 0; slot < readings.length; slot++) {
    const asked = questions.map((_, i) => i).filter((i) => slots[i] === slot);
    if (asked.length === 0) break;
    const next = asked.map((i) => nextLimit(assessing, i, slot, readings.length));
    await session.run(dialect.createTable("bindings", `select *,\n  ${next.join(",\n  ")}\nfrom bindings`));
    const found = await rowOf(
      session,
      `select ${asked.map((i) => `count(slot_${slot}_${i})`).join(", ")} from bindings`,
    );
    for (const [at, i] of asked.entries()) if (countOf(found[at]) > 0) slots[i] = slot + 1;
  }
  const placed = questions.flatMap((_, i) => Array.from({ length: slots[i] ?? 0 }, (_, slot) => ({ i, slot })));
  const columns = placed.flatMap(({ i, slot }) => {
    const limit = `bindings.slot_${slot}_${i}`;
    const name = limitName(i, slot);
    const n = dialect.div(limit, UNITS);
    const question = questions[i];
    if (question?.kind !== "clock") return [`${n} as ${name}_n`];
    // Where a rule may bind, it matters only whether the clock has a start in force: any limit asks that, the first unit's too.
    return unitsOf(question).map((unit, i) => {
      const asked = [unitNumber(unit), ...(i === 0 ? [OPEN] : [])].join(", ");
      return `case when ${limit} % ${UNITS} in (${asked}) then ${n} end as ${limitColumn(name, unit)}`;
    });
  });
  await session.run(
    dialect.createTable(
      "bound_classes",
      `select ${[`${tables.classes}.*`, ...columns].join(",\n  ")}
from ${tables.classes} join bindings on bindings.class = ${tables.classes}.class`,
    ),
  );
  const classes = await readBindings(session, questions.length, readings.length, slots);
  const all = placed.map(({ i, slot }): Alternate => ({ place: i, name: limitName(i, slot), calendars: null }));
  return { all, classes, table: "bound_classes" };
};

const readBindings = async (
  session: Session,
  questions: number,
  readings: number,
  slots: readonly number[],
): Promise<ReadonlyMap<number, ClassBindings>> => {
  const range = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
  const columns = [
    ...range(readings + 1).flatMap((r) => range(questions).flatMap((i) => [`bound_${r}_${i}`, `open_${r}_${i}`])),
    ...range(questions).flatMap((i) => range(slots[i] ?? 0).map((slot) => `slot_${slot}_${i}`)),
  ];
  const rows = await session.rows(`select ${["class", ...columns].join(", ")} from bindings`);
  const place = new Map(columns.map((name, i) => [name, i + 1]));
  const at = (row: Row, name: string): Row[number] => row[place.get(name) ?? -1] ?? null;
  const numberAt = (row: Row, name: string): number | null => {
    const value = at(row, name);
    return value === null ? null : Number(value);
  };
  const boundOf = (row: Row, r: number): readonly Bound[] =>
    range(questions).map((i) => ({
      binding: numberAt(row, `bound_${r}_${i}`),
      open: at(row, `open_${r}_${i}`) === true,
    }));
  return new Map(
    rows.map((row) => [
      Number(row[0]),
      {
        own: boundOf(row, 0),
        readings: range(readings).map((r) => boundOf(row, r + 1)),
        limits: range(questions).map((i) => range(slots[i] ?? 0).map((slot) => numberAt(row, `slot_${slot}_${i}`))),
      },
    ]),
  );
};
