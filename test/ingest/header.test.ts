import { describe, expect, it } from "vitest";
import { headerSpelling } from "../../src/ingest/cell.ts";
import { fieldOfHeader, mapHeader, requireColumns } from "../../src/ingest/header.ts";
import { FIELD_NAMES, type FieldName, fieldSpec } from "../../src/model/fields.ts";

/** Every header that the field table knows, with its field. */
const HEADERS: readonly (readonly [string, FieldName])[] = FIELD_NAMES.flatMap((field) => {
  const { fhir, epic, aliases = [] } = fieldSpec(field);
  const words = [field, epic, fhir?.startsWith("Appointment.") ? undefined : fhir, ...aliases];
  return words.filter((word) => word !== undefined).map((word) => [word, field] as const);
});
const fieldNamed = (header: string) => fieldOfHeader(header)?.field ?? null;
const place = { path: "log.csv", line: 1 };
const map = (...columns: string[]) => [...mapHeader(columns, null, place)];
const codeOf = (act: () => unknown): string => {
  try {
    act();
    return "none";
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
};

describe("a header", () => {
  it("of the field table maps to its field", () =>
    expect(HEADERS.map(([header]) => [header, fieldNamed(header)])).toEqual(HEADERS));

  it("maps so in capitals, with blanks, and run together", () => {
    for (const spell of [
      (word: string) => word.toUpperCase(),
      (word: string) => word.replaceAll("_", " "),
      (word: string) => ` ${word.replaceAll("_", "")} `,
      (word: string) => word.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    ])
      expect(HEADERS.map(([header]) => [header, fieldNamed(spell(header))])).toEqual(HEADERS);
  });

  it("is never spelled the same for two fields", () => {
    const owners = new Map<string, Set<FieldName>>();
    for (const [header, field] of HEADERS) {
      const spelling = headerSpelling(header);
      owners.set(spelling, (owners.get(spelling) ?? new Set()).add(field));
    }
    expect([...owners].filter(([, fields]) => fields.size > 1)).toEqual([]);
    expect([...owners.keys()]).not.toContain("");
  });

  it.each<readonly [string, FieldName]>([
    ["PAT_ENC_CSN_ID", "appointment_id"],
    ["PAT_ID", "enrollee_id"],
    ["APPT_STATUS_NAME", "status"],
    ["APPT_DTTM", "scheduled_at"],
    ["APPT_MADE_DTTM", "made_at"],
    ["APPT_CANC_DTTM", "canceled_at"],
    ["CANCEL_INITIATOR", "canceled_by"],
    ["CANCEL_REASON_NAME", "cancel_reason"],
    ["PRC_NAME", "service"],
    ["RESCHED_APPT_CSN_ID", "replaced_by"],
    ["UPDATE_DATE", "updated_at"],
    ["start", "scheduled_at"],
    ["created", "made_at"],
    ["cancellationDate", "canceled_at"],
    ["cancellationReason", "cancel_reason"],
    ["serviceType", "service"],
    ["priority", "urgency"],
    ["replaces", "replaces"],
    ["Member ID", "enrollee_id"],
    ["MRN", "enrollee_id"],
  ])("%s is %s", (header, field) => expect(fieldNamed(header)).toBe(field));

  it.each(["", "id", "date", "name", "language", "expect", "why", "synthetic", "toString", "__proto__", "statu\u017f"])(
    "%j maps to none",
    (header) => expect(fieldNamed(header)).toBeNull(),
  );
});

describe("a header line", () => {
  it("maps each field to its column", () =>
    expect(map("appt_id", "language", "MRN", "status", "start")).toEqual([
      ["appointment_id", [0]],
      ["enrollee_id", [2]],
      ["status", [3]],
      ["scheduled_at", [4]],
    ]));

  it("takes the canonical name before an alias, wherever it stands", () =>
    expect(map("MRN", "enrollee_id", "patient_id")).toEqual([["enrollee_id", [1]]]));

  it.each<readonly [string, readonly string[]]>([
    ["two aliases of one field", ["MRN", "patient_id"]],
    ["one alias twice", ["MRN", "mrn"]],
    ["the canonical name twice", ["enrollee_id", "Enrollee ID"]],
  ])("%s are not chosen between", (_, columns) => expect(codeOf(() => map(...columns))).toBe("ambiguous-column"));

  const need = (columns: readonly string[], keyFields: readonly FieldName[] = ["appointment_id"]) =>
    codeOf(() => requireColumns(columns, mapHeader(columns, null, place), keyFields, place));

  it.each<readonly [readonly string[], string]>([
    [["appointment_id", "enrollee_id", "scheduled_at", "status"], "none"],
    [["appointment_id", "enrollee_id", "scheduled_at", "canceled_at"], "none"],
    [["csn", "mrn", "start", "cancel_date"], "none"],
    [["enrollee_id", "scheduled_at", "status"], "missing-column"],
    [["appointment_id", "scheduled_at", "status"], "missing-column"],
    [["appointment_id", "enrollee_id", "status"], "missing-column"],
    [["appointment_id", "enrollee_id", "scheduled_at"], "missing-column"],
    [["appointment_id", "enrollee_id", "scheduled_at", "canceled_by"], "missing-column"],
  ])("%j: %s", (columns, code) => expect(need(columns)).toBe(code));

  it("needs the columns of the key too", () => {
    const columns = ["appointment_id", "enrollee_id", "scheduled_at", "status"];
    expect(need(columns, ["facility", "appointment_id"])).toBe("missing-column");
    expect(need([...columns, "clinic"], ["facility", "appointment_id"])).toBe("none");
  });
});
