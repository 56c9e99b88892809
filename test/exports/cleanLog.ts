/** The clean log that every pollution starts from: 60 appointments, canonical names, awkward but honest text. */
export const HEADER = [
  "appointment_id",
  "enrollee_id",
  "status",
  "scheduled_at",
  "made_at",
  "canceled_at",
  "canceled_by",
  "service",
  "replaced_by",
  "facility",
  "region",
] as const;

export type Row = readonly string[];

/** Columns that hold a date and time. */
export const DATES = [3, 4, 5] as const;

const FACILITIES = ["Fremont", "San José", "Oakland, Piedmont Ave.", 'Fremont "North"', "Vallejo", '"Old Town" clinic'];
const REGIONS = ["East Bay", "Süd; Küste", "north|south", 'so-called "inland", east', "Pe\u00F1a Blanca – 2nd floor"];
const SERVICES = ["individual-therapy", "group-therapy", "psychiatry", "intake"];

const two = (n: number): string => String(n).padStart(2, "0");
const day = (offset: number, hour: number, minute: number): string => {
  const date = new Date(Date.UTC(2022, 7, 15 + offset));
  return `${date.toISOString().slice(0, 10)} ${two(hour)}:${two(minute)}`;
};
export const idOf = (i: number): string => `A${String(i + 1).padStart(4, "0")}`;

export const ROWS: readonly Row[] = Array.from({ length: 60 }, (_, i) => {
  const canceled = i % 3 !== 1;
  const replaced = canceled && i % 3 === 0;
  return [
    idOf(i),
    `E${100 + Math.floor(i / 2)}`,
    canceled ? "canceled" : i % 2 === 0 ? "fulfilled" : "booked",
    day(20 + (i % 25), 8 + (i % 9), (i % 4) * 15),
    day(i % 15, 9 + (i % 8), i % 60),
    canceled ? day(15 + (i % 4), 10 + (i % 3), (i * 7) % 60) : "",
    canceled ? (i % 4 === 0 ? "enrollee" : "plan") : "",
    SERVICES[i % SERVICES.length] ?? "",
    replaced ? idOf(i + 1) : "",
    FACILITIES[i % FACILITIES.length] ?? "",
    REGIONS[i % REGIONS.length] ?? "",
  ];
});

/** How the rows are written. */
export interface Writing {
  readonly delimiter?: string;
  readonly end?: string;
  readonly quote?: (cell: string, delimiter: string) => string;
}

export const needed = (cell: string, delimiter: string): string =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? always(cell) : cell;
export const always = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

export const line = (cells: Row, { delimiter = ",", quote = needed }: Writing = {}): string =>
  cells.map((cell) => quote(cell, delimiter)).join(delimiter);
/** The lines of the log, the header first. */
export const lines = (rows: readonly Row[] = ROWS, header: Row = HEADER, writing: Writing = {}): string[] =>
  [header, ...rows].map((cells) => line(cells, writing));
export const text = (written: readonly string[], end = "\n"): string => written.map((one) => one + end).join("");
