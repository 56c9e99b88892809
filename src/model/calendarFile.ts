import * as z from "zod";

const holiday = z.strictObject({
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "takes a date, YYYY-MM-DD (quoted or not)"),
  name: z.string().min(1),
  /** The law that makes it one. */
  law: z.string().min(1).default("as listed"),
});

/** A list of holidays of the user's own, `cancellog.calendar/1`: the days themselves, year by year. */
export const calendarSchema = z.strictObject({
  schema: z.literal("cancellog.calendar/1"),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "takes small letters, digits and hyphens"),
  title: z.string().min(1),
  holidays: z.array(holiday).min(1),
});

export type CalendarDocument = z.infer<typeof calendarSchema>;
export type ListedHoliday = z.infer<typeof holiday>;
