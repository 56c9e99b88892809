import { isoDate } from "../../calendar/civil.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { Outcome, UnverifiedCause } from "../../model/cancellation.ts";
import type { Moment } from "../../model/moment.ts";
import type { ProblemCode } from "../../model/problem.ts";
import type { Source } from "../../model/source.ts";
import type { ProblemCollector } from "./problems.ts";

const STALE_DAYS = 7;

/** Reports values that could not be understood; of accepted records only, so that no version is counted twice. */
export const reportFlaws = (accepted: readonly Appointment[], problems: ProblemCollector): void => {
  for (const one of accepted)
    for (const { code, field, text } of one.flaws ?? [])
      problems.add(code, one, field === null ? text : `${field}: ${JSON.stringify(text)}`);
};

/** Reports sources that end well before as-of: their open cases may only look open. */
export const reportStale = (sources: readonly Source[], asOf: Moment, problems: ProblemCollector): void => {
  for (const { path, latest } of sources) {
    const days = latest === null ? 0 : asOf.day - latest.day;
    if (latest !== null && days > STALE_DAYS)
      problems.addSource("source-stale", path, `ends ${isoDate(latest.day)}, ${days} days before as-of`);
  }
};

/** What the cause of an unverified outcome is reported as; the others are reported where they are seen. */
const REPORTED: Readonly<Record<UnverifiedCause, ProblemCode | null>> = {
  "no-link-columns": null,
  "link-cycle": "link-cycle",
  "initiator-unknown": "initiator-unknown",
  "broken-link": null,
  "rescheduled-without-link": "rescheduled-without-link",
  "care-before-booking": "care-before-booking",
};

/** Reports what is odd about the outcome of one cancellation. */
export const reportOutcome = (of: Appointment, { cause, care }: Outcome, problems: ProblemCollector): void => {
  const code = cause === null ? null : REPORTED[cause];
  if (code !== null) problems.add(code, of, "");
  if (care !== null && of.canceled_at !== undefined && care.day < of.canceled_at.day)
    problems.add("care-before-cancellation", of, `care ${isoDate(care.day)}, canceled ${isoDate(of.canceled_at.day)}`);
};
