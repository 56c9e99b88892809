import { describe, expect, it } from "vitest";
import { bothOfText } from "./both.ts";
import { readers } from "./readers.ts";

const LIMIT = 60_000;
const HEADER = "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,facility";
const row = (i: number, facility: string): string =>
  `a${i},p${i % 7},canceled,2022-08-15 09:00,2022-08-12 10:00,plan,${facility}`;

/** A row that lacks cells: the shared reader refuses it, and the database fills it up. */
const SHORT = "b,p,canceled";

/** A log of so many rows, every hundredth of which has a facility of its own, and of one that lacks cells. */
const csvOf = (rows: number, lineEnd: string, own: string, others = ""): string =>
  [HEADER, ...Array.from({ length: rows }, (_, i) => row(i, i % 100 === 50 ? own : others)), SHORT, ""].join(lineEnd);

describe("cells that go on over a line end", () => {
  it.each([
    ["LF, in lines that end in it", "\n", '"x\ny"', { regular: 300, left: 0 }],
    ["LF, in lines that end in CR and LF", "\r\n", '"x\ny"', { regular: 300, left: 0 }],
    // A CR within a cell is for the shared reader: those rows alone.
    ["CR and LF, in lines that end in them", "\r\n", '"x\r\ny"', { regular: 297, left: 3 }],
    ["CR and LF, in lines that end in LF", "\n", '"x\r\ny"', { regular: 297, left: 3 }],
  ])(
    "leave the other rows to the database, and are read alike: %s",
    async (_, lineEnd, cell, expected) => {
      const csv = csvOf(300, lineEnd, cell);
      const { reference, duckdb } = await bothOfText(csv, { asOf: "2022-10-31" });
      expect(duckdb).toEqual(reference);
      expect(await readers(csv)).toEqual(expected);
    },
    LIMIT,
  );

  it(
    "are found far behind the head of a file that the database reads at once",
    async () => {
      const rows = 90_000;
      const plain = csvOf(rows, "\n", "", "x".repeat(320));
      const csv = `${plain}${row(rows, '"x\ny"')}\n${row(rows + 1, "")}\n${SHORT}\n`;
      expect(csv.length).toBeGreaterThan(32 * 1024 * 1024);
      expect(await readers(csv)).toEqual({ regular: rows + 2, left: 0 });
    },
    LIMIT,
  );
});
