import type { Alternate } from "./alternates.ts";
import { type Assessing, framesOf, startColumn } from "./assess.ts";
import { asOfMark, businessColumn, type ClockFrame, markOf } from "./clock.ts";
import { assumedSql, assumptionsOf } from "./condition.ts";
import { stateNumber } from "./questions.ts";
import { all } from "./quote.ts";
import { type Binding, bindingOf, bindingOfLimit, clockColumns, clockState, requirementState } from "./state.ts";

/** A question as it is put: in the run's own way, or otherwise. */
interface Asked {
  readonly place: number;
  readonly name: string;
  /** Null for requirements. */
  readonly frame: ClockFrame | null;
  readonly binding: Binding;
  /** The same clocks by another calendar. */
  readonly recounted: boolean;
}

/** How a question is put otherwise: with a limit of the class's, or by another calendar. */
const askedOtherwise = (frames: readonly (ClockFrame | null)[], { place, name, calendars }: Alternate): Asked => {
  const frame = frames[place] ?? null;
  if (calendars === null)
    return {
      place,
      name,
      frame: frame === null ? null : { ...frame, name, limit: name },
      binding: bindingOfLimit(name),
      recounted: false,
    };
  return {
    place,
    name,
    frame: frame === null ? null : { ...frame, name, calendar: calendars.ofPack[frame.question.pack] ?? 0 },
    binding: bindingOf(place),
    recounted: true,
  };
};

/** Writes the state of a question as it is put. */
const stateSql = (assessing: Assessing, { place, frame, binding }: Asked): string => {
  const question = assessing.questions[place];
  if (frame !== null) return clockState(assessing, frame, startColumn(assessing, place) ?? "", binding);
  if (question?.kind !== "requirement") return String(stateNumber("out"));
  const assumptions = assumptionsOf(assessing.plan, question.pack, assessing.asked);
  const service = `coalesce(cast(service as varchar), ${assumedSql("service", assumptions)})`;
  return requirementState(assessing, question, service, binding);
};

/** Adds what each question finds, to cancellations with their times and the rules that bind their class. */
export const statesQuery = (assessing: Assessing, source: string): string => {
  const frames = framesOf(assessing);
  const own = frames.map(
    (frame, place): Asked => ({ place, name: `q${place}`, frame, binding: bindingOf(place), recounted: false }),
  );
  const otherwise = (assessing.alternates ?? []).map((one) => askedOtherwise(frames, one));
  const care = markOf(assessing, "care", "care_day", businessColumn("care"));
  const asOf = asOfMark(assessing, assessing.calendars);
  const told = [...own, ...otherwise].flatMap(({ frame, binding }) =>
    frame === null
      ? []
      : clockColumns(assessing, frame, care, asOf).map(([name, sql]) => ({
          name,
          sql: binding.asked === null ? sql : `case when ${binding.asked} then ${sql} end`,
        })),
  );
  const columns = (sql: readonly string[]): string => ["*", ...sql].join(",\n    ");
  const ownStates = `select ${columns(own.map((one) => `${stateSql(assessing, one)} as ${one.name}_state`))}
  from (
    select ${columns(told.map(({ name, sql }) => `${sql} as ${name}`))}
    from (
  ${source}
    ) timed
  ) counted`;
  if (otherwise.length === 0) return ownStates;
  const states = otherwise.map((one) => {
    const state = stateSql(assessing, one);
    if (!one.recounted) return `${state} as ${one.name}_state`;
    // Most clocks stand alike by either calendar, and then have found the same.
    const parts = ["postponed", "in_time", "past", "note"];
    const alike = all(parts.map((part) => assessing.dialect.same(`${one.name}_${part}`, `q${one.place}_${part}`)));
    return `case when ${alike} then q${one.place}_state else ${state} end as ${one.name}_state`;
  });
  return `select ${columns(states)}\nfrom (\n${ownStates}\n) found`;
};
