import { CANONICAL, type MomentShape, type TimeShape } from "../../ingest/momentShape.ts";
import { text } from "../sql/quote.ts";
import { STAMPS_A_SECOND } from "../sql/stamp.ts";

const MICROSECONDS = 1_000_000;

/** The parts of a date as the database names them; it reads hours and days of one digit by the same names. */
const DATE_PARTS: Readonly<Record<MomentShape["date"]["order"], readonly string[]>> = {
  ymd: ["%Y", "%m", "%d"],
  mdy: ["%m", "%d", "%Y"],
  dmy: ["%d", "%m", "%Y"],
  dby: ["%d", "%b", "%Y"],
};

const dateFormat = ({ order, separator, digits }: MomentShape["date"]): string =>
  DATE_PARTS[order].map((part) => (part === "%Y" && digits === 2 ? "%y" : part)).join(separator);

const timeFormat = ({ hours, seconds, half }: NonNullable<MomentShape["time"]>): string =>
  `${hours === 12 ? "%I" : "%H"}:%M${seconds === "always" ? ":%S" : ""}${half === null ? "" : `${half}%p`}`;

/** A proven date is read by the one expression, a date with its time of day by the other. */
export const datesApart = (value: string, date: string, moment: string): string =>
  `case when contains(${value}, ':') then ${moment} else ${date} end`;

/** What the database reads no offset behind. */
const TO_THE_MINUTE = "yyyy-mm-dd hh:mm".length;

/** Reads a proven moment with an offset, as seconds since 1970. */
export const instantSql = (value: string, { seconds }: TimeShape): string => {
  const whole =
    seconds === "never" ? `left(${value}, ${TO_THE_MINUTE}) || ':00' || substr(${value}, ${TO_THE_MINUTE + 1})` : value;
  return `epoch_us(try_cast(${whole} as timestamptz)) // ${MICROSECONDS}`;
};

const CANONICAL_DATE = "yyyy-mm-dd".length;

/** Reads a proven moment; a fraction of a second counts for nothing. */
export const stampSqlOf = (value: string, shape: MomentShape): string => {
  const read = (format: string): string => `try_strptime(${value}, ${text(format)})`;
  const date = dateFormat(shape.date);
  const { time } = shape;
  const moment =
    shape === CANONICAL
      ? `try_cast(${value} as timestamp)`
      : time?.offset === "midnight"
        ? `try_cast(left(${value}, ${CANONICAL_DATE}) as timestamp)`
        : time === null
          ? read(date)
          : datesApart(value, read(date), read(`${date} ${timeFormat(time)}`));
  return `epoch_us(${moment}) // ${MICROSECONDS} * ${STAMPS_A_SECOND}`;
};
