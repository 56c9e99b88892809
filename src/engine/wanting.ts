import { type FieldName, LINK_FIELDS } from "../model/fields.ts";
import type { Wanting } from "../model/tally.ts";
import type { Plan } from "./contract.ts";

/** Names the fields that each section could have told more by, and that no source has a column for. */
export const wantingFields = (
  mapped: ReadonlySet<FieldName>,
  { packs, assume, link }: Pick<Plan, "packs" | "assume" | "link">,
): Wanting => {
  const has = (...fields: readonly FieldName[]): boolean => fields.some((field) => mapped.has(field));
  const unless = (known: boolean, field: FieldName): readonly FieldName[] => (known ? [] : [field]);
  const initiator = unless(
    has("canceled_by") || (assume.canceled_by ?? packs[0]?.pack.assume.canceled_by) !== undefined,
    "canceled_by",
  );
  const facility = unless(has("facility"), "facility");
  // What a replacement is like stands in its own record, or on the canceled row where that is where it is given.
  const byRecord = has("replaced_by", "replaces") || link === "inferred" || (link === "series" && has("series_id"));
  const inline = has("rescheduled_to");
  const ofReplacement = (own: FieldName, given: FieldName): readonly FieldName[] => [
    ...unless(!byRecord || has(own), own),
    ...unless(!inline || has(given), given),
  ];
  const followed = (...fields: readonly FieldName[]): readonly FieldName[] =>
    unless(byRecord || has(...fields), "replaced_by");
  return {
    outOfNetwork: [
      ...initiator,
      ...followed(...LINK_FIELDS),
      ...ofReplacement("network", "rescheduled_network"),
      ...facility,
    ],
    notice: [...initiator, ...unless(has("notified_at"), "notified_at"), ...facility],
    continuity: [
      ...unless(has("provider_id"), "provider_id"),
      ...unless(!inline || has("rescheduled_provider_id"), "rescheduled_provider_id"),
      ...followed("replaced_by", "replaces", "rescheduled_to"),
    ],
    groups: [...initiator, ...unless(has("session_id"), "session_id"), ...unless(has("series_id"), "series_id")],
  };
};
