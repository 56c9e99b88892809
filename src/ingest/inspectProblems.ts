import type { Flaw, Place } from "../model/appointment.ts";
import type { InspectedProblem, InspectedReject } from "../model/inspect.ts";
import type { ProblemCode } from "../model/problem.ts";

/** Places told of each kind of problem; the rest are counted. */
const FIRST = 5;

interface Tally {
  count: number;
  readonly first: Place[];
}

const add = <K>(tallies: Map<K, Tally>, key: K, place: Place): void => {
  const tally = tallies.get(key) ?? { count: 0, first: [] };
  tally.count++;
  if (tally.first.length < FIRST) tally.first.push(place);
  tallies.set(key, tally);
};

/** What was odd or refused, by kind, with the first places of each; never with its text. */
export class Troubles {
  readonly #flaws = new Map<string, Tally>();
  readonly #rejects = new Map<string, Tally>();

  flaw({ code, field }: Pick<Flaw, "field"> & { readonly code: ProblemCode }, place: Place): void {
    add(this.#flaws, JSON.stringify([code, field]), place);
  }

  reject(reason: string, place: Place): void {
    add(this.#rejects, reason, place);
  }

  /** Records refused, by the usual reason first. */
  rejects(pathOf: (source: number) => string): InspectedReject[] {
    return told(this.#rejects, pathOf).map(([reason, tally]) => ({ reason, ...tally }));
  }

  problems(pathOf: (source: number) => string): InspectedProblem[] {
    return told(this.#flaws, pathOf).map(([key, tally]) => {
      const [code, field] = JSON.parse(key) as [ProblemCode, string | null];
      return { code, field, ...tally };
    });
  }
}

const told = (
  tallies: ReadonlyMap<string, Tally>,
  pathOf: (source: number) => string,
): [string, Pick<InspectedReject, "count" | "first">][] =>
  [...tallies]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([key, { count, first }]) => [
      key,
      { count, first: first.map(({ source, line }) => ({ path: pathOf(source), line })) },
    ]);
