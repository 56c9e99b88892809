import { INTEGER, VARCHAR } from "@duckdb/node-api";
import { FIRST_DAY, isoDate, LAST_TABLE_DAY } from "../../calendar/civil.ts";
import { FINDING_COLUMNS } from "../../model/verdict.ts";
import type { FindingsTarget } from "../contract.ts";
import type { Assessing } from "../sql/assess.ts";
import { boundRulesQuery, businessDaysScript, findingsQuery, foundQuery, ruleTextsQuery } from "../sql/findings.ts";
import type { PlacePiece } from "../sql/places.ts";
import { text } from "../sql/quote.ts";
import { DUCKDB } from "../sql/session.ts";
import { fillPlaces } from "./places.ts";
import type { DuckSession } from "./session.ts";

const { createTable } = DUCKDB;

/** Ids that are not written as they stand: they are few, and the writer of cells writes them one by one. */
const ODD = "[^A-Za-z0-9_.:/-]|^[^A-Za-z0-9]";

/** Writes the days as texts, once each. */
const fillDayTexts = async (session: DuckSession): Promise<void> => {
  await session.run("create table day_texts (day integer, iso varchar)");
  const rows: [number, string][] = [];
  for (let day = FIRST_DAY; day <= LAST_TABLE_DAY; day++) rows.push([day, isoDate(day)]);
  await session.append(
    "day_texts",
    [
      { type: INTEGER, read: ([day]) => day },
      { type: VARCHAR, read: ([, iso]) => iso },
    ],
    rows,
  );
};

const IDS = ["appointment_id", "enrollee_id", "care_appointment_id"] as const;
/** Texts that came out of files: ids, and what a reason calls a column of the export. */
const FOREIGN = [...IDS, "reason"] as const;

/** Has the ids that need it written by the writer of cells, so that every engine writes them alike. */
const fillOddIds = async (session: DuckSession, cell: (value: string) => string): Promise<void> => {
  const found = IDS.map((id) => `select ${id} as id from found where regexp_matches(${id}, ${text(ODD)})`);
  const each = [...found, "select 'unknown:' || unknown from bound_rules where unknown is not null"].join("\nunion\n");
  const ids = (await session.rows(each)).map(([id]) => String(id));
  await session.run("create table odd_ids (id varchar, written varchar)");
  await session.append(
    "odd_ids",
    [
      { type: VARCHAR, read: (id) => id },
      { type: VARCHAR, read: cell },
    ],
    ids,
  );
};

const two = (value: string): string => `lpad(cast(${value} as varchar), 2, '0')`;
const clock = (second: string): string =>
  `${two(`(${second}) // 3600`)} || ':' || ${two(`(${second}) // 60 % 60`)} || ':' || ${two(`(${second}) % 60`)}`;

/** A stamp as local ISO text, or its date where it has no time of day. */
const stampText = (assessing: Assessing, stamp: string, iso: string): string =>
  `case when ${assessing.stamps.dateOnly(stamp)} then ${iso} else ${iso} || 'T' || ${clock(`${stamp} // 4 % 86400`)} end`;

/** Every column of a finding, as text or number. */
const columns = (assessing: Assessing): Readonly<Record<(typeof FINDING_COLUMNS)[number], string>> => ({
  appointment_id: "g.appointment_id",
  enrollee_id: "g.enrollee_id",
  source: "p.path",
  record: "g.seq - p.first_seq + p.record",
  line: "g.seq - p.first_seq + p.line",
  rule: "r.id",
  family: "r.family",
  verdict: "g.verdict",
  reason: "g.reason",
  starts_at: stampText(assessing, "g.start", "start_day.iso"),
  care_at: stampText(assessing, "g.care", "care_day.iso"),
  due_at: `case when g.due_at is not null then due_day.iso || 'T' || ${clock("g.due_at % 86400")} else due_day.iso end`,
  elapsed: "g.elapsed",
  unit: "r.unit_text",
  resolution: "g.resolution",
  care_appointment_id: "g.care_appointment_id",
  linked_by: "g.linked_by",
  citation: "r.citation",
});

const NUMBERS: ReadonlySet<string> = new Set(["record", "line", "elapsed"]);
/** Texts of ours, or written by the writer of cells before. */
const WRITTEN: ReadonlySet<string> = new Set(["source", "rule", "family", "citation", "unit"]);

const source = (assessing: Assessing, ordered: boolean): string => `from (
${findingsQuery(assessing)}
) g
join rule_texts r on r.rule = g.rule
asof join places p on g.seq >= p.first_seq
left join day_texts start_day on start_day.day = ${assessing.stamps.day("g.start")}
left join day_texts care_day on care_day.day = ${assessing.stamps.day("g.care")}
left join day_texts due_day on due_day.day = coalesce(g.due_day, g.due_at // 86400)
${FOREIGN.map((id) => `left join odd_ids odd_${id} on odd_${id}.id = g.${id}`).join("\n")}
${ordered ? "order by g.seq, g.rule" : ""}`;

/** One line of a text file: an id as it stands where it may, and as the writer of cells has it where not. */
const lineSql = (assessing: Assessing, format: "csv" | "ndjson"): string => {
  const isForeign = (name: string): boolean => FOREIGN.some((id) => id === name);
  const quote = format === "csv" ? "" : '"';
  const own = (value: string): string => (quote === "" ? value : `'${quote}' || ${value} || '${quote}'`);
  const empty = format === "csv" ? "''" : "'null'";
  const cells = Object.entries(columns(assessing)).map(([name, sql]) => {
    const value = NUMBERS.has(name)
      ? `cast(${sql} as varchar)`
      : WRITTEN.has(name)
        ? sql
        : isForeign(name)
          ? `coalesce(odd_${name}.written, ${own(sql)})`
          : own(`(${sql})`);
    return format === "csv" ? `coalesce(${value}, ${empty})` : `'"${name}":' || coalesce(${value}, ${empty})`;
  });
  return format === "csv" ? cells.join(" || ',' || ") : `'{' || ${cells.join(" || ',' || ")} || '}'`;
};

/** Writes all findings to a file, in order of input and rule, without any of them becoming an object. */
export const writeFindings = async (
  session: DuckSession,
  assessing: Assessing,
  places: readonly PlacePiece[],
  { path, format, cell }: FindingsTarget,
): Promise<void> => {
  const asText = format === "parquet" ? (value: string): string => value : cell;
  await session.run(createTable("found", foundQuery(assessing)));
  await session.run(createTable("bound_rules", boundRulesQuery(assessing)));
  await session.run(createTable("rule_texts", ruleTextsQuery(assessing, asText)));
  for (const statement of businessDaysScript(assessing)) await session.run(statement);
  await fillDayTexts(session);
  await fillOddIds(session, asText);
  await fillPlaces(session, places, asText);
  if (format === "parquet") {
    const select = Object.entries(columns(assessing)).map(([name, sql]) => `${sql} as ${name}`);
    await session.run(
      `copy (select ${select.join(",\n  ")}\n${source(assessing, true)}) to ${text(path)} (format parquet, compression zstd, use_tmp_file false)`,
    );
    return;
  }
  const head =
    format === "csv" ? `select ${text(FINDING_COLUMNS.join(","))} as line, -1 as seq, -1 as rule union all ` : "";
  await session.run(`copy (
select line from (
${head}select ${lineSql(assessing, format)} as line, g.seq, g.rule
${source(assessing, false)}
) lines order by seq, rule
) to ${text(path)} (format csv, header false, quote '', escape '', delimiter '', use_tmp_file false)`);
};
