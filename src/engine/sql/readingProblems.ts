import { isoDate } from "../../calendar/civil.ts";
import type { Moment } from "../../model/moment.ts";
import type { Source } from "../../model/source.ts";
import { type ProblemCount, SAMPLES } from "../problems.ts";
import type { LoadedLog } from "./loaded.ts";
import { findNullWords, flawDetail } from "./nullWords.ts";
import { countOf, type Dialect, type Session } from "./session.ts";

const STALE_DAYS = 7;

/** Reports what was odd about reading: cells of accepted records only, so that no version is counted twice. */
export const reportReading = async (
  session: Session,
  dialect: Dialect,
  log: LoadedLog,
  problems: ProblemCount,
  sources: readonly Source[],
  asOf: Moment,
): Promise<void> => {
  const lost = await lostFlaws(session, log);
  for (const [seq, { key, flaws }] of log.flaws) {
    if (lost.has(seq)) continue;
    const { source, record, line } = log.placeOf(seq);
    const path = sources[source]?.path ?? "";
    for (const { code, field, text } of flaws)
      problems.add(code, key, { path, record, line, detail: flawDetail(field, text) });
  }
  if (log.nullWords !== null) {
    const { cells, first } = await findNullWords(session, log.nullWords, dialect, SAMPLES);
    problems.addMany("null-word", cells);
    for (const { seq, key, detail } of first) {
      const { source, record, line } = log.placeOf(seq);
      problems.keep("null-word", key, { path: sources[source]?.path ?? "", record, line, detail });
    }
  }
  for (const { code, source, line, detail } of log.notices) {
    const path = sources[source]?.path ?? "";
    problems.add(code, path, { path, record: null, line, detail });
  }
  for (const { path, latest } of sources) {
    const days = latest === null ? 0 : asOf.day - latest.day;
    if (latest !== null && days > STALE_DAYS)
      problems.add("source-stale", path, {
        path,
        record: null,
        line: null,
        detail: `ends ${isoDate(latest.day)}, ${days} days before as-of`,
      });
  }
};

/** Flawed records that lost against another version, or were refused for their key. */
const lostFlaws = async (session: Session, log: LoadedLog): Promise<ReadonlySet<number>> => {
  if (log.flaws.size === 0) return new Set();
  return new Set((await session.rows("select seq from losers")).map(([seq]) => countOf(seq)));
};
