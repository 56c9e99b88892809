import { zeros } from "../../model/tally.ts";
import { VERDICTS, type Verdict } from "../../model/verdict.ts";
import type { Assessing } from "./assess.ts";
import { type Keys, maskOf, UNKNOWN_KEY } from "./dimensionKeys.ts";
import { countOf, type Session } from "./session.ts";
import type { Signature } from "./signature.ts";
import { type Signatures, signatureJoin } from "./signatures.ts";
import type { Found, NumberedFamily } from "./verdicts.ts";

/** Bits of a word of keys that JavaScript holds exactly. */
const WORD = 52;
/** Families of a mask: with a bit for each of their verdicts it is still exact in JavaScript. */
const MASK_FAMILIES = 7;
/** A dimension with more keys than this many words hold is counted by itself. */
const MOST_WORDS = 4;
/** Masks that are counted in one pass over the people: few enough for a mask of them to be exact. */
const AT_ONCE = 32;

/** One bit for each family and verdict, in masks of seven families; none for what is not known yet. */
export const masksOf = (families: readonly (Found | null)[]): readonly number[] =>
  Array.from({ length: Math.ceil(families.length / MASK_FAMILIES) }, (_, mask) =>
    families
      .slice(mask * MASK_FAMILIES, (mask + 1) * MASK_FAMILIES)
      .reduce(
        (sum, one, i) => (one === null ? sum : sum + 2 ** (i * VERDICTS.length + VERDICTS.indexOf(one.verdict))),
        0,
      ),
  );

/** Distinct enrollees: in all, by family and verdict, and by the number of a dimension's key. */
export interface PeopleTally {
  readonly all: number;
  readonly families: readonly Readonly<Record<Verdict, number>>[];
  readonly dimensions: readonly ReadonlyMap<number, number>[];
}

/** Neighboring keys of a dimension, the unknown one first, with the bits of a word that stand for them. */
interface Piece {
  readonly dimension: number;
  readonly from: number;
  readonly keys: number;
  readonly word: number;
  readonly shift: number;
}

/** Gives every key of every dimension a bit of some word; several dimensions of few keys share one. */
const piecesOf = (keys: readonly Keys[]): readonly Piece[] => {
  const pieces: Piece[] = [];
  let word = 0;
  let shift = 0;
  for (const [dimension, { size }] of keys.entries()) {
    if (size + 1 > MOST_WORDS * WORD) continue;
    for (let from = 0; from <= size; from += WORD) {
      const own = Math.min(WORD, size + 1 - from);
      if (shift + own > WORD) {
        word++;
        shift = 0;
      }
      pieces.push({ dimension, from, keys: own, word, shift });
      shift += own;
    }
  }
  return pieces;
};

/** Writes the bit of a cancellation's key; none where another piece of its dimension has it. */
const bitSql = ({ dialect }: Assessing, { dimension, from, keys, shift }: Piece, size: number): string => {
  const place = `judged.dim_${dimension} - ${UNKNOWN_KEY}`;
  const bit = dialect.bit(`${place} + ${shift - from}`);
  return keys === size + 1 ? bit : `case when ${place} between ${from} and ${from + keys - 1} then ${bit} else 0 end`;
};

/** The bits of a piece in its word. */
const bitsOf = ({ keys, shift }: Piece): number => (2 ** keys - 1) * 2 ** shift;

/** One row a person: what befell any of their cancellations, and where, as bits of a few whole numbers. */
const peopleQuery = (
  assessing: Assessing,
  signature: Signature,
  { masks }: Signatures,
  keys: readonly Keys[],
  pieces: readonly Piece[],
): string => {
  const { bitOr } = assessing.dialect;
  const words = [...new Set(pieces.map(({ word }) => word))].map((word) => {
    const own = pieces.filter((one) => one.word === word);
    const bits = own.map((one) => bitSql(assessing, one, keys[one.dimension]?.size ?? 0));
    return `${bitOr(bits.join(" + "))} as word_${word}`;
  });
  const columns = [
    ...Array.from({ length: masks }, (_, i) => `${bitOr(`signatures.mask_${i}`)} as mask_${i}`),
    ...words,
  ];
  return `select judged.enrollee_id, ${columns.join(",\n    ")}
  from judged ${signatureJoin(signature)}
  group by judged.enrollee_id`;
};

/** A set of masks by which people are counted together. */
interface Counted {
  readonly masks: readonly { readonly name: string; readonly sql: string }[];
  readonly rows: { readonly masks: readonly number[]; readonly n: number }[];
}

/** Counts people by sets of masks, each in the order it was given: one pass over them serves all sets. */
const countSets = async (
  { dialect }: Assessing,
  session: Session,
  people: string,
  sets: readonly Counted["masks"][],
): Promise<readonly Counted["rows"][]> => {
  const counted = sets.map((masks): Counted => ({ masks, rows: [] }));
  for (let from = 0; from < sets.length; from += AT_ONCE) {
    const own = counted.slice(from, from + AT_ONCE);
    const names = own.flatMap(({ masks }) => masks.map(({ name }) => name));
    const columns = own.flatMap(({ masks }) => masks.map(({ name, sql }) => `${sql} as ${name}`));
    const rows = await session.rows(`select ${dialect.groupingOf(names)} as grouped, ${names.join(", ")}, count(*)
from (
  select ${columns.join(", ")} from (
  ${people}
  ) people
) masks
group by grouping sets (${own.map(({ masks }) => `(${masks.map(({ name }) => name).join(", ")})`).join(", ")})`);
    const byMask = new Map(
      own.map((one) => {
        const places = one.masks.map(({ name }) => names.indexOf(name));
        return [maskOf(names.length, places), { places, into: one.rows }];
      }),
    );
    for (const [grouped, ...row] of rows) {
      const set = byMask.get(Number(grouped));
      if (set === undefined) throw new Error("people are counted by no set of masks");
      set.into.push({ masks: set.places.map((place) => Number(row[place])), n: countOf(row[names.length]) });
    }
  }
  return counted.map(({ rows }) => rows);
};

/** Tells whether a number that is exact has a bit. */
const has = (mask: number, bit: number): boolean => Math.floor(mask / 2 ** bit) % 2 === 1;

/** Counts the people behind the judged cancellations: who they are is gathered once, for every figure of theirs. */
export const countPeople = async (
  assessing: Assessing,
  session: Session,
  signature: Signature,
  signatures: Signatures,
  families: readonly NumberedFamily[],
  keys: readonly Keys[],
): Promise<PeopleTally> => {
  const pieces = piecesOf(keys);
  const masks = Array.from({ length: signatures.masks }, (_, i) => ({ name: `mask_${i}`, sql: `mask_${i}` }));
  const ofPieces = pieces.map((piece, i) => ({ name: `keys_${i}`, sql: `word_${piece.word} & ${bitsOf(piece)}` }));
  const people = peopleQuery(assessing, signature, signatures, keys, pieces);
  const [befallen = [], ...held] = await countSets(assessing, session, people, [
    masks,
    ...ofPieces.map((one) => [one]),
  ]);
  const byFamily = families.map(() => zeros(VERDICTS));
  for (const { masks: own, n } of befallen)
    byFamily.forEach((counts, i) => {
      const mask = own[Math.floor(i / MASK_FAMILIES)] ?? 0;
      VERDICTS.forEach((verdict, bit) => {
        if (has(mask, (i % MASK_FAMILIES) * VERDICTS.length + bit)) counts[verdict] += n;
      });
    });

  const dimensions: ReadonlyMap<number, number>[] = [];
  for (const [i] of keys.entries()) {
    const counts = new Map<number, number>();
    const add = (key: number, n: number): unknown => counts.set(key, (counts.get(key) ?? 0) + n);
    const own = pieces.flatMap((piece, place) => (piece.dimension === i ? [{ piece, rows: held[place] ?? [] }] : []));
    if (own.length === 0) {
      const rows = await session.rows(`select dim_${i}, count(distinct enrollee_id) from judged group by dim_${i}`);
      for (const [key, n] of rows) add(Number(key), countOf(n));
    }
    for (const { piece, rows } of own)
      for (const {
        masks: [mask = 0],
        n,
      } of rows)
        for (let bit = 0; bit < piece.keys; bit++)
          if (has(mask, piece.shift + bit)) add(piece.from + bit + UNKNOWN_KEY, n);
    dimensions.push(counts);
  }
  return { all: befallen.reduce((sum, { n }) => sum + n, 0), families: byFamily, dimensions };
};
