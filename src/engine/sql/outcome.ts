import { RESOLUTIONS, type Resolution } from "../../model/cancellation.ts";
import { codeType } from "./columns.ts";
import { type Context, earlierStamp, linksOfLog } from "./context.ts";
import { statusIs } from "./status.ts";
import { causeNumber, endNumber, linkNumber, NO_WALK } from "./walkEnds.ts";

/** The number under which SQL holds a resolution. */
export const resolutionNumber = (resolution: Resolution): number => RESOLUTIONS.indexOf(resolution);

/** Where the cancellations of a set are read from, and the ends of their walks; `classed` joins them with their classes. */
export interface Walked {
  readonly subjects: string;
  readonly ends: string;
  readonly classed: (source: string) => string;
}

/**
 * What became of each cancellation of a set, and when care was (semantics.md, section 5): to its own columns, and those of
 * its class, the result adds how its walk ended, resolution, cause, care and the link that the walk ended by. What it ended
 * at may be asked for only where it ended at something. All that is joined row by row is joined first: the database reads
 * faster what it worked out behind a join than what went through it.
 */
export const outcomesQuery = (context: Context, { subjects, ends, classed }: Walked): string => {
  const { stated, further } = linksOfLog(context.mapped, context.plan);
  if (!stated && !further)
    return `select s.*, ${resolutionNumber("unverified")} as resolution, ${causeNumber("no-link-columns")} as cause,
  cast(null as bigint) as care, cast(null as integer) as linked_by, ${endNumber("stopped")} as kind,
  cast(null as ${codeType("service")}) as end_service, cast(null as ${codeType("network")}) as end_network,
  cast(null as varchar) as end_provider_id, cast(null as varchar) as end_appointment_id,
  cast(null as bigint) as end_start
from (
${classed(`select * from ${subjects}`)}
) s`;
  return withCare(context, classed(walked(subjects, ends)));
};

/** What the table of ends knows of a walk that leads anywhere. */
const OF_WALK = [
  "kind",
  "resolution",
  "cause",
  "care",
  "linked_by",
  "end_start",
  "end_service",
  "end_network",
  "end_provider_id",
] as const;

const ofWalk = (name: (typeof OF_WALK)[number]): string => `walk_${name}`;

/**
 * Each cancellation with its walk; most have none that leads anywhere, and end where they began. They find a row of the
 * table all the same, which says nothing: an outer join would hand on those with a walk and those without apart.
 */
const walked = (subjects: string, ends: string): string => `select s.*, e.end_appointment_id,
    ${OF_WALK.map((name) => `e.${name} as ${ofWalk(name)}`).join(", ")}
  from (
    select *, case when walks then seq else ${NO_WALK} end as walk
    from (select *, seq in (select seq from ${ends}) as walks from ${subjects}) m
  ) s
  join ${ends} e on e.seq = s.walk`;

/** Of cancellations that end where they began, the record itself tells everything. */
const ofRecord = (context: Context): Readonly<Record<(typeof OF_WALK)[number], string>> => {
  const [inline, offered] = ["rescheduled_to is not null", "offered_for is not null"];
  const said = statusIs("status_now", ["rescheduled"]);
  return {
    kind: `when ${inline} then ${endNumber("inline")} else ${endNumber("stopped")}`,
    resolution: `when ${inline} then ${resolutionNumber("rescheduled")} when ${offered} then ${resolutionNumber("offered")}
        when ${said} then ${resolutionNumber("unverified")} else ${resolutionNumber("none")}`,
    cause: `when ${said} and rescheduled_to is null and offered_for is null then ${causeNumber("rescheduled-without-link")}`,
    care: `else ${earlierStamp(context, "rescheduled_to", "offered_for")}`,
    linked_by: `when ${inline} then ${linkNumber("rescheduled_to")} when ${offered} then ${linkNumber("offered_for")}`,
    end_start: "else rescheduled_to",
    end_service: "else rescheduled_service",
    end_network: "else rescheduled_network",
    end_provider_id: "else rescheduled_provider_id",
  };
};

/** Days are worked out of those stamps alone that are in the order in question: most care comes after the booking. */
const early = ({ stamps }: Context): string =>
  `case when told_care < made_at then ${stamps.day("told_care")} < ${stamps.day("made_at")} else false end`;

const UNLESS_EARLY = ["cause", "resolution", "care", "linked_by"] as const;

const withCare = (context: Context, source: string): string => {
  const own = ofRecord(context);
  const told = OF_WALK.map((name) => {
    const as = UNLESS_EARLY.some((one) => one === name) ? `told_${name}` : name;
    return `case when walks then ${ofWalk(name)} ${own[name]} end as ${as}`;
  });
  const whenEarly: Readonly<Record<(typeof UNLESS_EARLY)[number], string>> = {
    resolution: String(resolutionNumber("unverified")),
    cause: String(causeNumber("care-before-booking")),
    care: "null",
    linked_by: "null",
  };
  return `select *, ${UNLESS_EARLY.map((name) => `case when early then ${whenEarly[name]} else told_${name} end as ${name}`).join(",\n  ")}
from (
  select *, ${early(context)} as early
  from (
    select *, ${told.join(",\n      ")}
    from (
      ${source}
    ) walked
  ) told
) checked`;
};
