import { PROBLEMS } from "../../model/problem.ts";
import type { Report } from "../../model/report.ts";
import { counts, type DataTable, numbers, texts } from "./table.ts";

/** Gives what could not be decided, by family and reason. */
export const undecidedTable = ({ undecided }: Report): DataTable => ({
  name: "undecided",
  title: "What could not be decided",
  columns: [texts("family", "Family"), texts("reason", "Reason"), counts("cancellations", "Cancellations")],
  rows: undecided.map(({ family, reason, cancellations }) => [family, reason, cancellations]),
});

/** Gives the account of all records. */
export const reconciliationTable = ({ reconciliation }: Report): DataTable => ({
  name: "reconciliation",
  title: "Every record accounted for",
  columns: [texts("what", "What"), counts("records", "Records")],
  rows: Object.entries(reconciliation),
});

/** Gives what unknown values were taken as. */
export const assumptionsTable = ({ assumptions }: Report): DataTable => ({
  name: "assumptions",
  title: "What was assumed where the log says nothing",
  columns: [
    texts("field", "Field"),
    texts("value", "Taken as"),
    texts("source", "From"),
    counts("cancellations", "Cancellations that relied on it"),
  ],
  rows: assumptions.map(({ field, value, source, cancellations }) => [field, value, source, cancellations]),
});

/** Gives the problems in the data. */
export const problemsTable = ({ problems }: Report): DataTable => ({
  name: "problems",
  title: "Problems in the data",
  columns: [texts("code", "Code"), counts("count", "Count"), texts("meaning", "What was done")],
  rows: problems.map(({ code, count }) => [code, count, PROBLEMS[code]]),
});

/** Gives the files that were read. */
export const inputsTable = ({ inputs }: Report): DataTable => ({
  name: "inputs",
  title: "What was read",
  columns: [
    texts("path", "Path"),
    numbers("bytes", "Bytes"),
    counts("records", "Records"),
    texts("latest", "Latest date"),
    texts("encoding", "Encoding"),
    texts("mapping", "Mapping"),
    texts("sha256", "SHA-256"),
  ],
  rows: inputs.map((one) => [one.path, one.bytes, one.records, one.latest, one.encoding, one.mapping.id, one.sha256]),
});
