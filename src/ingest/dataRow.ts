import { wallsOf } from "./dateForms.ts";

const TIME = /^\d{1,2}:\d{2}(:\d{2})?( ?[ap]\.?m\.?)?$/i;
const NUMBER = /^[-+]?[$\d][\d,]*(\.\d+)?%?$/;
const COMPACT_DATE = /^(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])(\d{4,6})?$/;

/** Share of numbers from which on a row is no header. */
const NUMBERS = 0.25;

/** Says that a text is a time of day. */
export const isTimeText = (text: string): boolean => TIME.test(text);
/** Says that a text is a number, an amount of money or a share. */
export const isNumberText = (text: string): boolean => NUMBER.test(text);

/** Says that a text is a date and could hardly be anything else: bare numbers of five digits are not. */
export const isDateText = (text: string): boolean =>
  /^\d+$/.test(text) ? COMPACT_DATE.test(text) : /[-/:., ]/.test(text) && !NUMBER.test(text) && wallsOf(text) !== null;

/**
 * Says that a row holds dates, times or many numbers: it is a record, whatever else its words may look like, and also
 * where it was split at the wrong delimiter.
 */
export const looksLikeData = (cells: readonly string[]): boolean => {
  const held = cells.flatMap((cell) => cell.split(/[,;\t|]/)).filter((cell) => cell !== "");
  return (
    held.some((cell) => isDateText(cell) || isTimeText(cell)) ||
    held.filter(isNumberText).length > NUMBERS * held.length
  );
};
