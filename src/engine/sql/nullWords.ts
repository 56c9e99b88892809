import type { Flaw } from "../../model/appointment.ts";
import type { FieldName } from "../../model/fields.ts";
import { compareUtf8 } from "../../model/utf8Order.ts";
import { countOf, type Dialect, type Session } from "./session.ts";

/** The column of rows whose bits tell which fields hold a word for no value, and the view of those that hold any. */
export const NULL_WORDS = "null_words";

/** Words for no value in rows that the database has read by itself: which fields may hold one, and what it is in each source. */
export class NullWords {
  constructor(
    /** In the order of the field table; each has the bit of its place. */
    readonly fields: readonly FieldName[],
    readonly words: ReadonlyMap<number, string>,
  ) {}

  /** The number that has the bit of a field alone; 0 where it holds no such word. */
  bitOf(field: FieldName): number {
    const place = this.fields.indexOf(field);
    return place < 0 ? 0 : 2 ** place;
  }

  /** What a row's bits say, as the reader of records would. */
  flawsOf(source: number, bits: number): readonly Flaw[] {
    const text = this.words.get(source) ?? "";
    return this.fields.flatMap((field, place) =>
      Math.floor(bits / 2 ** place) % 2 === 1 ? [{ code: "null-word", field, text } as const] : [],
    );
  }
}

/** How a cell with such a word is told of. */
export const flawDetail = (field: string | null, text: string): string =>
  field === null ? text : `${field}: ${JSON.stringify(text)}`;

/** A row with a word for no value in a field. */
export interface NullWordFound {
  readonly seq: number;
  readonly key: string;
  readonly detail: string;
}

/**
 * Counts the cells of accepted rows that hold a word for no value, and finds the first of them: by what is told of them,
 * and then by their rows' keys.
 */
export const findNullWords = async (
  session: Session,
  { fields, words }: NullWords,
  dialect: Dialect,
  most: number,
): Promise<{ readonly cells: number; readonly first: readonly NullWordFound[] }> => {
  const accepted = `from ${NULL_WORDS} w where w.seq not in (select seq from losers)`;
  const has = (place: number): string => `${dialect.div(NULL_WORDS, 2 ** place)} % 2`;
  const counts = await session.rows(
    `select source, ${fields.map((_, place) => `sum(${has(place)})`).join(",\n  ")} ${accepted} group by source order by source`,
  );
  let cells = 0;
  const sources = new Map<string, { readonly place: number; readonly sources: number[] }>();
  for (const [source, ...own] of counts)
    for (const [place, field] of fields.entries()) {
      const n = countOf(own[place]);
      cells += n;
      if (n === 0) continue;
      const detail = flawDetail(field, words.get(countOf(source)) ?? "");
      const known = sources.get(detail) ?? { place, sources: [] };
      known.sources.push(countOf(source));
      sources.set(detail, known);
    }
  const first: NullWordFound[] = [];
  for (const [detail, { place, sources: own }] of [...sources].sort(([a], [b]) => compareUtf8(a, b))) {
    if (first.length >= most) break;
    const rows = await session.rows(
      `select seq, key ${accepted} and w.source in (${own.join(", ")}) and ${has(place)} = 1 order by key, seq limit ${most}`,
    );
    for (const [seq, key] of rows) first.push({ seq: countOf(seq), key: String(key), detail });
  }
  return { cells, first };
};
