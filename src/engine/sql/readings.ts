import type { FieldName } from "../../model/fields.ts";
import type { PackInForce, Plan } from "../contract.ts";
import { type Variant, variants } from "../variants.ts";
import { type Alternate, type ClassBindings, limitAlternates } from "./alternates.ts";
import { type Assessing, assessedQuery } from "./assess.ts";
import { classesScript, classKeysScript } from "./classes.ts";
import { assumedSql, assumptionsOf } from "./condition.ts";
import { calendarsOf } from "./days.ts";
import { endsScript } from "./ends.ts";
import { lateColumns } from "./late.ts";
import { hopsScript, seriesScript } from "./links.ts";
import { type Numbered, numberRules, questionsOf } from "./questions.ts";
import { countOf, rowOf, type Session } from "./session.ts";
import { subjectsScript } from "./subjects.ts";
import { numberFamilies } from "./verdicts.ts";
import { walk } from "./walk.ts";

/** The packs of a run with those of all its readings: every calendar that days will be counted by. */
export const packsCounted = (plan: Plan, mapped: ReadonlySet<FieldName>): readonly PackInForce[] => [
  ...plan.packs,
  ...variants(plan, mapped).flatMap((variant) => variant.plan.packs),
];

/**
 * How a reading beside the run's own is judged:
 * - `exchanged`: not at all; by the number of a family, the one that answers for it;
 * - `calendars`: on the way, every clock by other calendars; by the place of a question, the name of its alternate;
 * - `classes`: on the way, by what its rules bind; `number` is its place among such readings;
 * - `apart`: by itself, since other links or another course of treatment lead to other outcomes; `table` has the codes of
 *   the families, by cancellation.
 */
export type Read =
  | { readonly kind: "exchanged"; readonly families: readonly number[] }
  | { readonly kind: "calendars"; readonly names: ReadonlyMap<number, string> }
  | { readonly kind: "classes"; readonly number: number }
  | { readonly kind: "apart"; readonly table: string; readonly assessing: Assessing };

/** The readings of a run, and the run with what is asked for them on the way. */
export interface Readings {
  readonly variants: readonly Variant[];
  readonly reads: readonly Read[];
  readonly assessing: Assessing;
  readonly classes: ReadonlyMap<number, ClassBindings>;
}

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

const countsAlike = (own: Plan, { packs }: Plan): boolean =>
  packs.every(({ calendar }, i) => calendar.sha256 === own.packs[i]?.calendar.sha256);

/** Another service assumed for what was canceled may be another kind of care to replace. */
const assumesServices = async (
  { plan, dialect, tables, asked }: Assessing,
  session: Session,
  table: string,
  other: Plan,
): Promise<boolean> => {
  const serviceOf = (of: Plan, pack: number): string => assumedSql("service", assumptionsOf(of, pack, asked));
  if (plan.packs.every((_, pack) => serviceOf(plan, pack) === serviceOf(other, pack))) return false;
  const differs = plan.packs.map((_, pack) => `not (${dialect.same(`a.p${pack}_service`, `b.p${pack}_service`)})`);
  const [n] = await rowOf(
    session,
    `select count(*) from ${tables.classes} a join ${table} b on b.class = a.class where ${differs.join(" or ")}`,
  );
  return countOf(n) > 0;
};

/** Settles how each reading of a run is judged, and what is to be asked for it while the log is. */
export const settleReadings = async (own: Assessing, session: Session): Promise<Readings> => {
  const { plan, mapped, asked, dialect, questions } = own;
  const others = variants(plan, mapped);
  const counted = packsCounted(plan, mapped);
  const reads: Read[] = [];
  const tables: string[] = [];
  const byCalendar: Alternate[] = [];
  for (const [place, variant] of others.entries()) {
    const families = exchangedOf(plan, variant.plan);
    if (families !== null) {
      reads.push({ kind: "exchanged", families });
      continue;
    }
    const calendars = calendarsOf(variant.plan.packs, counted);
    if (!countsAlike(plan, variant.plan)) {
      const alternates = questions.flatMap(({ kind }, i): readonly Alternate[] =>
        kind === "clock" ? [{ place: i, name: `q${i}_calendar_${place}`, calendars }] : [],
      );
      byCalendar.push(...alternates);
      reads.push({ kind: "calendars", names: new Map(alternates.map((one) => [one.place, one.name])) });
      continue;
    }
    const name = `reading_${place}`;
    const packs = variant.plan.packs.map(({ pack }) => pack);
    const apart = questions.every(({ rules }) => rules.length === 1);
    const assessing: Assessing = {
      ...own,
      plan: variant.plan,
      questions: questionsOf(packs, apart),
      calendars,
      tables: { classes: `${name}_classes`, ends: own.tables.ends },
    };
    const leadsElsewhere = variant.plan.derive.length !== plan.derive.length || linksOf(variant.plan) !== linksOf(plan);
    if (!leadsElsewhere)
      for (const statement of classesScript(variant.plan, asked, assessing.questions, dialect, name))
        await session.run(statement);
    if (leadsElsewhere || (await assumesServices(own, session, assessing.tables.classes, variant.plan)))
      reads.push({ kind: "apart", table: name, assessing });
    else reads.push({ kind: "classes", number: tables.push(assessing.tables.classes) - 1 });
  }
  const { all, classes, table } = await limitAlternates(own, session, tables);
  return {
    variants: others,
    reads,
    assessing: { ...own, tables: { ...own.tables, classes: table }, alternates: [...all, ...byCalendar] },
    classes,
  };
};

const setSubjects = async (own: Assessing, plan: Plan, session: Session): Promise<void> => {
  for (const statement of subjectsScript({ ...own, plan })) await session.run(statement);
  const packs = plan.packs.map(({ pack }) => pack);
  await session.run(classKeysScript(packs, own.asked, "subjects", own.dialect));
};

/** Judges the log once more under each reading whose outcomes are others than the run's. */
export const judgeReadingsApart = async ({ reads, assessing }: Readings, session: Session): Promise<void> => {
  for (const read of reads) if (read.kind === "apart") await judgeApart(assessing, read, session);
};

const judgeApart = async (
  own: Assessing,
  { table, assessing }: Extract<Read, { kind: "apart" }>,
  session: Session,
): Promise<void> => {
  const { plan } = assessing;
  const derives = plan.derive.length !== own.plan.derive.length;
  const relinks = linksOf(plan) !== linksOf(own.plan);
  if (derives) await setSubjects(own, plan, session);
  if (relinks) {
    if (plan.link === "series" && own.plan.link !== "series") await session.run(seriesScript(assessing));
    await session.run(hopsScript(assessing));
    await walk(assessing, session);
    await session.run(endsScript(assessing, `${table}_ends`));
  }
  for (const statement of classesScript(plan, own.asked, assessing.questions, own.dialect, table))
    await session.run(statement);
  const read = { ...assessing, tables: { ...assessing.tables, ends: relinks ? `${table}_ends` : own.tables.ends } };
  const select = `select seq, ${lateColumns(read).join(", ")}\nfrom (\n${assessedQuery(read, "subjects")}\n) assessed`;
  await session.run(own.dialect.createTable(table, select));
  if (derives) await setSubjects(own, own.plan, session);
};
