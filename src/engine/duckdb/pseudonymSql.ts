import { createHash } from "node:crypto";
import { BLOB, blobValue } from "@duckdb/node-api";
import { ID_COLUMNS, PSEUDONYM_KINDS, prefixOf } from "../pseudonym.ts";
import type { DuckSession } from "./session.ts";

/** Bytes that SHA-256 takes at a time. */
const BLOCK = 64;
/** What HMAC mixes a key with, inside and outside (RFC 2104, section 2). */
const INNER = 0x36;
const OUTER = 0x5c;

/** A key as wide as a block, mixed with one byte; a longer one is hashed before. */
const mixed = (key: Uint8Array, byte: number): Buffer => {
  const own = key.length > BLOCK ? createHash("sha256").update(key).digest() : key;
  return Buffer.concat([own, Buffer.alloc(BLOCK - own.length)]).map((one) => one ^ byte) as Buffer;
};

/** Gives the database the key, in a table and in no statement: a statement may be told where it fails. */
export const fillKey = async (session: DuckSession, key: Uint8Array): Promise<void> => {
  await session.run(
    `create table pseudonym_key (outside blob, ${PSEUDONYM_KINDS.map((kind) => `${kind} blob`).join(", ")})`,
  );
  const inside = PSEUDONYM_KINDS.map((kind) => Buffer.concat([mixed(key, INNER), prefixOf(kind)]));
  const parts = [mixed(key, OUTER), ...inside];
  await session.append(
    "pseudonym_key",
    parts.map((part) => ({ type: BLOB, read: () => blobValue(part) })),
    [null],
  );
};

/** Takes the ids of a query by their pseudonyms: HMAC-SHA-256, as {@link pseudonymOf} has it. */
export const pseudonymousQuery = (query: string): string => {
  const hidden = Object.entries(ID_COLUMNS).map(
    ([column, kind]) => `sha256(k.outside || unhex(sha256(k.${kind} || encode(${column})))) as ${column}`,
  );
  return `select f.* replace (${hidden.join(",\n  ")}) from (\n${query}\n) f cross join pseudonym_key k`;
};
