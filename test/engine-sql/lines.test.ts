import { describe, expect, it } from "vitest";
import { bothOfText } from "./both.ts";
import { readers } from "./readers.ts";

const LIMIT = 60_000;
const HEADER = "appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,notes";
const row = (i: number, notes: string): string =>
  `a${i},p${i % 7},canceled,2022-08-15 09:00,2022-08-12 10:00,plan,${notes}`;

/** A log of so many rows, every hundredth of which has a note of its own. */
const csvOf = (rows: number, lineEnd: string, note: string, others = ""): string =>
  [HEADER, ...Array.from({ length: rows }, (_, i) => row(i, i % 100 === 50 ? note : others)), ""].join(lineEnd);

describe("notes that go on over a line end", () => {
  it.each([
    ["LF, in lines that end in it", "\n", '"no answer\nleft a message"', { regular: 300, left: 0 }],
    ["LF, in lines that end in CR and LF", "\r\n", '"no answer\nleft a message"', { regular: 300, left: 0 }],
    // A CR within a cell is for the shared reader: those rows alone.
    ["CR and LF, in lines that end in them", "\r\n", '"no answer\r\nleft a message"', { regular: 297, left: 3 }],
    ["CR and LF, in lines that end in LF", "\n", '"no answer\r\nleft a message"', { regular: 297, left: 3 }],
  ])(
    "leave the other rows to the database, and are read alike: %s",
    async (_, lineEnd, note, expected) => {
      const csv = csvOf(300, lineEnd, note);
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
      const csv = `${plain}${row(rows, '"no answer\nleft a message"')}\n${row(rows + 1, "")}\n`;
      expect(csv.length).toBeGreaterThan(32 * 1024 * 1024);
      expect(await readers(csv)).toEqual({ regular: rows + 2, left: 0 });
    },
    LIMIT,
  );
});
