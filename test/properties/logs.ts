import fc from "fast-check";
import { FIELD_NAMES, type FieldName } from "../../src/model/fields.ts";
import { enrolleeOf, optionalCell, requiredCells } from "./values.ts";

const REQUIRED = ["appointment_id", "enrollee_id", "scheduled_at", "status"] as const;
const OPTIONAL = FIELD_NAMES.filter((field) => !REQUIRED.some((required) => required === field));

/** A column that maps to no field. */
const LANGUAGE = "language";
type Column = FieldName | typeof LANGUAGE;
type Cells = Readonly<Record<Column, string>>;

const BETWEEN = ["blank", "spaces", "header", "total"] as const;
const BROKEN = ["short", "long"] as const;

/** A line of an export: a record, or one of the things that stand between records. */
export interface Line {
  readonly kind: "record" | (typeof BETWEEN)[number] | (typeof BROKEN)[number];
  readonly cells: Cells;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** How a log writes its dates; `mixed` is an export that two offices pasted together. */
type DateStyle = "iso" | "american" | "mixed";

/** Writes a date as a spreadsheet does, month or day first; what has an offset or is no date stays as it is. */
const slashed = (text: string, first: "month" | "day"): string =>
  text.replace(
    /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2})(:\d{2})?(?:\.\d+)?)?$/,
    (_, year: string, month: string, day: string, hour?: string, minute?: string, second?: string) => {
      const parts = first === "month" ? [month, day] : [day, month];
      const date = [...parts.map(Number), year].join("/");
      if (hour === undefined) return date;
      return `${date} ${Number(hour) % 12 || 12}:${minute}${second ?? ""} ${Number(hour) < 12 ? "AM" : "PM"}`;
    },
  );

/** A cell as its log writes it. */
const written = (text: string, dates: DateStyle, { language }: Cells): string =>
  dates === "iso" ? text : slashed(text, dates === "mixed" && language === "es" ? "day" : "month");

/** A log made at random; printed as CSV, to be pasted into a file. */
export class RandomLog {
  constructor(
    readonly columns: readonly Column[],
    readonly lines: readonly Line[],
    readonly dates: DateStyle = "iso",
  ) {}

  get csv(): string {
    return [this.#header, ...this.lines.map((line) => this.#write(line))].map((line) => `${line}\n`).join("");
  }

  withLines(lines: readonly Line[]): RandomLog {
    return new RandomLog(this.columns, lines, this.dates);
  }

  get #header(): string {
    return this.columns.join(",");
  }

  #write({ kind, cells }: Line): string {
    const texts = this.columns.map((column) => quoted(written(cells[column], this.dates, cells)));
    switch (kind) {
      case "blank":
        return "";
      case "spaces":
        return texts.map(() => " ").join(",");
      case "header":
        return this.#header;
      case "total":
        return texts.map((_, i) => (i === 0 ? "Total: 12" : "")).join(",");
      case "short":
        return texts.slice(1).join(",");
      case "long":
        // Not a blank one: where every row of a file has one more, it is a column without a name.
        return [...texts, "x"].join(",");
      case "record":
        return texts.join(",");
    }
  }

  [fc.toStringMethod](): string {
    return `\n${this.csv}`;
  }
}

interface Wanted {
  /** No record is refused. */
  readonly clean?: boolean;
  readonly most?: number;
}

const lineOf = (clean: boolean): fc.Arbitrary<Line> => {
  const required = requiredCells(clean);
  const optional = Object.fromEntries(OPTIONAL.map((field) => [field, optionalCell(field)]));
  const cells = fc
    .record<Record<string, string | null>>({ ...required, ...optional, [LANGUAGE]: fc.constantFrom("en", "es", "") })
    .map(
      (record) => ({ ...record, enrollee_id: record.enrollee_id ?? enrolleeOf(record.appointment_id ?? "") }) as Cells,
    );
  const broken = fc.constantFrom(...(clean ? BETWEEN : [...BETWEEN, ...BROKEN]));
  const kind = fc.oneof({ weight: 30, arbitrary: fc.constant("record" as const) }, { weight: 1, arbitrary: broken });
  return fc.record({ kind, cells });
};

/** Some lines again, as an export that was pasted together has them: word for word, or a word changed. */
const withVersions = (lines: readonly Line[], again: readonly (readonly [number, Cells | null])[]): readonly Line[] =>
  again.reduce<readonly Line[]>((all, [at, other]) => {
    const line = all[at % all.length];
    if (line === undefined) return all;
    const { appointment_id, enrollee_id } = line.cells;
    const version = other === null ? line : { ...line, cells: { ...other, appointment_id, enrollee_id } };
    return [...all.slice(0, (at * 7) % all.length), version, ...all.slice((at * 7) % all.length)];
  }, lines);

/** Logs with walks, circles, self links, dangling links, versions, duplicates, collisions, gaps and nonsense. */
export const randomLogs = ({ clean = false, most = 14 }: Wanted = {}): fc.Arbitrary<RandomLog> => {
  const line = lineOf(clean);
  const kept = clean ? OPTIONAL : [...OPTIONAL, "status" as const];
  return fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: most }),
      again: fc.array(
        fc.tuple(
          fc.nat({ max: 50 }),
          fc.option(
            line.map(({ cells }) => cells),
            { nil: null },
          ),
        ),
        { maxLength: 4 },
      ),
      dropped: fc.oneof(
        { weight: 6, arbitrary: fc.subarray<Column>(kept, { maxLength: 5 }) },
        { weight: 1, arbitrary: fc.constant<Column[]>(["replaced_by", "replaces", "rescheduled_to", "offered_for"]) },
        { weight: 1, arbitrary: fc.subarray<Column>(OPTIONAL) },
      ),
      dates: fc.constantFrom<DateStyle>(...Array(8).fill("iso"), "american", "mixed"),
    })
    .filter(({ dropped }) => !(dropped.includes("status") && dropped.includes("canceled_at")))
    .map(({ lines, again, dropped, dates }) => {
      const columns: readonly Column[] = [...FIELD_NAMES, LANGUAGE];
      return new RandomLog(
        columns.filter((column) => !dropped.includes(column)),
        withVersions(lines, again),
        dates,
      );
    });
};

const two = (n: number): string => String(n).padStart(2, "0");

/**
 * Makes of a log one in which no two versions of an appointment tie in `updated_at`: only then does the order of rows
 * decide nothing. Lines that are equal word for word stay so.
 */
export const untied = (log: RandomLog): RandomLog => {
  const writtenAt = new Map<string, string>();
  const lines = log.lines.map((line): Line => {
    const words = JSON.stringify({ ...line.cells, updated_at: "" });
    const n = writtenAt.size;
    const updated_at = writtenAt.get(words) ?? `2022-09-${two(((n * 7) % 29) + 1)} 10:${two(n)}`;
    writtenAt.set(words, updated_at);
    return { ...line, cells: { ...line.cells, updated_at } };
  });
  const columns = log.columns.includes("updated_at") ? log.columns : [...log.columns, "updated_at" as const];
  return new RandomLog(columns, lines, log.dates);
};
