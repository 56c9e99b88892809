import type { ExplainedAppointment, Explanation } from "../../model/explain.ts";
import { isFieldName } from "../../model/fields.ts";
import { REJECT_KINDS } from "../../model/source.ts";
import { weekdayAnd } from "../text/dates.ts";
import { counted } from "../text/numbers.ts";
import { nameOf } from "./name.ts";
import { list, type Part, pairs, paragraph, title } from "./parts.ts";

type Version = ExplainedAppointment["versions"][number];

const valueText = ({ field, value, raw }: ExplainedAppointment["values"][number]): string => {
  const text = isFieldName(field) ? weekdayAnd(value) : value;
  if (raw === null) return text;
  return raw === "" ? `${text} (the cell is blank; canceled_at is known)` : `${text} (written "${raw}")`;
};

const STATES: Readonly<Record<Version["state"], string>> = {
  counts: "this is the one that counts",
  superseded: "superseded by a later version",
  duplicate: "a duplicate, word for word after reading",
};

const shown = (value: string | null): string => (value === null ? "unknown" : weekdayAnd(value));

const versionText = ({ source, line, updatedAt, state, differs }: Version): string => {
  const written = updatedAt === null ? "" : `, written ${weekdayAnd(updatedAt)}`;
  const said =
    state === "superseded"
      ? `; it said ${differs
          .filter(({ field }) => field !== "updated_at")
          .map(({ field, value, counts }) => `${field} ${shown(value)} (now ${shown(counts)})`)
          .join(", ")}`
      : "";
  return `${source}:${line}${written}: ${STATES[state]}${said}`;
};

const KINDS: Readonly<Record<(typeof REJECT_KINDS)[number], string>> = {
  "field-count": "it has more or fewer cells than the header",
  missing: "a required cell is blank",
  unreadable: "a required cell cannot be read",
  "unknown-status": "its status is in no code book",
  "id-collision":
    "records of this id name different enrollees; where sites number alike, --key facility,appointment_id tells them apart",
  "unclosed-quote": "a quote was opened and never closed",
};

const refusalText = ({ source, line, reason }: ExplainedAppointment["refusals"][number]): string => {
  const [kind] = reason.split(":");
  const known = REJECT_KINDS.find((one) => one === kind);
  const why = known === undefined ? reason : KINDS[known];
  return `${source}:${line}: ${reason}: ${why}`;
};

/** Tells what a record says, where it stands, and what became of other records of the same id. */
export const recordParts = (_told: Explanation, one: ExplainedAppointment): readonly Part[] => [
  ...(one.values.length === 0
    ? []
    : [
        title(2, "The record"),
        ...paragraph(`${one.source}, line ${one.line} (record ${one.record}).`),
        ...pairs(one.values.map((value) => [nameOf(value.field), valueText(value)])),
        ...paragraph(one.unknown.length === 0 ? null : `Of these columns it says nothing: ${one.unknown.join(", ")}.`),
      ]),
  ...(one.versions.length === 0
    ? []
    : [
        title(2, "Its versions"),
        ...paragraph(
          `${counted(one.versions.length, "record")} have this key. The latest by updated_at counts, and of equals the last.`,
        ),
        ...list(one.versions.map(versionText)),
      ]),
  ...(one.refusals.length === 0
    ? []
    : [title(2, "Records refused that name this id"), ...list(one.refusals.map(refusalText))]),
  ...(one.tookPlaceOf.length === 0
    ? []
    : [
        title(2, "Whose place it took"),
        ...list(
          one.tookPlaceOf.map(
            ({ appointment_id, source, line }) =>
              `${appointment_id}, canceled (${source}:${line}): explain that one for its rules`,
          ),
        ),
      ]),
];
