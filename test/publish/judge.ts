import { PUBLISHED_CLASSES, type Published } from "../../src/model/published.ts";
import type { Report } from "../../src/model/report.ts";
import { Attack } from "./attack.ts";
import { filled } from "./filled.ts";

const LEAST = 11;
const isSmall = (n: number): boolean => n > 0 && n < LEAST;

/** What an attack found out. */
export interface Breach {
  readonly what: string;
  readonly is: number;
  readonly from: number;
  readonly to: number;
}

/** Columns of two families that are equal in every group of a report: the attacker is told so. */
const equalColumns = (report: Report): ((column: string) => string) => {
  const classes = (judged: Report["families"][number]["counts"], numerator: number): readonly number[] => [
    numerator,
    judged.missed + judged.overdue,
    judged.met - numerator + judged.pending + judged.exempt + judged.undetermined,
    judged["not-applicable"],
  ];
  const groups = [...report.breakdowns.flatMap(({ rows }) => rows), ...report.crosstabs.flatMap(({ cells }) => cells)];
  const known = new Map<string, string>();
  const same = new Map<string, string>();
  for (const { id } of report.families)
    PUBLISHED_CLASSES.forEach((column, i) => {
      const all = groups.map(({ families }) => {
        const one = families[id];
        return one === undefined ? 0 : classes(one.counts, one.rate.numerator)[i];
      });
      const key = JSON.stringify([column, all]);
      const name = `${id}.${column}`;
      if (!known.has(key)) known.set(key, name);
      same.set(name, all.some((n) => n !== 0) ? (known.get(key) ?? name) : name);
    });
  return (column) => same.get(column) ?? column;
};

/**
 * Attacks a publication by exact bounds, and returns every hidden count that is pinned down: whose bounds do not reach from
 * what it is, or less, to 11 or beyond; and every small count that is told.
 */
export const breaches = async (published: Published, report: Report): Promise<readonly Breach[]> => {
  const same = equalColumns(report);
  const attack = new Attack(published, same);
  const truth = new Attack(filled(published, report), same);
  const found: Breach[] = [];
  for (const [what, is] of attack.shown) if (isSmall(is)) found.push({ what, is, from: is, to: is });
  for (const key of attack.hidden) {
    const is = truth.shown.get(key);
    if (is === undefined) throw new Error(`${key} is hidden, and of what?`);
    const [from, to] = await attack.unknowns.boundsOf(key);
    if (from > is || to < is) throw new Error(`${key} is ${is}, and the attack holds it for ${from} to ${to}`);
    if (to < LEAST || (isSmall(is) && !(await attack.unknowns.canBe(key, LEAST))))
      found.push({ what: key, is, from, to });
  }
  return [...found, ...(await peopleBreaches(published, report, attack))];
};

/** Counts of persons that the enrollees of groups might give away. */
const peopleBreaches = async (published: Published, report: Report, attack: Attack): Promise<readonly Breach[]> => {
  const { cancellations, enrollees } = published.headline;
  if (cancellations === null || enrollees === null) return [];
  const found: Breach[] = isSmall(cancellations - enrollees)
    ? [{ what: "all|beyond", is: cancellations - enrollees, from: 0, to: 0 }]
    : [];
  for (const { by, rows } of published.breakdowns) {
    let rest = cancellations - enrollees;
    for (const row of rows) {
      const people = report.breakdowns.find((one) => one.by === by)?.rows.find(({ key }) => key === row.key)?.enrollees;
      if (row.merged > 0 || people === undefined) continue;
      const [beyond, elsewhere] = [row.cancellations - people, enrollees - people];
      rest -= beyond;
      for (const [what, is] of [
        ["beyond", beyond],
        ["elsewhere", elsewhere],
      ] as const) {
        if (!isSmall(is)) continue;
        const key = `${by} ${JSON.stringify([row.key, 0])}|${what}`;
        const [from, to] = row.enrollees === null ? await attack.unknowns.boundsOf(key) : [is, is];
        if (from > is || to < LEAST) found.push({ what: key, is, from, to });
      }
    }
    if (!isSmall(rest)) continue;
    const [from, to] = await attack.unknowns.boundsOf(`${by}|rest`);
    if (from > rest || to < LEAST) found.push({ what: `${by}|rest`, is: rest, from, to });
  }
  return found;
};
