import { INTEGER, VARCHAR } from "@duckdb/node-api";
import { FIRST_DAY, isoDate, LAST_TABLE_DAY } from "../../calendar/civil.ts";
import type { FINDING_COLUMNS } from "../../model/verdict.ts";
import type { Assessing } from "../sql/assess.ts";
import { boundRulesQuery, businessDaysScript, findingsQuery, foundQuery, ruleTextsQuery } from "../sql/findings.ts";
import type { PlacePiece } from "../sql/places.ts";
import { text } from "../sql/quote.ts";
import { countOf, DUCKDB } from "../sql/session.ts";
import { fillPlaces, joinPlaces } from "./places.ts";
import { fillKey, pseudonymousQuery } from "./pseudonymSql.ts";
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
export const FOREIGN = [...IDS, "reason"] as const;

/** Has the ids that need it written by the writer of cells, so that every engine writes them alike. */
const fillOddIds = async (session: DuckSession, cell: (value: string) => string): Promise<void> => {
  const found = IDS.map((id) => `select ${id} as id from found where regexp_matches(${id}, ${text(ODD)})`);
  const each = [...found, "select 'unknown:' || unknown from bound_rules where unknown is not null"].join("\nunion\n");
  const ids = (await session.rows(each)).map(([id]) => String(id));
  await session.run("create or replace table odd_ids (id varchar, written varchar)");
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
export const findingColumns = (assessing: Assessing): Readonly<Record<(typeof FINDING_COLUMNS)[number], string>> => ({
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

/** What findings come from, once all of it is there. */
const findingSource = (assessing: Assessing, places: readonly PlacePiece[], family: string | null): string => `from (
${findingsQuery(assessing, family)}
) g
join rule_texts r on r.rule = g.rule
${joinPlaces(places, "g.seq")}
left join day_texts start_day on start_day.day = ${assessing.stamps.day("g.start")}
left join day_texts care_day on care_day.day = ${assessing.stamps.day("g.care")}
left join day_texts due_day on due_day.day = coalesce(g.due_day, g.due_at // 86400)
${FOREIGN.map((id) => `left join odd_ids odd_${id} on odd_${id}.id = g.${id}`).join("\n")}`;

/** Cancellations whose findings are made at a time: all of them would be sorted at once, as texts. */
const PART = 200_000;
/** Counts of cancellations that make up a part where all records are canceled. */
const STEPS = 12;

/** A part of a log, by the places of its records: from the first on, and before the other. */
type Part = readonly [from: number, to: number];

/** The tables that findings come from. */
export class FindingTables {
  constructor(
    readonly session: DuckSession,
    readonly assessing: Assessing,
    readonly places: readonly PlacePiece[],
    /** Cancellations of a part, at most, where they lie evenly. */
    readonly most = PART,
  ) {}

  /** Makes those that are the same however findings are written; with a key, ids are pseudonyms from here on. */
  async make(key: Uint8Array | null): Promise<void> {
    const { session, assessing } = this;
    const found = foundQuery(assessing);
    if (key !== null) await fillKey(session, key);
    await session.run(createTable("all_found", key === null ? found : pseudonymousQuery(found)));
    await session.run(createTable("bound_rules", boundRulesQuery(assessing)));
    for (const statement of businessDaysScript(assessing)) await session.run(statement);
    await fillDayTexts(session);
  }

  /** What the findings of a part come from, all of them or those of the questions that a family's rules ask. */
  source(family: string | null = null): string {
    return findingSource(this.assessing, this.places, family);
  }

  /** Makes the tables for one part of the log after the other, with texts as a writer of cells writes them. */
  async *parts(cell: (value: string) => string): AsyncGenerator<number> {
    const { session, assessing, places } = this;
    await session.run(createTable("rule_texts", ruleTextsQuery(assessing, cell)));
    await fillPlaces(session, places, cell);
    for (const [number, [from, to]] of (await this.#cut()).entries()) {
      await session.run(`create or replace view found as select * from all_found where seq >= ${from} and seq < ${to}`);
      await fillOddIds(session, cell);
      yield number;
    }
  }

  /** Cuts the log into parts of about as many cancellations; there is one at least. */
  async #cut(): Promise<readonly Part[]> {
    const step = Math.ceil(this.most / STEPS);
    const rows = await this.session.rows(
      `select seq // ${step} as step, count(*) from all_found group by step order by step`,
    );
    const parts: [number, number][] = [[0, step]];
    let held = 0;
    for (const [place, n] of rows) {
      const from = countOf(place) * step;
      const part = parts.at(-1);
      if (held > 0 && held + countOf(n) > this.most) {
        parts.push([from, from + step]);
        held = 0;
      } else if (part !== undefined) part[1] = from + step;
      held += countOf(n);
    }
    return parts;
  }
}
