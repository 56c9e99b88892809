import { createRequire } from "node:module";

interface Highs {
  readonly solve: (problem: string, options: object) => { readonly Status: string; readonly ObjectiveValue: number };
}
/** Its types say nothing of the function that its module is. */
const loadHighs = createRequire(import.meta.url)("highs") as () => Promise<Highs>;
let loaded: Promise<Highs> | null = null;
const highs = (): Promise<Highs> => {
  loaded ??= loadHighs();
  return loaded;
};

/** A sum of unknown counts that is known: each with its coefficient. */
export interface Equation {
  readonly terms: readonly (readonly [coefficient: number, name: string])[];
  readonly sum: number;
}

/** What a reader knows of counts that are not told: the sums they are part of, and the least that each can be. */
export class Unknowns {
  readonly #names = new Map<string, { readonly name: string; readonly least: number }>();
  readonly #equations: Equation[] = [];

  /** Names an unknown count; the same key is the same count. */
  unknown(key: string, least: number): string {
    const held = this.#names.get(key);
    if (held !== undefined) return held.name;
    const name = `x${this.#names.size}`;
    this.#names.set(key, { name, least });
    return name;
  }

  know(terms: Equation["terms"], sum: number): void {
    if (terms.length > 0) this.#equations.push({ terms, sum });
  }

  /** The equations that a count is tied to, at first or second hand: the others say nothing of it. */
  #tied(start: string): readonly Equation[] {
    const names = new Set([start]);
    const tied = new Set<Equation>();
    for (let before = -1; before !== tied.size; ) {
      before = tied.size;
      for (const equation of this.#equations)
        if (!tied.has(equation) && equation.terms.some(([, name]) => names.has(name))) {
          tied.add(equation);
          for (const [, name] of equation.terms) names.add(name);
        }
    }
    return [...tied];
  }

  /** Writes what is known of a count as a problem in CPLEX's LP format. */
  #problem(key: string, goal: "Minimize" | "Maximize", atLeast: number | null): string {
    const name = this.#names.get(key)?.name;
    if (name === undefined) throw new Error(`${key} is no unknown`);
    const equations = this.#tied(name);
    const tied = new Set([name, ...equations.flatMap(({ terms }) => terms.map(([, one]) => one))]);
    const all = [...this.#names.values()].filter((one) => tied.has(one.name));
    return [
      goal,
      ` obj: ${atLeast === null ? 1 : 0} ${name}`,
      "Subject To",
      ...equations.map(
        ({ terms, sum }, i) =>
          ` e${i}: ${terms.map(([n, one]) => `${n < 0 ? "-" : "+"} ${Math.abs(n)} ${one}`).join(" ")} = ${sum}`,
      ),
      "Bounds",
      ...all.map((one) => ` ${one.name} >= ${one.name === name ? Math.max(one.least, atLeast ?? 0) : one.least}`),
      ...(atLeast === null ? [] : ["General", ...all.map((one) => ` ${one.name}`)]),
      "End",
      "",
    ].join("\n");
  }

  async #solved(key: string, goal: "Minimize" | "Maximize", atLeast: number | null) {
    const text = this.#problem(key, goal, atLeast);
    const { Status, ObjectiveValue } = (await highs()).solve(text, { output_flag: false });
    if (Status === "Unbounded" || Status === "Primal infeasible or unbounded") return Number.POSITIVE_INFINITY;
    if (Status === "Optimal") return ObjectiveValue;
    if (Status === "Infeasible" && atLeast !== null) return null;
    throw new Error(`${Status} for ${key}:\n${text}`);
  }

  /** Returns the least and the most that a count can be, given all that is known. */
  async boundsOf(key: string): Promise<readonly [number, number]> {
    const least = await this.#solved(key, "Minimize", null);
    const most = await this.#solved(key, "Maximize", null);
    return [Math.round((least ?? 0) * 1e6) / 1e6, Math.round((most ?? 0) * 1e6) / 1e6];
  }

  /** Says whether a count can be so many or more, every count being whole. */
  async canBe(key: string, atLeast: number): Promise<boolean> {
    return (await this.#solved(key, "Minimize", atLeast)) !== null;
  }
}
