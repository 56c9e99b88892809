import type { Audit, Request } from "../audit.ts";
import { failure } from "../model/failure.ts";
import { type FieldName, isFieldName } from "../model/fields.ts";
import type { Gate } from "../model/gate.ts";
import { parseGate } from "../statistics/gateSyntax.ts";

/** The gate of a check that is told none: nobody was left without care beyond the limit. */
export const DEFAULT_GATE = "ca.reschedule:missed+overdue>0";

/** Fields that name a person or a person's appointment: their values stay out of what dashboards show. */
const PERSONAL = [
  "appointment_id",
  "enrollee_id",
  "provider_id",
  "replaced_by",
  "replaces",
  "rescheduled_provider_id",
  "session_id",
  "series_id",
] as const satisfies readonly FieldName[];

/**
 * Reads the gates of a run by the packs that are in force.
 * @throws Failure `gate-error`, `gate-of-persons`.
 */
export const gatesOf = (texts: readonly string[] | undefined, { plan }: Request): readonly Gate[] => {
  const names = {
    families: plan.packs.flatMap(({ pack }) => pack.families.map(({ id }) => id)),
    rules: plan.packs.flatMap(({ pack }) => pack.rules.map(({ id }) => id)),
  };
  return (texts ?? [DEFAULT_GATE]).map((text) => {
    const gate = parseGate(text, names);
    const field = PERSONAL.find((one) => one === gate.by);
    if (field !== undefined) throw failure("gate-of-persons", { by: field, field });
    return gate;
  });
};

/** Asks of a run what its gates need beside its options: the breakdowns that they group by. */
export const withGates = (request: Request, gates: readonly Gate[]): Request => {
  const alsoBy = [...new Set(gates.flatMap(({ by }) => by ?? []))];
  const columns = alsoBy.filter((name) => name !== "week" && !isFieldName(name));
  const { reading } = request;
  return { ...request, alsoBy, reading: { ...reading, columns: [...new Set([...reading.columns, ...columns])] } };
};

/**
 * Refuses gates by a column that was read as an id, by whatever header it has.
 * @throws Failure `gate-of-persons`.
 */
export const requireNobody = (gates: readonly Gate[], { sources }: Audit): void => {
  for (const { by } of gates)
    for (const { dialect } of sources)
      for (const field of PERSONAL)
        if (by !== null && dialect.mapped.get(field)?.some((index) => dialect.columns[index] === by) === true)
          throw failure("gate-of-persons", { by, field });
};
