import type { Log } from "../../ingest/log.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { Outcome } from "../../model/cancellation.ts";
import type { CanceledBy } from "../../model/codes.ts";
import { LINK_FIELDS } from "../../model/fields.ts";
import type { Plan } from "../contract.ts";
import { inferLinks } from "./inferred.ts";
import type { KnownLog } from "./known.ts";
import { type Links, linkLog, reportShared } from "./links.ts";
import { NO_LINK_COLUMNS, outcomeOf } from "./outcome.ts";
import type { ProblemCollector } from "./problems.ts";
import { seriesLinks } from "./series.ts";
import { walker } from "./walk.ts";

type OutcomeOf = (cancellation: Appointment) => Outcome;

/** What became of cancellations. */
export interface Outcomes {
  /** By the links that the run asked for. */
  readonly of: OutcomeOf;
  /** By the links that the log states and no others; null where the run asked for no others. */
  readonly asStated: OutcomeOf | null;
  /** The links that were followed; null where nothing in the log could give one. */
  readonly links: Links | null;
}

/** Goes by explicit links first; what they leave without a replacement is sought in the other way. */
const linksOf = (plan: Plan, known: KnownLog, explicit: Links): Links => {
  if (plan.link === "explicit") return explicit;
  const { link } = plan;
  const find = link === "series" ? seriesLinks(known, plan.keyFields) : inferLinks(known, explicit);
  return {
    replacementOf: (cancellation) => {
      const stated = explicit.replacementOf(cancellation);
      if (stated !== null) return stated;
      const appointment = find(cancellation);
      return appointment === undefined ? null : { by: link, appointment };
    },
    isBroken: explicit.isBroken,
  };
};

/**
 * Links the log in the way the run asked for, and tells what became of any cancellation; where nothing in the log can
 * tell, the same of all.
 */
export const outcomesOf = (
  log: Log,
  accepted: readonly Appointment[],
  known: KnownLog,
  plan: Plan,
  canceledBy: (of: Appointment) => CanceledBy | undefined,
  problems: ProblemCollector,
): Outcomes => {
  const untold: OutcomeOf = () => NO_LINK_COLUMNS;
  const stated = LINK_FIELDS.some((field) => log.mapped.has(field));
  const further = plan.link === "inferred" || (plan.link === "series" && log.mapped.has("series_id"));
  const byLinks = (links: Links): OutcomeOf => {
    const walk = walker(known, links, canceledBy);
    return (of) => outcomeOf(of, walk(of), known, links);
  };
  if (!stated && !further) {
    problems.addLog("no-link-columns");
    return { of: untold, asStated: plan.link === "explicit" ? null : untold, links: null };
  }
  const explicit = linkLog(accepted, known, plan.keyFields, problems);
  const links = linksOf(plan, known, explicit);
  reportShared(known, links, problems);
  return {
    of: byLinks(links),
    asStated: plan.link === "explicit" ? null : stated ? byLinks(explicit) : untold,
    links,
  };
};
