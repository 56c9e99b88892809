import { Chalk } from "chalk";

type Brush = (text: string) => string;

/** What the colors mean; without color each leaves the text as it is. */
export interface Paint {
  readonly strong: Brush;
  readonly title: Brush;
  /** Background: notes, rules of a table. */
  readonly quiet: Brush;
  readonly warning: Brush;
  readonly met: Brush;
  readonly missed: Brush;
  readonly overdue: Brush;
  readonly open: Brush;
  readonly undetermined: Brush;
}

/** The sixteen colors of any terminal, which follow the reader's own theme; never detected, always told. */
export const paintOf = (color: boolean): Paint => {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    strong: chalk.bold,
    title: chalk.bold,
    quiet: chalk.dim,
    warning: chalk.bold.yellow,
    met: chalk.green,
    missed: chalk.yellow,
    overdue: chalk.red,
    open: chalk.cyan,
    undetermined: chalk.dim,
  };
};
