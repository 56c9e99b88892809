import type { Alternate } from "./alternates.ts";
import { type Assessing, framesOf, startColumn } from "./assess.ts";
import { alikeByCalendars, dueColumns } from "./byDays.ts";
import { asOfMark, type ClockFrame, markedColumn } from "./clock.ts";
import { code } from "./columns.ts";
import { assumptionsOf } from "./condition.ts";
import { stateNumber } from "./questions.ts";
import { type Binding, bindingOf, bindingOfLimit, clockState, requirementState } from "./state.ts";

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
      binding: bindingOfLimit(frame?.question ?? null, name),
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
const stateSql = (assessing: Assessing, { place, frame, binding, recounted }: Asked): string => {
  if (frame !== null) {
    const asOf = asOfMark(assessing, assessing.calendars);
    const alike = recounted ? alikeByCalendars(frame) : null;
    const found = alike === null ? [] : [`when ${alike} then q${place}_state`];
    return clockState(frame, startColumn(assessing, place) ?? "", binding, markedColumn("care"), asOf, found);
  }
  const question = assessing.questions[place];
  if (question?.kind !== "requirement") return String(stateNumber("out"));
  const { option, pack } = assumptionsOf(assessing.plan, question.pack, assessing.asked);
  const assumed = option.service ?? pack.service;
  const service = assumed === undefined ? "service" : `coalesce(service, ${code("service", String(assumed))})`;
  return requirementState(question, service, binding);
};

/** Adds what each question finds, to cancellations with their times and the rules that bind their class. */
export const statesQuery = (assessing: Assessing, source: string): string => {
  const frames = framesOf(assessing);
  const own = frames.map(
    (frame, place): Asked => ({ place, name: `q${place}`, frame, binding: bindingOf(place), recounted: false }),
  );
  const asked = [...own, ...(assessing.alternates ?? []).map((one) => askedOtherwise(frames, one))];
  const { gates, dues } = dueColumns(asked.flatMap(({ frame }) => frame ?? []));
  const columns = (sql: readonly string[]): string => ["*", ...sql].join(",\n    ");
  const states = (of: readonly Asked[]): string =>
    columns(of.map((one) => `${stateSql(assessing, one)} as ${one.name}_state`));
  const found = `select ${states(asked.filter(({ recounted }) => !recounted))}
  from (
    select ${columns(dues)}
    from (
      select ${columns(gates)}
      from (
  ${source}
      ) timed
    ) gated
  ) due`;
  const recounted = asked.filter((one) => one.recounted);
  return recounted.length === 0 ? found : `select ${states(recounted)}\nfrom (\n${found}\n) found`;
};
