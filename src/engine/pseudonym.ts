import { createHmac } from "node:crypto";

/** What an id names; the same text means another thing in each, and gets another pseudonym. */
export const PSEUDONYM_KINDS = ["appointment", "enrollee"] as const;
export type PseudonymKind = (typeof PSEUDONYM_KINDS)[number];

/** Gives an id its pseudonym: 64 hexadecimal digits, the same for the same key, kind and id. */
export type Pseudonym = (kind: PseudonymKind, id: string) => string;

/** Bytes of a key below which it could be found by trying. */
export const LEAST_KEY = 32;

/** Sets these pseudonyms apart from whatever else is made with the same key. */
const DOMAIN = "cancellog.pseudonym/1";
const SEPARATOR = "\0";

/** The bytes that go before an id of a kind. */
export const prefixOf = (kind: PseudonymKind): Buffer => Buffer.from([DOMAIN, kind, ""].join(SEPARATOR), "utf8");

/**
 * Makes pseudonyms by HMAC-SHA-256 (RFC 2104) over domain, kind and the id's UTF-8 bytes: nobody can tell an id from its
 * pseudonym without the key, and whoever has the key can.
 */
export const pseudonymOf =
  (key: Uint8Array): Pseudonym =>
  (kind, id) =>
    createHmac("sha256", key).update(prefixOf(kind)).update(id, "utf8").digest("hex");

/** The columns of findings that hold an id, and what it names. */
export const ID_COLUMNS = {
  appointment_id: "appointment",
  enrollee_id: "enrollee",
  care_appointment_id: "appointment",
} as const satisfies Readonly<Record<string, PseudonymKind>>;

/** Takes the ids of a row of findings by their pseudonyms; what is not known stays unknown. */
export const pseudonymousRow = <Row extends Readonly<Record<keyof typeof ID_COLUMNS, string | number | null>>>(
  row: Row,
  pseudonym: Pseudonym,
): Row => {
  const hidden = Object.entries(ID_COLUMNS).map(([column, kind]) => {
    const id = row[column as keyof typeof ID_COLUMNS];
    return [column, id === null ? null : pseudonym(kind, String(id))] as const;
  });
  return { ...row, ...Object.fromEntries(hidden) };
};
