import type { Report } from "../../../model/report.ts";
import { withGaps } from "../../mondays.ts";
import { groupsTable } from "../../tables/groups.ts";
import { dayInWords } from "../../text/dates.ts";
import { counted, whole } from "../../text/numbers.ts";
import { RESOLUTION_ORDER, RESOLUTION_WORDS } from "../../text/resolutions.ts";
import { type Column, stackedColumns } from "../charts/columns.ts";
import { legend } from "../charts/stackedBar.ts";
import { figuresBehind } from "../dataTable.ts";
import { RESOLUTION_LOOKS } from "../looks.ts";
import { together } from "../markup.ts";
import { lede, note, type Section } from "../section.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"] as const;

/** Writes the Monday of a week briefly: "Aug 15". */
export const briefDay = (iso: string): string => {
  const [, , month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : `${name} ${Number(day)}`;
};

/** Writes a month briefly: "Aug" of "2022-08". */
export const briefMonth = (iso: string): string => MONTHS[Number(iso.slice(YEAR + 1)) - 1] ?? iso;

type Row = Report["breakdowns"][number]["rows"][number];
interface WeekRow {
  readonly monday: string;
  /** Null in a week without cancellations. */
  readonly resolution: Row["resolution"] | null;
}

const YEAR = 4;

/** Draws the cancellations week by week, with what became of them. */
export const weeks = ({ breakdowns }: Report): Section | null => {
  const breakdown = breakdowns.find(({ by }) => by === "week");
  const rows = breakdown?.rows.filter(({ key, cancellations }) => key !== null && cancellations > 0) ?? [];
  const [first] = rows;
  if (breakdown === undefined || first === undefined) return null;
  const most = rows.reduce((a, b) => (b.cancellations > a.cancellations ? b : a), first);
  const unknown = breakdown.rows.find(({ key }) => key === null)?.cancellations ?? 0;
  const title = "Cancellations by week of the lost appointment, and what became of them";
  return {
    id: "weeks",
    title: "Week by week",
    body: together(
      lede(
        `Most were lost in the week of ${dayInWords(most.key ?? "")}: ${counted(most.cancellations, "appointment")}. ` +
          "Columns count cancellations by the Monday of the lost appointment's week; colors say what became of them.",
      ),
      legend(RESOLUTION_ORDER.map((key) => ({ name: RESOLUTION_WORDS[key], look: RESOLUTION_LOOKS[key] }))),
      stackedColumns(columnsOf(rows), title, describe(rows), "weeks-chart"),
      unknown > 0 && note(`${counted(unknown, "cancellation")} of unknown week are not drawn.`),
      figuresBehind(groupsTable(breakdown)),
    ),
  };
};

/** Makes a column of each week. */
export const columnsOf = (rows: readonly Row[]): readonly Column[] => {
  const weeks = withGaps<WeekRow>(
    rows.map(({ key, resolution }) => ({ monday: key ?? "", resolution })),
    ({ monday }) => monday,
    (monday) => ({ monday, resolution: null }),
  );
  return weeks.map(({ monday, resolution }, i) => ({
    name: briefDay(monday),
    under: yearFrom(monday, weeks[i - 1]?.monday),
    parts:
      resolution === null
        ? []
        : RESOLUTION_ORDER.map((one) => ({
            name: RESOLUTION_WORDS[one],
            count: resolution[one],
            look: RESOLUTION_LOOKS[one],
          })),
  }));
};

/** Names the year of a week or a month where it is another than that before; empty where it is the same. */
export const yearFrom = (key: string, before: string | undefined): string => {
  const year = key.slice(0, YEAR);
  return year === before?.slice(0, YEAR) ? "" : year;
};

/** Tells the columns to who cannot see them. */
export const describe = (rows: readonly Row[]): string =>
  `${rows.length} weeks. ${rows
    .map(
      ({ key, cancellations, resolution }) =>
        `${key}: ${whole(cancellations)}, of these ${whole(resolution.none)} with no new appointment`,
    )
    .join("; ")}.`;
