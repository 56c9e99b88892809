import { INLINE, LINKED } from "./canonicalForm.ts";
import { bystander, enrolleeOf, episodesOf } from "./enrollee.ts";
import { EPIC } from "./epicForm.ts";
import type { Form, FormName } from "./form.ts";
import { blocksOf } from "./quotas.ts";
import { Random } from "./random.ts";
import { recordsOf } from "./records.ts";
import { sharesOf } from "./shares.ts";
import type { Episode } from "./visit.ts";

export { STRIKE_2022 } from "./quotas.ts";

export interface Strike2022Options {
  /** A whole number; the same seed gives the same bytes. */
  readonly seed: number;
  /** How many cancellations the log holds after reconciliation; 111,803 were published. */
  readonly cancellations: number;
  readonly form: FormName;
}

const FORM: Readonly<Record<FormName, Form>> = { inline: INLINE, linked: LINKED, epic: EPIC };

/** Streams of random numbers, kept apart so that every form tells of the same cancellations. */
const STREAM = { blocks: 1, enrollees: 2, faults: 3 } as const;

/** Enrollees who lost nothing, in percent of those who did. */
const BYSTANDERS = 14;

const CHUNK = 65_536;

/** Tells the whole scenario, an enrollee at a time, those who lost nothing between the others. */
function* enrollees(seed: number, cancellations: number): Generator<readonly Episode[]> {
  let lastId = 0;
  let number = 0;
  const takeId = (): number => ++lastId;
  for (const block of blocksOf(cancellations)) {
    for (const share of sharesOf(new Random(seed, STREAM.blocks, block.number), block)) {
      const random = new Random(seed, STREAM.enrollees, ++number);
      yield episodesOf(random, enrolleeOf(random, number), share, takeId);
      if (!random.percent(BYSTANDERS)) continue;
      yield bystander(random, enrolleeOf(random, ++number), takeId);
    }
  }
}

/**
 * Writes a synthetic log of the strike of 2022 as CSV, in chunks of some 64 KiB.
 * The two totals and the dates are the published ones; all else (sites, weeks, replacements, faults) is synthetic,
 * and every record says so. Memory does not grow with the log.
 */
export function* strike2022({ seed, cancellations, form: name }: Strike2022Options): Generator<string> {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed: a whole number, not ${seed}`);
  if (!Number.isSafeInteger(cancellations) || cancellations < 1) {
    throw new RangeError(`cancellations: a whole number from 1 on, not ${cancellations}`);
  }
  const form = FORM[name];
  let chunk = `${form.header.join(",")}\n`;
  let place = 0;
  for (const episodes of enrollees(seed, cancellations)) {
    chunk += recordsOf(new Random(seed, STREAM.faults, place++), form, episodes);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = "";
  }
  if (chunk !== "") yield chunk;
}
