import { inert } from "../../model/inert.ts";
import type { Plan, Stage } from "../contract.ts";
import { numberRules } from "./questions.ts";
import type { Dialect } from "./session.ts";
import { walkRound } from "./walk.ts";

/** A stage as a script announces it, with where semantics.md says what is meant. */
const HEADINGS: Readonly<Record<Stage, string>> = {
  load: "Load: codes and times once, every readable record by its place in the log (semantics.md, section 2)",
  reconcile: "Reconcile: duplicates, versions, collisions of keys (semantics.md, section 3)",
  link: "Link: what followed each cancellation (semantics.md, section 5)",
  classify: "Classify: whom each rule binds (semantics.md, section 6)",
  assess: "Assess: every clock of every cancellation, and its state (semantics.md, section 6)",
  tally: "Tally: verdicts and waits, headline and breakdowns (semantics.md, sections 4 and 6)",
  sections: "Sections: networks, notices, continuity, groups (semantics.md, section 6)",
  readings: "Readings: the same cancellations, the rules read otherwise (semantics.md, section 6)",
  write: "Write: findings",
};

/** Text for a comment: one line, whatever a pack says. */
const comment = (text: string): string => `-- ${inert(text).trimEnd()}`;
const commented = (sql: string): string => sql.split("\n").map(comment).join("\n");

/** The rules of the packs by the columns that stand for them. */
const ruleComments = ({ packs }: Plan): readonly string[] =>
  numberRules(packs.map(({ pack }) => pack)).map(({ rule, number }) =>
    comment(`rule_${number} is ${rule.id}: ${rule.title} (${rule.citation.law})`),
  );

const REPEAT =
  "-- Repeat the next three statements until the count is 0, or no less than it was: every walk then has come to its end.";

/** Gathers the statements of a run as a script that another database of the same dialect could run. */
export class Script {
  readonly #parts: string[] = [];
  readonly #round: readonly string[];
  #stage: Stage | null = null;
  #inLoop = false;
  #left = 0;

  constructor(
    readonly plan: Plan,
    dialect: Dialect,
    /** Names the machine's own paths as the user does. */
    readonly named: (sql: string) => string,
  ) {
    this.#round = walkRound({ dialect });
  }

  stage(stage: Stage): void {
    this.#stage = stage;
    this.#parts.push(`\n-- ${"=".repeat(76)}\n${comment(HEADINGS[stage])}\n`);
    if (stage === "load")
      this.#parts.push(
        comment("The program fills the tables records and days by these; below, they are taken as filled."),
      );
    if (stage === "classify") this.#parts.push(...ruleComments(this.plan), "");
  }

  statement(sql: string): void {
    if (this.#stage === null || this.#stage === "load") {
      this.#parts.push(`${commented(`${this.named(sql)};`)}\n`);
      return;
    }
    if (sql === this.#round[0]) {
      const again = this.#inLoop;
      this.#inLoop = true;
      this.#left = this.#round.length + 1;
      if (!again) this.#parts.push(REPEAT);
      else this.#left = -this.#left;
    } else if (this.#left === 0) this.#inLoop = false;
    const skipped = this.#left < 0;
    this.#left -= Math.sign(this.#left);
    if (!skipped) this.#parts.push(`${sql};\n`);
  }

  get text(): string {
    return `${this.#parts.join("\n").trim()}\n`;
  }
}
