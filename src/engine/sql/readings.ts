import type { FieldName } from "../../model/fields.ts";
import type { LateTally, SensitivityTally } from "../../model/sensitivityTally.ts";
import type { PackInForce, Plan } from "../contract.ts";
import { AS_RUN, type Variant, variants } from "../variants.ts";
import { type Assessing, aheadSql, assessedAgainQuery, assessedQuery } from "./assess.ts";
import { classesScript, classKeysScript } from "./classes.ts";
import { calendarsOf } from "./days.ts";
import { endsScript } from "./ends.ts";
import { addCode, isLateCode, lateCode, lateColumns, lateNames } from "./late.ts";
import { hopsScript, seriesScript } from "./links.ts";
import { type Numbered, numberRules, questionsOf } from "./questions.ts";
import { recountedSql } from "./recounted.ts";
import { countOf, rowOf, type Session } from "./session.ts";
import { signatureOf } from "./signature.ts";
import { signatureJoin } from "./signatures.ts";
import { subjectsScript } from "./subjects.ts";
import { numberFamilies } from "./verdicts.ts";
import { walk } from "./walk.ts";

/** The packs of a run with those of all its readings: every calendar that days will be counted by. */
export const packsCounted = (plan: Plan, mapped: ReadonlySet<FieldName>): readonly PackInForce[] => [
  ...plan.packs,
  ...variants(plan, mapped).flatMap((variant) => variant.plan.packs),
];

/** The links of a log are the same wherever the mode is, and whom an unknown cancellation is laid to. */
const linksOf = ({ link, assume, packs }: Plan): string =>
  JSON.stringify([link, assume.canceled_by ?? packs[0]?.pack.assume.canceled_by ?? null]);

const rulesOf = ({ packs }: Plan): readonly Numbered[] => numberRules(packs.map(({ pack }) => pack));

/** By the number of a family: the one that answers for it in this reading, where families have their clocks exchanged. */
const exchangedOf = (own: Plan, other: Plan): readonly number[] | null => {
  const [mine, theirs] = [rulesOf(own), rulesOf(other)];
  if (mine.every(({ rule }, i) => rule.clock === theirs[i]?.rule.clock)) return null;
  const families = numberFamilies(own.packs.map(({ pack }) => pack));
  const numberOf = (pack: number, id: string): number =>
    families.findIndex((one) => one.pack === pack && one.family.id === id);
  return families.map(({ family, pack }, i) => {
    const first = theirs.find((one) => one.pack === pack && one.rule.family === family.id);
    const owner = mine.find(
      (one) => one.pack === pack && one.rule.clock !== null && one.rule.clock === first?.rule.clock,
    );
    return owner === undefined ? i : numberOf(pack, owner.rule.family);
  });
};

/** One reading beside the run's own: a table of those whom it may judge otherwise, or the families it exchanges. */
type Read = { readonly exchanged: readonly number[] } | { readonly table: string };

/** Judges the cancellations of a run once more under each of its readings, as far as a reading can change anything. */
class Readings {
  constructor(
    readonly own: Assessing,
    readonly session: Session,
  ) {}

  async read({ plan }: Variant, place: number): Promise<Read> {
    const { own, session } = this;
    const exchanged = exchangedOf(own.plan, plan);
    if (exchanged !== null) return { exchanged };
    const name = `reading_${place}`;
    const packs = plan.packs.map(({ pack }) => pack);
    const questions = questionsOf(
      packs,
      own.questions.every(({ rules }) => rules.length === 1),
    );
    const derives = plan.derive.length !== own.plan.derive.length;
    const relinks = linksOf(plan) !== linksOf(own.plan);
    const context = { ...own, plan };
    if (derives) await this.#subjects(plan);
    if (relinks) await this.#relink(plan, `${name}_ends`);
    for (const statement of classesScript(plan, own.asked, questions, own.dialect, `${name}_class`))
      await session.run(statement);
    const assessing: Assessing = {
      ...context,
      questions,
      calendars: calendarsOf(plan.packs, packsCounted(own.plan, own.mapped)),
      tables: { classes: `${name}_classes`, ends: relinks ? `${name}_ends` : own.tables.ends },
    };
    const alike = this.#countsAlike(plan);
    const classes = alike ? await this.#changed(assessing, name) : assessing.tables.classes;
    if (classes === null && !derives && !relinks) return { exchanged: numberFamilies(packs).map((_, i) => i) };
    const assessed =
      derives || relinks || classes === null
        ? assessedQuery(assessing, "subjects")
        : assessedAgainQuery(assessing, classes, alike ? "true" : recountedSql(own, assessing));
    const select = `select seq, ${lateColumns(assessing).join(", ")}\nfrom (\n${assessed}\n) assessed`;
    await session.run(own.dialect.createTable(name, select));
    if (derives) await this.#subjects(own.plan);
    return { table: name };
  }

  /** The two count days alike. */
  #countsAlike({ packs }: Plan): boolean {
    return packs.every(({ calendar }, i) => calendar.sha256 === this.own.plan.packs[i]?.calendar.sha256);
  }

  async #subjects(plan: Plan): Promise<void> {
    const context = { ...this.own, plan };
    for (const statement of subjectsScript(context)) await this.session.run(statement);
    const packs = plan.packs.map(({ pack }) => pack);
    await this.session.run(classKeysScript(packs, this.own.asked, "subjects", this.own.dialect));
  }

  /** Walks by the links of a reading. */
  async #relink(plan: Plan, name: string): Promise<void> {
    const context = { ...this.own, plan };
    if (plan.link === "series" && this.own.plan.link !== "series") await this.session.run(seriesScript(context));
    await this.session.run(hopsScript(context));
    await walk(context, this.session);
    for (const statement of endsScript(context, name)) await this.session.run(statement);
  }

  /** The cancellations of the classes that the rules of a reading bind otherwise; null where there are none. */
  async #changed(assessing: Assessing, name: string): Promise<string | null> {
    const { own } = this;
    const differs = own.questions.flatMap(({ kind }, i) =>
      ["rule", "open", ...(kind === "clock" ? ["n", "unit"] : [])].map(
        (column) => `not (${own.dialect.same(`a.q${i}_${column}`, `b.q${i}_${column}`)})`,
      ),
    );
    const services = own.plan.packs.map(
      (_, pack) => `not (${own.dialect.same(`a.p${pack}_service`, `b.p${pack}_service`)})`,
    );
    await this.session.run(
      own.dialect.createTable(
        `${name}_changed`,
        `select b.*\nfrom ${assessing.tables.classes} b join ${own.tables.classes} a on a.class = b.class
where ${[...differs, ...services].join("\n  or ")}`,
      ),
    );
    if (countOf((await rowOf(this.session, `select count(*) from ${name}_changed`))[0]) === 0) return null;
    return `${name}_changed`;
  }
}

/** Judges the log under every reading of the sensitivity table, and counts who is late in each and in all of them. */
export const countReadings = async (own: Assessing, session: Session): Promise<SensitivityTally> => {
  const families = numberFamilies(own.plan.packs.map(({ pack }) => pack));
  const others = variants(own.plan, own.mapped);
  const readings = new Readings(own, session);
  const reads: Read[] = [];
  for (const [place, variant] of others.entries()) reads.push(await readings.read(variant, place));

  const names = lateNames(own);
  const signature = signatureOf(own.questions, aheadSql(own));
  const tables = reads.flatMap((read, i) => ("table" in read ? [{ name: read.table, place: i }] : []));
  const columns = [
    ...names.map((name) => `signatures.${name}`),
    ...tables.flatMap((table) => names.map((name) => `coalesce(${table.name}.${name}, signatures.${name})`)),
  ];
  const aliases = columns.map((_, i) => `code_${i}`);
  const joins = tables.map(({ name }) => `left join ${name} on ${name}.seq = judged.seq`).join("\n  ");
  const rows = await session.rows(`select ${aliases.join(", ")}, count(*)
from (
  select ${columns.map((sql, i) => `${sql} as ${aliases[i]}`).join(", ")}
  from judged ${signatureJoin(signature)}
  ${joins}
) codes
group by ${aliases.join(", ")}`);

  const totals = [AS_RUN, ...others].map(() => families.map(() => ({ missed: 0, overdue: 0, undetermined: 0 })));
  const inEvery = families.map(() => 0);
  for (const row of rows) {
    const words = row.slice(0, columns.length).map(Number);
    const n = countOf(row[columns.length]);
    const wordsOf = (at: number): readonly number[] => words.slice(at * names.length, (at + 1) * names.length);
    const asRun = wordsOf(0);
    families.forEach((_, family) => {
      const codes = [
        lateCode(asRun, family),
        ...reads.map((read, place) =>
          "exchanged" in read
            ? lateCode(asRun, read.exchanged[family] ?? family)
            : lateCode(wordsOf(1 + tables.findIndex((table) => table.place === place)), family),
        ),
      ];
      codes.forEach((code, reading) => {
        const total = totals[reading]?.[family];
        if (total !== undefined) addCode(total, code, n);
      });
      if (codes.every(isLateCode)) inEvery[family] = (inEvery[family] ?? 0) + n;
    });
  }
  const byFamily = <T>(values: readonly T[]): Readonly<Record<string, T>> =>
    Object.fromEntries(families.flatMap(({ family }, i) => (values[i] === undefined ? [] : [[family.id, values[i]]])));
  return {
    readings: [AS_RUN, ...others].map(({ id, title }, i) => ({
      id,
      title,
      families: byFamily<LateTally>(totals[i] ?? []),
    })),
    inEvery: byFamily(inEvery),
  };
};
