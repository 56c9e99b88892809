import { DATES, HEADER, lines, ROWS, type Row, text } from "../cleanLog.ts";
import { log, MIDDLE, type Pollution, withRow } from "../pollution.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const FORM = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2})$/;
type Form = (year: string, month: string, day: string, hour: string, minute: string) => string;

const half = (hour: string): string => (Number(hour) < 12 ? "AM" : "PM");
const twelve = (hour: string): number => Number(hour) % 12 || 12;
const bare = (text: string): number => Number(text);
const monthFirst: Form = (y, m, d, h, n) => `${bare(m)}/${bare(d)}/${y} ${twelve(h)}:${n} ${half(h)}`;
const DATE_FORMS: Readonly<Record<string, Form>> = {
  "YYYY-MM-DD HH:MM:SS": (y, m, d, h, n) => `${y}-${m}-${d} ${h}:${n}:00`,
  "YYYY-MM-DDTHH:MM:SS.fff": (y, m, d, h, n) => `${y}-${m}-${d}T${h}:${n}:00.000`,
  "with an offset": (y, m, d, h, n) => `${y}-${m}-${d}T${h}:${n}:00-07:00`,
  "with Z": (y, m, d, h, n) =>
    `${new Date(Date.UTC(bare(y), bare(m) - 1, bare(d), bare(h) + 7, bare(n))).toISOString().slice(0, 19)}Z`,
  "M/D/YYYY h:mm AM": monthFirst,
  "MM/DD/YYYY HH:MM": (y, m, d, h, n) => `${m}/${d}/${y} ${h}:${n}`,
  "M/D/YY H:MM": (y, m, d, h, n) => `${bare(m)}/${bare(d)}/${y.slice(2)} ${bare(h)}:${n}`,
  "DD/MM/YYYY HH:MM": (y, m, d, h, n) => `${d}/${m}/${y} ${h}:${n}`,
  "DD.MM.YYYY HH:MM": (y, m, d, h, n) => `${d}.${m}.${y} ${h}:${n}`,
  "DD-MON-YYYY HH24:MI:SS": (y, m, d, h, n) => `${d}-${MONTHS[bare(m) - 1]?.toUpperCase()}-${y} ${h}:${n}:00`,
  "DD-Mon-YY h.mm AM": (y, m, d, h, n) => `${d}-${MONTHS[bare(m) - 1]}-${y.slice(2)} ${twelve(h)}:${n} ${half(h)}`,
  "Mon D, YYYY h:mm AM": (y, m, d, h, n) => `${MONTHS[bare(m) - 1]} ${bare(d)}, ${y} ${twelve(h)}:${n} ${half(h)}`,
  "YYYY/M/D HH:MM": (y, m, d, h, n) => `${y}/${bare(m)}/${bare(d)} ${h}:${n}`,
  YYYYMMDDHHMMSS: (y, m, d, h, n) => `${y}${m}${d}${h}${n}00`,
  "YYYYMMDD HHMM": (y, m, d, h, n) => `${y}${m}${d} ${h}${n}`,
  "spreadsheet serial": (y, m, d, h, n) =>
    String((Date.UTC(bare(y), bare(m) - 1, bare(d), bare(h), bare(n)) - Date.UTC(1899, 11, 30)) / 86_400_000),
};

const inForm = (form: Form, rows: readonly Row[] = ROWS): readonly Row[] =>
  rows.map((row) =>
    row.map((cell, k) => {
      const match = DATES.some((one) => one === k) ? FORM.exec(cell) : null;
      const [, y = "", m = "", d = "", h = "", n = ""] = match ?? [];
      return match === null ? cell : form(y, m, d, h, n);
    }),
  );

export const dates = (): Pollution[] => {
  const group = "dates";
  const early = ROWS.map((row) =>
    row.map((cell, k) =>
      DATES.some((one) => one === k) ? cell.replace(/-\d\d (?=\d)/, "-07 ").replace(/-\d\d-/, "-09-") : cell,
    ),
  );
  const split = ROWS.map((row) => row.flatMap((cell, k) => (k === 3 ? cell.split(" ") : [cell])));
  const mixed = inForm(monthFirst);
  const ambiguous = (early: readonly Row[]): string => text(lines(inForm(monthFirst, early)));
  const sentinel = ROWS.map((row) => row.with(5, row[5] || "9999-12-31"));
  return [
    ...Object.entries(DATE_FORMS).map(([name, form]) => ({ group, name, files: log(text(lines(inForm(form)))) })),
    {
      group,
      name: "date and time in two columns",
      files: log(
        text(
          lines(
            split,
            HEADER.flatMap((name) => (name === "scheduled_at" ? ["Appt Date", "Appt Time"] : [name])),
          ),
        ),
      ),
    },
    {
      group,
      name: "a form per column",
      files: log(text(lines(ROWS.map((row, i) => row.with(3, mixed[i]?.[3] ?? ""))))),
    },
    {
      group,
      name: "two forms in one column",
      files: log(text(lines(ROWS.map((row, i) => (i % 2 === 0 ? row : (mixed[i] ?? row)))))),
    },
    { group, name: "day and month cannot be told apart", files: log(ambiguous(early)), failure: "date-order-unknown" },
    {
      group,
      name: "day and month cannot be told apart, order given",
      files: log(ambiguous(early)),
      options: { dateOrder: "mdy" },
      rows: early,
    },
    {
      group,
      name: "one day-first date among month-first ones",
      files: log(text(lines(mixed.map((row, i) => (i === MIDDLE ? row.with(3, "23/09/2022 10:00") : row))))),
      failure: "date-order-conflict",
    },
    { group, name: "a sentinel for no date", files: log(text(lines(sentinel))) },
    {
      group,
      name: "NULL for every empty cell",
      files: log(text(lines(ROWS.map((row) => row.map((cell) => cell || "NULL"))))),
    },
    {
      group,
      name: "a date that does not exist",
      files: log(withRow(MIDDLE, (row) => row.with(3, "2022-09-31 10:00"))),
      refused: [MIDDLE],
    },
  ];
};
