import { join } from "node:path";
import { FINDING_COLUMNS } from "../../model/verdict.ts";
import type { FindingsTarget } from "../contract.ts";
import type { Assessing } from "../sql/assess.ts";
import { text } from "../sql/quote.ts";
import { type FindingTables, FOREIGN, findingColumns } from "./findingRows.ts";

const NUMBERS: ReadonlySet<string> = new Set(["record", "line", "elapsed"]);
/** Texts of ours, or written by the writer of cells before. */
const WRITTEN: ReadonlySet<string> = new Set(["source", "rule", "family", "citation", "unit"]);

/** One line of a text file: an id as it stands where it may, and as the writer of cells has it where not. */
const lineSql = (assessing: Assessing, format: "csv" | "ndjson"): string => {
  const isForeign = (name: string): boolean => FOREIGN.some((id) => id === name);
  const quote = format === "csv" ? "" : '"';
  const own = (value: string): string => (quote === "" ? value : `'${quote}' || ${value} || '${quote}'`);
  const cells = Object.entries(findingColumns(assessing)).map(([name, sql]) => {
    const value = NUMBERS.has(name)
      ? `cast(${sql} as varchar)`
      : WRITTEN.has(name)
        ? sql
        : isForeign(name)
          ? `coalesce(odd_${name}.written, ${own(sql)})`
          : own(`(${sql})`);
    return format === "csv" ? value : `'"${name}":', coalesce(${value}, 'null')`;
  });
  // At one go, and not a text a cell longer each time; what is null adds nothing to it.
  const line = cells.join(", ',', ");
  return format === "csv" ? `concat(${line})` : `concat('{', ${line}, '}')`;
};

/** Writes all findings to a file, in order of input and rule, without any of them becoming an object. */
export const writeFindings = (tables: FindingTables, target: FindingsTarget, scratch: string): Promise<void> =>
  target.format === "parquet" ? writeParquet(tables, target, scratch) : writeText(tables, target, target.format);

const writeText = async (
  tables: FindingTables,
  { path, cell, taken }: FindingsTarget,
  format: "csv" | "ndjson",
): Promise<void> => {
  const { session, assessing } = tables;
  const head = `select ${text(FINDING_COLUMNS.join(","))} as line, -1 as seq, -1 as rule union all `;
  for await (const part of tables.parts(cell)) {
    await session.run(`copy (
select line from (
${format === "csv" && part === 0 ? head : ""}select ${lineSql(assessing, format)} as line, g.seq, g.rule
${tables.source()}
) lines order by seq, rule
) to ${text(path)} (format csv, header false, quote '', escape '', delimiter '', use_tmp_file false)`);
    taken();
  }
};

const PARQUET = "(format parquet, compression zstd, use_tmp_file false)";

/** Parquet is no text that goes on: its parts are written beside one another, and then as one. */
const writeParquet = async (tables: FindingTables, { path, taken }: FindingsTarget, scratch: string): Promise<void> => {
  const { session, assessing } = tables;
  const select = Object.entries(findingColumns(assessing)).map(([name, sql]) => `${sql} as ${name}`);
  const parts: string[] = [];
  for await (const part of tables.parts((value) => value)) {
    const file = text(join(scratch, `findings-${part}.parquet`));
    await session.run(
      `copy (select ${select.join(",\n  ")}\n${tables.source()}\norder by g.seq, g.rule) to ${file} ${PARQUET}`,
    );
    parts.push(file);
  }
  await session.run(`copy (select * from read_parquet([${parts.join(", ")}])) to ${text(path)} ${PARQUET}`);
  taken();
};
