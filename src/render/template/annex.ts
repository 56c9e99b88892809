import type { Case, Cases } from "../../model/cases.ts";
import type { Report } from "../../model/report.ts";
import { type DocSection, open, remark, say } from "../document/document.ts";
import { counts, type DataTable, numbers, sentences, texts, times } from "../tables/table.ts";
import { counted, whole } from "../text/numbers.ts";
import { elapsedInWords } from "../waitWords.ts";

/** Digits of a pseudonym that tell cases of one annex apart; the findings hold it in full. */
const SHORT = 16;
const NO_CARE = "none";

const momentText = (moment: string | null): string =>
  moment === null ? "–" : moment.replace("T", " ").replace(/:00$/, "");

const elapsedText = ({ elapsed, unit }: Case): string | null =>
  elapsed === null || unit === null ? null : elapsedInWords(elapsed, unit);

const casesTable = ({ longest }: Cases): DataTable => ({
  name: "cases",
  title: "The longest cases, with their clocks",
  columns: [
    numbers("no", "No."),
    texts("appointment", "Appointment"),
    texts("enrollee", "Enrollee"),
    texts("rule", "Rule"),
    texts("verdict", "Verdict"),
    times("starts", "Clock started"),
    times("due", "Due"),
    times("care", "Care, given or booked"),
    sentences("elapsed", "Elapsed"),
    counts("days", "Calendar days"),
  ],
  rows: longest.map((one, i) => [
    i + 1,
    one.appointment.slice(0, SHORT),
    one.enrollee.slice(0, SHORT),
    one.rule,
    one.verdict,
    momentText(one.starts),
    momentText(one.due),
    one.care === null ? NO_CARE : momentText(one.care),
    elapsedText(one),
    one.days,
  ]),
});

/** Lists the longest cases, and says what may and may not be done with such a list. */
export const casesAnnex = (cases: Cases, report: Report): DocSection => {
  const title = report.families.find(({ id }) => id === cases.family)?.title ?? cases.family;
  return {
    id: "annex",
    title: `Annex: the ${counted(cases.longest.length, "longest case")}`,
    blocks: [
      say(
        { strong: "This annex is of persons." },
        " Its dates are real: with them it is at best a limited data set, and the pseudonyms do not make it de-identified. Share it " +
          "only with those who may hold such data, and leave it off what is published.",
      ),
      say(
        `The longest of ${counted(cases.of, "cancellation")} missed or overdue under “${title}”, by calendar days from the start of ` +
          "the clock to care, or where there was none to the moment that the log is seen as of.",
      ),
      open(casesTable(cases)),
      remark(
        `Ids are keyed hashes (HMAC-SHA-256), their first ${whole(SHORT)} digits; the same id has the same hash wherever the same key was ` +
          "used, in findings too. Whoever holds the key and the log can find the record behind each.",
      ),
    ],
  };
};
