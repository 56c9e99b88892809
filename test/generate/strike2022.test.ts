import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { FAULTS_IN_10_000, type Fault, faultOf } from "../../src/generate/faults.ts";
import { FORMS, type FormName } from "../../src/generate/form.ts";
import { Random } from "../../src/generate/random.ts";
import { STRIKE_2022, strike2022 } from "../../src/generate/strike2022.ts";
import { CANCEL_REASON, CANCELED_BY, type CodeBook, SERVICE, STATUS } from "../../src/model/codes.ts";
import { type FieldName, fieldSpec } from "../../src/model/fields.ts";

type Cells = readonly string[];

const textOf = (form: FormName, cancellations: number, seed = 1): string =>
  [...strike2022({ seed, cancellations, form })].join("");
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Reads a log without a quoted cell, which none has. */
const split = (text: string): readonly Cells[] =>
  text
    .slice(0, -1)
    .split("\n")
    .map((line) => line.split(","));
const parsed = (text: string): readonly Cells[] => parse(text, { relax_column_count: true });

const placeOf = (header: Cells, field: FieldName): number => {
  const spec = fieldSpec(field);
  return header.findIndex((name) => name === field || name === spec.epic);
};

const US = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+) (AM|PM)$/;
/** Brings both ways of writing a moment to one that sorts. */
const sortable = (text: string): string => {
  const us = US.exec(text);
  if (us === null) return text;
  const [month, day, year, hour, minute] = us.slice(1, 6).map(Number) as [number, number, number, number, number];
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${year}-${two(month)}-${two(day)} ${two((hour % 12) + (us[6] === "PM" ? 12 : 0))}:${two(minute)}`;
};

/** Counts a log over again, knowing nothing of how it was made. */
const counted = ([header, ...records]: readonly Cells[]) => {
  const at = (field: FieldName): number => placeOf(header!, field);
  const [enrollee, status, scheduled, canceled, updated] = [
    at("enrollee_id"),
    at("status"),
    at("scheduled_at"),
    at("canceled_at"),
    at("updated_at"),
  ];
  const winners = new Map<string, Cells>();
  const versions = new Map<string, Set<string>>();
  let rejected = 0;
  for (const cells of records) {
    const refused =
      cells.length !== header!.length ||
      cells[enrollee] === "" ||
      /13[-/]45/.test(cells[scheduled]!) ||
      cells[status] === "zz-hold";
    if (refused) {
      rejected++;
      continue;
    }
    const id = cells[0]!;
    const best = winners.get(id);
    if (best === undefined || sortable(cells[updated]!) >= sortable(best[updated]!)) winners.set(id, cells);
    versions.set(id, (versions.get(id) ?? new Set()).add(cells.join()));
  }
  const lost = [...winners.values()].filter((cells) => {
    const word = cells[status]!.toLowerCase();
    return word === "canceled" || word === "rescheduled" || (word === "" && cells[canceled] !== "");
  });
  const superseded = [...versions.values()].reduce((sum, kinds) => sum + kinds.size - 1, 0);
  return {
    read: records.length,
    rejected,
    accepted: winners.size,
    superseded,
    duplicates: records.length - rejected - winners.size - superseded,
    cancellations: lost.length,
    enrollees: new Set(lost.map((cells) => cells[enrollee])).size,
    days: lost.map((cells) => sortable(cells[scheduled]!).slice(0, 10)).sort(),
    numbers: lost.map((cells) => Number(cells[0]!.replace(/\D/, "")) % 200_000_000).sort((a, b) => a - b),
    lost,
  };
};

describe("the published log", () => {
  for (const form of FORMS) {
    it(`holds the two published totals in the form ${form}`, () => {
      const count = counted(split(textOf(form, STRIKE_2022.cancellations)));
      expect(count).toMatchObject({ cancellations: 111_803, enrollees: 63_808 });
      expect(count.days[0]).toBe(STRIKE_2022.from);
      expect(count.days.at(-1)).toBe(STRIKE_2022.to);
    });
  }

  it("holds some 35,000 appointments that were not canceled, and faults at the documented rates", () => {
    const count = counted(split(textOf("inline", STRIKE_2022.cancellations)));
    expect(Math.abs(count.accepted - count.cancellations - 37_000)).toBeLessThan(5_000);
    const rate = (n: number): number => (n * 10_000) / count.accepted;
    expect(rate(count.duplicates) / FAULTS_IN_10_000.duplicates).toBeCloseTo(1, 0.5);
    expect(rate(count.superseded) / FAULTS_IN_10_000.olderVersions).toBeCloseTo(1, 0.5);
    expect(rate(count.rejected) / FAULTS_IN_10_000.rejected).toBeCloseTo(1, 0.5);
  });

  it("speaks for the end of October and for nothing later", () => {
    const [header, ...records] = split(textOf("inline", STRIKE_2022.cancellations));
    for (const field of ["made_at", "canceled_at", "updated_at", "notified_at"] as const) {
      const texts = records.map((cells) => cells[header!.indexOf(field)] ?? "").filter((text) => /^2022-/.test(text));
      expect(texts.filter((text) => text > "2022-10-31 17:00")).toEqual([]);
      if (field === "updated_at") expect(texts.filter((text) => text >= "2022-10-31").length).toBeGreaterThan(100);
    }
  });

  it("cancels group sessions for 6 to 12 enrollees at once", () => {
    const [header, ...records] = split(textOf("inline", STRIKE_2022.cancellations));
    const { lost } = counted([header!, ...records]);
    const members = new Map<string, number>();
    const session = header!.indexOf("session_id");
    for (const cells of lost) if (cells[session]) members.set(cells[session], (members.get(cells[session]) ?? 0) + 1);
    expect(members.size).toBeGreaterThan(1_000);
    expect(Math.min(...members.values())).toBe(6);
    expect(Math.max(...members.values())).toBe(12);
  });
});

describe("a log of any size", () => {
  for (const cancellations of [1, 2, 3, 7, 100, 223, 224, 225, 1_000, 5_003]) {
    for (const seed of [0, 1, 20_220_815, 2 ** 40 + 1]) {
      it(`of ${cancellations} cancellations, seed ${seed}, is exact in every form`, () => {
        const enrollees = Math.max(1, Math.round((cancellations * 63_808) / 111_803));
        const counts = FORMS.map((form) => counted(parsed(textOf(form, cancellations, seed))));
        for (const count of counts) expect(count).toMatchObject({ cancellations, enrollees });
        for (const count of counts)
          expect(count.days[0]! >= "2022-08-15" && count.days.at(-1)! <= "2022-10-18").toBe(true);
        for (const count of counts) expect(count.numbers).toEqual(counts[0]!.numbers);
      });
    }
  }

  it("begins at once, however long it is", () => {
    const first = strike2022({ seed: 1, cancellations: 1_000_000_000, form: "inline" }).next();
    expect(String(first.value).length).toBeGreaterThan(65_000);
    expect(String(first.value).length).toBeLessThan(80_000);
  });

  it("is refused where it is not a whole number from 1 on", () => {
    for (const cancellations of [0, -1, 1.5, Number.NaN]) {
      expect(() => textOf("inline", cancellations)).toThrow(RangeError);
    }
  });
});

describe("bytes", () => {
  for (const form of FORMS) {
    it(`of the form ${form} depend on the seed and on nothing else`, () => {
      expect(textOf(form, 2_000, 5)).toBe(textOf(form, 2_000, 5));
      expect(textOf(form, 2_000, 5)).not.toBe(textOf(form, 2_000, 6));
      expect(textOf(form, 2_000, 5)).not.toBe(textOf(form, 2_000, 5 + 2 ** 32));
    });

    it(`of the form ${form} are marked as synthetic on every record`, () => {
      const [header, ...records] = split(textOf(form, 5_000));
      expect(header!.at(-1)!.toLowerCase()).toBe("synthetic");
      expect(records.filter((cells) => cells.at(-1) !== "true")).toEqual([]);
    });

    it(`of the form ${form} are ASCII, with LF and no quotes`, () => {
      expect(textOf(form, 5_000)).toMatch(/^[\n !#-~]*\n$/);
    });
  }

  it("of the linked form tell the links on either record", () => {
    const [header, ...records] = split(textOf("linked", 5_000));
    for (const field of ["replaced_by", "replaces"]) {
      expect(records.filter((cells) => cells[header!.indexOf(field)]).length).toBeGreaterThan(200);
    }
  });

  it("are the same on every machine", () => {
    expect(FORMS.map((form) => sha256(textOf(form, 1_000)).slice(0, 16))).toMatchInlineSnapshot(`
      [
        "699633ca08643b72",
        "89e322e0d68b80a1",
        "4f871d6520054b55",
      ]
    `);
  });
});

describe("faults", () => {
  it("are drawn at the documented rates", () => {
    const random = new Random(1, 9, 9);
    const seen = new Map<Fault | null, number>();
    for (let i = 0; i < 1_000_000; i++) {
      const fault = faultOf(random);
      seen.set(fault, (seen.get(fault) ?? 0) + 1);
    }
    for (const [name, rate] of Object.entries(FAULTS_IN_10_000)) {
      expect(Math.abs((seen.get(name as Fault) ?? 0) / 100 - rate)).toBeLessThan(1 + rate / 20);
    }
  });
});

describe("code words", () => {
  const DELIBERATE = ["front desk", "see comment", "tele consult", "tier 3", "zz-hold"];
  const BOOKS = { status: STATUS, canceled_by: CANCELED_BY, cancel_reason: CANCEL_REASON, service: SERVICE } as const;
  const folded = (word: string): string => word.toLowerCase().replace(/[ _]/g, "-");
  const known = (book: CodeBook): ReadonlySet<string> =>
    new Set(Object.entries(book).flatMap(([code, words]) => [code, ...words].map(folded)));

  for (const form of FORMS) {
    for (const [field, book] of Object.entries(BOOKS)) {
      it(`of ${field} in the form ${form} are known, but for the deliberate ones`, () => {
        const [header, ...records] = split(textOf(form, 20_000));
        const place = placeOf(header!, field as FieldName);
        const words = new Set(records.filter((cells) => cells.length === header!.length).map((cells) => cells[place]!));
        const strange = [...words].filter((word) => word !== "" && !known(book).has(folded(word)));
        expect(strange.filter((word) => !DELIBERATE.includes(word) && word.toLowerCase() !== "unknown")).toEqual([]);
      });
    }
  }
});
