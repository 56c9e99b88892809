import type { SeenOtherwiseTally, SeenTally } from "../../model/tally.ts";
import { type Assessing, startColumn } from "./assess.ts";
import { byUnit, type ClockFrame, limitColumns, markOf, noteColumn, within } from "./clock.ts";
import { NO_DAY } from "./days.ts";
import { resolutionNumber } from "./outcome.ts";
import { STATES, type State, stateNumber } from "./questions.ts";
import { countOf, rowOf, type Session } from "./session.ts";
import { classOfJudged } from "./signature.ts";
import { careClassAsRead } from "./subjects.ts";
import { VERDICT_OF } from "./verdicts.ts";

/** States in which a clock binds for certain and has a start that it counts from. */
const BINDING: readonly State[] = [
  "met",
  "met-passed",
  "exempt",
  "no-time-of-day",
  "missed",
  "missed-after-extension",
  "overdue",
  "overdue-after-extension",
  "pending",
  "pending-after-extension",
];

const numbers = (states: readonly State[]): string => states.map(stateNumber).join(", ");

/** Where among the verdicts of a family a state comes: the family goes by the first. */
const RANKS = ["missed", "overdue", "met", "exempt", "pending", "undetermined", "not-applicable"] as const;
const rankSql = (column: string): string =>
  `case ${RANKS.map((verdict, rank) => {
    const states = STATES.filter((state) => VERDICT_OF[state].verdict === verdict && state !== "open");
    return `when ${column} in (${numbers(states)}) then ${rank}`;
  }).join(" ")} else ${RANKS.indexOf("undetermined")} end`;

/** The clock questions of a pack's first family, with their places. */
const firstFamily = (assessing: Assessing, pack: number): readonly ClockFrame[] => {
  const family = assessing.plan.packs[pack]?.pack.families[0]?.id;
  return assessing.questions.flatMap((question, place) =>
    question.kind === "clock" && question.pack === pack && question.family === family
      ? [
          {
            question,
            place,
            name: `q${place}`,
            limit: `q${place}`,
            calendar: assessing.calendars.ofPack[pack] ?? 0,
            note: noteColumn("start"),
            start: markOf(assessing, "start", "start_day", (calendar) => `days.business_${calendar}`),
          },
        ]
      : [],
  );
};

/** Cancellations without a replacement that a question of the family binds and speaks for. */
const boundQuery = (assessing: Assessing, frames: readonly ClockFrame[], frame: ClockFrame): string => {
  const own = `q${frame.place}_state`;
  const others = frames.filter((one) => one !== frame);
  const speaks = others.map((one) => {
    const other = rankSql(`q${one.place}_state`);
    return `${rankSql(own)} ${one.place < frame.place ? "<" : "<="} ${other}`;
  });
  const { stamps } = assessing;
  const start = startColumn(assessing, frame.place) ?? "";
  const orBy = frame.question.clock.orBy;
  return `select j.seq, j.enrollee_id, ${careClassAsRead("j.service")} as care_class, j.${start} as start,
    ${stamps.day(`j.${start}`)} as start_day, ${limitColumns(frame.question, `k.q${frame.place}`).join(", ")},
    ${orBy === null ? "null" : `r.${orBy}`} as or_at
  from judged j
  join classes k on k.class = ${classOfJudged("j")}
  ${orBy === null ? "" : "join records r on r.seq = j.seq"}
  where j.resolution in (${resolutionNumber("none")}, ${resolutionNumber("recanceled")})
    and j.${own} in (${numbers(BINDING)})${speaks.map((one) => `\n    and ${one}`).join("")}`;
};

/**
 * The cancellations whose enrollee kept an appointment of the same class of care that began on or after the local date at
 * which the clock starts, and in time by that clock.
 */
const seenQuery = (assessing: Assessing, pack: number, frame: ClockFrame): string => {
  const { stamps } = assessing;
  const visit = markOf(
    assessing,
    "v.scheduled_at",
    stamps.day("v.scheduled_at"),
    (calendar) => `visit_days.business_${calendar}`,
  );
  const inTime = byUnit(frame, (unit, n) => within(frame, visit, unit, n).surely);
  const or = frame.question.clock.orBy === null ? "" : `${visit.day} <= ${stamps.day("b.or_at")} or `;
  return `select distinct ${pack}, b.seq, b.enrollee_id
from bound b
join kept v on v.enrollee_id = b.enrollee_id and v.care_class = b.care_class
join days on days.day = coalesce(b.start_day, ${NO_DAY})
join days visit_days on visit_days.day = ${visit.day}
where ${visit.day} >= b.start_day and (${or}${inTime})`;
};

/** Those seen otherwise, by the place of the pack; one that two packs speak of counts once in all. */
const FIGURES = `select pack, count(distinct seq), count(distinct enrollee_id)
from seen
group by grouping sets ((pack), ())`;

/**
 * Counts those who got no replacement and were seen within the limit anyway, by the rule that speaks for the first family
 * of each pack. One kept appointment may answer for several cancellations.
 */
export const countSeenOtherwise = async (assessing: Assessing, session: Session): Promise<SeenOtherwiseTally> => {
  const { dialect, plan } = assessing;
  const bounds: number[] = [];
  const none = "select 0 as pack, cast(null as bigint) as seq, cast(null as varchar) as enrollee_id where false";
  await session.run(dialect.createTable("seen", none));
  for (const pack of plan.packs.keys()) {
    const frames = firstFamily(assessing, pack);
    let bound = 0;
    for (const frame of frames) {
      await session.run(`create or replace view bound as\n${boundQuery(assessing, frames, frame)}`);
      bound += countOf((await rowOf(session, "select count(*) from bound"))[0]);
      await session.run(`insert into seen ${seenQuery(assessing, pack, frame)}`);
    }
    bounds.push(bound);
  }
  const figures = new Map(
    (await session.rows(FIGURES)).map(([pack, cancellations, enrollees]) => [
      pack,
      { cancellations: countOf(cancellations), enrollees: countOf(enrollees) },
    ]),
  );
  const families: Record<string, SeenTally & { bound: number }> = {};
  for (const [pack, { pack: own }] of plan.packs.entries())
    families[own.families[0]?.id ?? ""] = { bound: bounds[pack] ?? 0, ...(figures.get(pack) ?? NOBODY) };
  return { ...(figures.get(null) ?? NOBODY), families };
};

const NOBODY: SeenTally = { cancellations: 0, enrollees: 0 };
