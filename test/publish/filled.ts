import { RESOLUTIONS } from "../../src/model/cancellation.ts";
import type { Published, PublishedFigures, PublishedGroup } from "../../src/model/published.ts";
import type { Report } from "../../src/model/report.ts";

type Judged = Pick<Report["families"][number], "counts" | "rate">;
type Row = Report["breakdowns"][number]["rows"][number];

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

const figuresOf = (judged: readonly Judged[]): PublishedFigures => ({
  counts: {
    met: sum(judged.map(({ rate }) => rate.numerator)),
    notMet: sum(judged.map(({ rate }) => rate.denominator - rate.numerator)),
    undecided: sum(
      judged.map(
        ({ counts, rate }) => counts.met - rate.numerator + counts.pending + counts.exempt + counts.undetermined,
      ),
    ),
    notBound: sum(judged.map(({ counts }) => counts["not-applicable"])),
  },
  rate: null,
});

const onlyTold = (told: Readonly<Record<string, unknown>>, of: (id: string) => readonly (Judged | undefined)[]) =>
  Object.fromEntries(
    Object.keys(told).map((id) => [id, figuresOf(of(id).filter((one) => one !== undefined))] as const),
  );

/** Gives a published document with every hidden count filled in from its report: what the attack must not find out. */
export const filled = (published: Published, report: Report): Published => {
  const rowsOf = (by: string, group: PublishedGroup): readonly Row[] => {
    const all = report.breakdowns.find((one) => one.by === by)?.rows.filter((row) => row.cancellations > 0) ?? [];
    if (group.merged === 0) return all.filter(({ key }) => key === group.key);
    const own = published.breakdowns.find((one) => one.by === by)?.rows.filter(({ merged }) => merged === 0) ?? [];
    return all.filter(({ key }) => !own.some((one) => one.key === key));
  };
  const resolutionOf = (rows: readonly Row[]) =>
    Object.fromEntries(
      RESOLUTIONS.map((one) => [one, sum(rows.map(({ resolution }) => resolution[one]))] as const),
    ) as Row["resolution"];
  const { headline, families, breakdowns, crosstab } = published;
  const { reconciliation } = report;
  return {
    ...published,
    headline: {
      ...headline,
      enrollees: report.headline.enrollees,
      resolution: headline.resolution === null ? null : report.headline.resolution,
      records:
        headline.records === null
          ? null
          : {
              read: reconciliation.read,
              kinds: {
                canceled: report.headline.cancellations,
                notCanceled: report.headline.appointments - report.headline.cancellations,
                other: reconciliation.accepted - report.headline.appointments,
                rejected: reconciliation.rejected,
                duplicates: reconciliation.duplicates,
                superseded: reconciliation.superseded,
              },
            },
    },
    families: families.map((family) => {
      const held = report.families.filter(({ id }) => id === family.id);
      return { ...family, figures: family.figures === null ? null : figuresOf(held) };
    }),
    breakdowns: breakdowns.map(({ by, rows }) => ({
      by,
      rows: rows.map((row) => {
        const held = rowsOf(by, row);
        return {
          ...row,
          resolution: row.resolution === null ? null : resolutionOf(held),
          families: onlyTold(row.families, (id) => held.map((one) => one.families[id])),
        };
      }),
    })),
    crosstab:
      crosstab === null
        ? null
        : {
            ...crosstab,
            cells: crosstab.cells.map((cell) => {
              const rows = new Set(rowsOf(crosstab.rows, cell.row).map(({ key }) => key));
              const columns = new Set(rowsOf(crosstab.columns, cell.column).map(({ key }) => key));
              const held =
                report.crosstabs
                  .find((one) => one.rows === crosstab.rows && one.columns === crosstab.columns)
                  ?.cells.filter((one) => rows.has(one.row) && columns.has(one.column)) ?? [];
              return {
                ...cell,
                cancellations: sum(held.map(({ cancellations }) => cancellations)),
                families: onlyTold(cell.families, (id) => held.map((one) => one.families[id])),
              };
            }),
          },
  };
};
