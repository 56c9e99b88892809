import { inertDocument } from "../../model/inert.ts";
import type { YearSheet } from "../../model/yearSheet.ts";
import { hang } from "../text/wrap.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Writes the days of a month in one line, with a bar wherever days between them are no business days. */
const monthLine = ({ month, businessDays }: YearSheet["months"][number]): string => {
  const days = businessDays.map((date) => Number(date.slice(8)));
  const cells = days.map((day, i) => `${i > 0 && day !== (days[i - 1] ?? 0) + 1 ? "| " : ""}${day}`);
  const name = MONTHS[Number(month.slice(5)) - 1] ?? month;
  return `  ${name}  ${String(days.length).padStart(2)}  ${cells.join(" ")}`.trimEnd();
};

/** Tells one year of a calendar, for a terminal of so many columns. */
export const yearText = (sheet: YearSheet, width: number): string => {
  const { calendar, year, businessDays, holidays, months } = inertDocument(sheet);
  const dates = holidays.map(({ date, weekday, name, law, extrapolated }) => ({
    mark: `  ${date}  ${weekday.padEnd(9)}  `,
    text: `${name}: ${law}${extrapolated ? "; extrapolated" : ""}`,
  }));
  const extrapolated = holidays.some((one) => one.extrapolated);
  const lines = [
    ...hang("", `${calendar.id}, ${year}: ${businessDays} business days.`, width),
    ...hang("", `${calendar.title}; sha256 ${calendar.sha256.slice(0, 16)}…`, width),
    "",
    "Holidays",
    ...(dates.length === 0
      ? ["  none: every weekday is a business day"]
      : dates.flatMap(({ mark, text }) => hang(mark, text, width))),
    ...(extrapolated
      ? ["", ...hang("", "Extrapolated: worked out from the rule; no published list of this year was at hand.", width)]
      : []),
    "",
    "Business days, month by month; a bar is where one or more days are not counted",
    ...months.map(monthLine),
  ];
  return `${lines.join("\n")}\n`;
};
