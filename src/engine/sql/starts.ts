import { type Context, earlierStamp } from "./context.ts";
import type { ClockQuestion, Question } from "./questions.ts";
import { ident } from "./quote.ts";

/** The earliest of a clock's starts; unknown if any of them is. A derived `prior_kept_at` stands in `prior`. */
const startSql = (context: Context, { clock }: ClockQuestion): string => {
  const fields = clock.starts.map((field) => (field === "prior_kept_at" ? "prior" : ident(field)));
  const [first = "null", ...others] = fields;
  if (others.length === 0) return first;
  const earliest = others.reduce((start, other) => `(${earlierStamp(context, start, other)})`, first);
  return `case when ${fields.map((field) => `${field} is null`).join(" or ")} then null else ${earliest} end`;
};

/** The different starts of the clocks of a run: clocks that start alike share what is counted from there. */
export interface Starts {
  readonly sql: readonly string[];
  /** By question: the place of its start; requirements have none. */
  readonly ofQuestion: readonly (number | null)[];
}

/** Gathers the different starts of the questions. */
export const startsOf = (context: Context, questions: readonly Question[]): Starts => {
  const each = questions.map((one) => (one.kind === "clock" ? startSql(context, one) : null));
  const sql = [...new Set(each.filter((one) => one !== null))];
  return { sql, ofQuestion: each.map((one) => (one === null ? null : sql.indexOf(one))) };
};
