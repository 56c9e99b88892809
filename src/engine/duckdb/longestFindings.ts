import { FINDING_COLUMNS, type FindingRow } from "../../model/verdict.ts";
import type { LongestFindings } from "../contract.ts";
import { text } from "../sql/quote.ts";
import { countOf, rowOf } from "../sql/session.ts";
import { type FindingTables, findingColumns } from "./findingRows.ts";

/**
 * Finds the findings of a family, missed or overdue, whose clocks ran longest: in calendar days from the start to care, or
 * to as-of; of equals, those that started first, and then by their ids.
 */
export const findLongest = async (tables: FindingTables, longest: LongestFindings): Promise<void> => {
  const { session, assessing } = tables;
  const { family, most } = longest;
  // A family may have no rules.
  if (!assessing.questions.some(({ rules }) => rules.some(({ rule }) => rule.family === family))) return;
  const columns = Object.entries(findingColumns(assessing)).map(([name, sql]) => `${sql} as ${name}`);
  const { stamps, asOf } = assessing;
  const days = `coalesce(${stamps.day("g.care")}, ${asOf.day}) - ${stamps.day("g.start")}`;
  for await (const _ of tables.parts((value) => value)) {
    await session.run(`create or replace table longest as
select ${columns.join(",\n  ")}, ${days} as days
${tables.source(family)}
where r.family = ${text(family)} and g.verdict in ('missed', 'overdue') and g.start is not null`);
    const [of] = await rowOf(session, "select count(*) from longest");
    const rows = await session.rows(
      `select ${FINDING_COLUMNS.join(", ")} from longest order by days desc, starts_at, appointment_id limit ${most}`,
    );
    const named = rows.map((row) => Object.fromEntries(FINDING_COLUMNS.map((name, i) => [name, row[i] ?? null])));
    // Its columns are those of a finding, in their order.
    longest.take(named as unknown as readonly FindingRow[], countOf(of));
  }
  await session.run("drop table longest");
};
