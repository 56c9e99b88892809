import { readFileSync } from "node:fs";
import { VERDICTS } from "../../src/model/verdict.ts";
import type { Contender } from "./contenders.ts";

type Counts = Readonly<Record<string, number>>;
type Families = Readonly<Record<string, Counts>>;

interface Group {
  readonly appointments: number;
  readonly cancellations: number;
  readonly enrollees: number;
  readonly families: Families;
}

/** What every contender says of a log: family counts, and the same for each group of each breakdown. */
export interface Answer {
  readonly families: Families;
  /** By dimension and key; the key of the unknown is empty. */
  readonly breakdowns: Readonly<Record<string, Readonly<Record<string, Group>>>>;
}

interface CountedFamily {
  readonly counts: Counts;
}

interface Report {
  readonly families: readonly (CountedFamily & { readonly id: string })[];
  readonly breakdowns: readonly {
    readonly by: string;
    readonly rows: readonly (Omit<Group, "families"> & {
      readonly key: string | null;
      readonly families: Readonly<Record<string, CountedFamily>>;
    })[];
  }[];
}

const ofReport = ({ families, breakdowns }: Report): Answer => ({
  families: Object.fromEntries(families.map(({ id, counts }) => [id, counts])),
  breakdowns: Object.fromEntries(
    breakdowns.map(({ by, rows }) => [
      by,
      Object.fromEntries(
        rows.map(({ key, appointments, cancellations, enrollees, families: counted }) => [
          key ?? "",
          {
            appointments,
            cancellations,
            enrollees,
            families: Object.fromEntries(Object.entries(counted).map(([id, { counts }]) => [id, counts])),
          },
        ]),
      ),
    ]),
  ),
});

/** Reads what a contender printed. */
export const answerIn = (path: string, told: NonNullable<Contender["answers"]>): Answer => {
  const printed: unknown = JSON.parse(readFileSync(path, "utf8"));
  return told === "report" ? ofReport(printed as Report) : (printed as Answer);
};

const familyDifferences = (where: string, expected: Families, given: Families | undefined): string[] =>
  Object.entries(expected).flatMap(([family, counts]) =>
    VERDICTS.flatMap((verdict) => {
      const [right, got] = [counts[verdict] ?? 0, given?.[family]?.[verdict] ?? 0];
      return right === got ? [] : [`${where}${family} ${verdict}: ${got} instead of ${right}`];
    }),
  );

const SIZES = ["appointments", "cancellations", "enrollees"] as const;

/** Lists where an answer is another than expected, families first; nothing where they are equal. */
export const differences = (expected: Answer, given: Answer): readonly string[] => [
  ...familyDifferences("", expected.families, given.families),
  ...Object.entries(expected.breakdowns).flatMap(([by, rows]) => {
    const others = given.breakdowns[by] ?? {};
    const surplus = Object.keys(others).filter((key) => rows[key] === undefined);
    return [
      ...surplus.map((key) => `by ${by}: "${key}" is no group`),
      ...Object.entries(rows).flatMap(([key, row]) => {
        const where = `by ${by} "${key}": `;
        const other = others[key];
        return [
          ...SIZES.filter((size) => row[size] !== other?.[size]).map(
            (size) => `${where}${size} ${other?.[size] ?? "missing"} instead of ${row[size]}`,
          ),
          ...familyDifferences(where, row.families, other?.families),
        ];
      }),
    ];
  }),
];
