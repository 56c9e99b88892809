import { closeSync, openSync, readSync } from "node:fs";

const TIMES = [
  "scheduled_at",
  "made_at",
  "requested_at",
  "canceled_at",
  "prior_kept_at",
  "rescheduled_to",
  "offered_for",
  "notified_at",
  "updated_at",
];
const BOOLEANS = ["prior_auth", "follow_up", "wait_extended", "synthetic"];

/** Returns DuckDB's type for a column of the generated exports. */
export const typeOf = (name) =>
  TIMES.includes(name)
    ? "TIMESTAMP"
    : BOOLEANS.includes(name)
      ? "BOOLEAN"
      : name === "wait_extended_at"
        ? "DATE"
        : "VARCHAR";

/** Reads the header line of a generated export. */
export const headerOf = (path) => {
  const file = openSync(path, "r");
  const head = Buffer.alloc(65_536);
  readSync(file, head);
  closeSync(file);
  return head.toString("utf8").split(/\r?\n/, 1)[0].split(",");
};

/** Quotes a text as an SQL literal. */
export const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** Writes read_csv's `columns`, each name with the type that `type` gives it. */
export const columnsOf = (header, type = typeOf) =>
  `{${header.map((name) => `${quoted(name)}: '${type(name)}'`).join(", ")}}`;
