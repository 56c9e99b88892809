import { LINKS, type LinkMode, type Outcome } from "../../model/cancellation.ts";
import { type LinksTally, zeros } from "../../model/tally.ts";
import type { PackAssessor } from "./assessor.ts";
import { familyAssessment } from "./familyVerdict.ts";
import { VerdictCounter } from "./group.ts";
import type { Outcomes } from "./outcomes.ts";
import type { Subject } from "./subject.ts";

/**
 * Counts how cancellations were linked and, where links were sought beyond those that the log states, judges every
 * cancellation a second time without them: what rests on such links must show.
 */
export class LinkCounter {
  readonly #linkedBy = zeros(LINKS);
  readonly #asStated: Outcomes["asStated"];
  readonly #families: readonly (readonly VerdictCounter[])[];

  constructor(
    readonly mode: LinkMode,
    readonly assessors: readonly PackAssessor[],
    outcomes: Outcomes,
  ) {
    this.#asStated = outcomes.asStated;
    this.#families = assessors.map(({ pack }) => pack.families.map(() => new VerdictCounter()));
  }

  add(subject: Subject, { linkedBy }: Outcome): void {
    if (linkedBy !== null) this.#linkedBy[linkedBy]++;
    if (this.#asStated === null) return;
    const outcome = this.#asStated(subject.read);
    this.assessors.forEach(({ pack, assess }, i) => {
      const { assessed } = assess(subject, outcome);
      pack.families.forEach((family, j) => {
        const { verdict, limitPassed } = familyAssessment(family, assessed);
        this.#families[i]?.[j]?.add(verdict, limitPassed);
      });
    });
  }

  get tally(): LinksTally {
    const without = this.assessors.flatMap(({ pack }, i) =>
      pack.families.flatMap(({ id }, j) => {
        const counter = this.#families[i]?.[j];
        return counter === undefined ? [] : [{ id, ...counter.tally }];
      }),
    );
    return { mode: this.mode, linkedBy: this.#linkedBy, without: this.#asStated === null ? null : without };
  }
}
