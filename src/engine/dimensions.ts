import type { Log } from "../ingest/log.ts";
import { failure } from "../model/failure.ts";
import { isFieldName } from "../model/fields.ts";
import type { Dimension } from "./contract.ts";

/** Breakdowns of every report, as far as the log has the columns. */
const USUAL = ["week", "facility", "county", "region", "service", "canceled_by", "cancel_reason"] as const;

const dimension = (name: string): Dimension => ({
  name,
  kind: name === "week" ? "week" : isFieldName(name) ? "field" : "column",
});

/**
 * Settles what the figures are broken down by.
 * @throws Failure `unknown-column` for a field that no source has a column for.
 */
export const settleDimensions = (asked: readonly string[] | null, log: Log): readonly Dimension[] => {
  const isMapped = (name: string): boolean => !isFieldName(name) || log.mapped.has(name);
  if (asked === null) return USUAL.filter(isMapped).map(dimension);
  const unmapped = asked.find((name) => !isMapped(name));
  if (unmapped !== undefined)
    throw failure("unknown-column", {
      option: "--by",
      name: unmapped,
      columns: ["week", ...log.mapped],
      nearest: null,
    });
  return [...new Set(asked)].map(dimension);
};
