import { failure } from "../model/failure.ts";
import { type FieldName, isFieldName } from "../model/fields.ts";
import type { Dimension, Scope } from "./contract.ts";

/** Breakdowns of every report, as far as the log has the columns. */
const USUAL = ["week", "facility", "county", "region", "service", "canceled_by", "cancel_reason"] as const;

const dimension = (name: string): Dimension => ({
  name,
  kind: name === "week" ? "week" : isFieldName(name) ? "field" : "column",
});

/**
 * Refuses a scope that no record could be in for want of the column: it would look like a log without cancellations.
 * @throws Failure `unknown-column`.
 */
export const requireScope = ({ where }: Scope, mapped: ReadonlySet<FieldName>): void => {
  const unmapped = where.find(
    ({ field, negated, values }) => field !== null && !mapped.has(field) && !negated && !values.includes(null),
  );
  if (unmapped !== undefined)
    throw failure("unknown-column", {
      option: "--where",
      name: unmapped.column,
      columns: [...mapped],
      nearest: null,
    });
};

/**
 * Settles what the figures are broken down by.
 * @throws Failure `unknown-column` for a field that no source has a column for.
 */
export const settleDimensions = (
  asked: readonly string[] | null,
  mapped: ReadonlySet<FieldName>,
): readonly Dimension[] => {
  const isMapped = (name: string): boolean => !isFieldName(name) || mapped.has(name);
  if (asked === null) return USUAL.filter(isMapped).map(dimension);
  const unmapped = asked.find((name) => !isMapped(name));
  if (unmapped !== undefined)
    throw failure("unknown-column", {
      option: "--by",
      name: unmapped,
      columns: ["week", ...mapped],
      nearest: null,
    });
  return [...new Set(asked)].map(dimension);
};
