import { zeros } from "../../model/tally.ts";
import { VERDICTS, type Verdict } from "../../model/verdict.ts";
import type { Assessing } from "./assess.ts";
import { type Keys, UNKNOWN_KEY } from "./dimensionKeys.ts";
import { countOf, type Session } from "./session.ts";
import type { Signature } from "./signature.ts";
import { type Signatures, signatureJoin } from "./signatures.ts";
import type { Found, NumberedFamily } from "./verdicts.ts";

/** Families of a mask: with a bit for each of their verdicts it is still exact in JavaScript. */
const MASK_FAMILIES = 7;
/** Keys of a mask of keys. */
const MASK_KEYS = 52;
/** A dimension with more keys than this many masks hold is counted by itself. */
const MOST_MASKS = 4;

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

/** The bit of a key in the mask that holds it; the unknown one comes first. */
const bitOf = (key: number): number => key - UNKNOWN_KEY;

const keyMasks = ({ size }: Keys): number => Math.ceil((size + 1) / MASK_KEYS);

/** Writes the mask of a cancellation's key: its bit, in the mask that has one for it. */
const keyMask = ({ dialect }: Assessing, i: number, keys: Keys, mask: number): string => {
  const bit = `(judged.dim_${i} + ${bitOf(0)})`;
  if (keyMasks(keys) === 1) return dialect.bit(bit);
  const within = dialect.bit(`${bit} - ${mask * MASK_KEYS}`);
  return `case when ${bit} between ${mask * MASK_KEYS} and ${(mask + 1) * MASK_KEYS - 1} then ${within} else 0 end`;
};

/** Names the masks of a dimension's keys; none where it has too many keys. */
const keyNames = (keys: Keys, i: number): readonly string[] =>
  keyMasks(keys) > MOST_MASKS ? [] : Array.from({ length: keyMasks(keys) }, (_, mask) => `keys_${i}_${mask}`);

/** One row a person: what befell any of their cancellations, and where, as bits of a few whole numbers. */
const peopleQuery = (
  assessing: Assessing,
  signature: Signature,
  { masks }: Signatures,
  keys: readonly Keys[],
): string => {
  const { bitOr } = assessing.dialect;
  const columns = [
    ...Array.from({ length: masks }, (_, i) => `${bitOr(`signatures.mask_${i}`)} as mask_${i}`),
    ...keys.flatMap((own, i) =>
      keyNames(own, i).map((name, mask) => `${bitOr(keyMask(assessing, i, own, mask))} as ${name}`),
    ),
  ];
  return `select judged.enrollee_id, ${columns.join(",\n  ")}
from judged ${signatureJoin(signature)}
group by judged.enrollee_id`;
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
  await session.run(assessing.dialect.createTable("people", peopleQuery(assessing, signature, signatures, keys)));
  const masksBy = async (names: readonly string[]) =>
    (await session.rows(`select ${names.join(", ")}, count(*) from people group by ${names.join(", ")}`)).map(
      (row) => ({ masks: row.slice(0, names.length).map(Number), n: countOf(row[names.length]) }),
    );

  const befallen = await masksBy(Array.from({ length: signatures.masks }, (_, i) => `mask_${i}`));
  const byFamily = families.map(() => zeros(VERDICTS));
  for (const { masks, n } of befallen)
    byFamily.forEach((people, i) => {
      const mask = masks[Math.floor(i / MASK_FAMILIES)] ?? 0;
      VERDICTS.forEach((verdict, bit) => {
        if (has(mask, (i % MASK_FAMILIES) * VERDICTS.length + bit)) people[verdict] += n;
      });
    });

  const dimensions: ReadonlyMap<number, number>[] = [];
  for (const [i, own] of keys.entries()) {
    const names = keyNames(own, i);
    const people = new Map<number, number>();
    if (names.length === 0) {
      const rows = await session.rows(`select dim_${i}, count(distinct enrollee_id) from judged group by dim_${i}`);
      for (const [key, n] of rows) people.set(Number(key), countOf(n));
    } else
      for (const { masks, n } of await masksBy(names))
        for (const key of own.keys.keys())
          if (has(masks[Math.floor(bitOf(key) / MASK_KEYS)] ?? 0, bitOf(key) % MASK_KEYS))
            people.set(key, (people.get(key) ?? 0) + n);
    dimensions.push(people);
  }
  await session.run(assessing.dialect.dropTable("people"));
  return { all: befallen.reduce((sum, { n }) => sum + n, 0), families: byFamily, dimensions };
};
