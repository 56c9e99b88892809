import type { Report } from "../../model/report.ts";
import { whole } from "./numbers.ts";
import { type Block, MARGIN, type Page, type Section } from "./page.ts";
import { hang } from "./wrap.ts";

interface Entry {
  readonly sign: "=" | "+" | " ";
  readonly n: number;
  readonly name: string;
  readonly meaning?: string;
}

/** Gives the account of all records: nothing is lost. */
export const reconciliation = ({ reconciliation: counts }: Report, page: Page): Section => {
  const { read, accepted, rejected, duplicates, superseded, skipped } = counts;
  const { outOfScope, notYetKnown, enteredInError } = counts;
  const sum: readonly Entry[] = [
    { sign: " ", n: read, name: "records read" },
    { sign: "=", n: accepted, name: "accepted" },
    {
      sign: "+",
      n: rejected,
      name: "rejected",
      ...(rejected > 0 && { meaning: "each with its reason: --rejects FILE" }),
    },
    { sign: "+", n: duplicates, name: "duplicates", meaning: "the same version once more" },
    { sign: "+", n: superseded, name: "superseded", meaning: "earlier versions of an appointment" },
  ];
  const beside: readonly Entry[] = [
    { sign: " ", n: skipped, name: "lines skipped", meaning: "titles, totals, repeated headers, blanks" },
    { sign: " ", n: enteredInError, name: "entered in error", meaning: "accepted, but not counted" },
    { sign: " ", n: notYetKnown, name: "not yet known", meaning: "booked after as-of, not counted" },
    { sign: " ", n: outOfScope, name: "out of scope", meaning: "cancellations outside the scope" },
  ];
  const all = [...sum, ...beside];
  const figure = Math.max(...all.map(({ n }) => whole(n).length));
  const name = Math.max(...all.map((entry) => entry.name.length));
  const block = (entries: readonly Entry[]): Block =>
    entries.flatMap((entry) => {
      const mark = `${MARGIN}${entry.sign} ${whole(entry.n).padStart(figure)}  ${entry.name.padEnd(name)}  `;
      return hang(mark, entry.meaning ?? "", page.measure);
    });
  return { title: "Every record accounted for", blocks: [block(sum), block(beside)] };
};
