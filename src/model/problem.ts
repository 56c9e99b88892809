/**
 * What the report tells about the data, beside the figures. Codes are for scripts; the sentences are for people and
 * stand here once. A problem never changes a figure silently: each code says what was done.
 */
export const PROBLEMS = {
  "bad-value": "a value that could not be read was taken as unknown",
  "unmapped-value": "a code that no code book knows was taken as unknown",
  "null-word": "a word for no value (NULL, N/A, -) was taken as unknown",
  "sentinel-date": "a date that stands for none (1900-01-01, 9999-12-31) was taken as unknown",
  "utc-midnights": "every value of a column is midnight Z: they were read as dates, not as instants",
  "damaged-id":
    "an id in scientific notation (1.2E+11) has lost its last digits: export ids as text. A record is refused for it; a link leads nowhere",
  "invalid-bytes":
    "bytes that are not of the source's encoding were read as Windows-1252, or as the replacement character",
  "nul-bytes": "NUL bytes inside a record were passed over",
  "skipped-lines": "lines that are no records: titles, totals, repeated headers",
  "borrowed-header": "a source without a header was read by the header of another one",
  "no-link-columns":
    "the log has none of replaced_by, replaces, rescheduled_to, offered_for: nothing can be said of what followed",
  "link-self": "an appointment that names itself as its replacement; the link was passed over",
  "link-dangling": "replaced_by names no accepted appointment",
  "link-other-enrollee": "a link to another enrollee's appointment was not followed",
  "link-conflict": "replaced_by and replaces name different appointments; replaced_by was followed",
  "replacement-shared": "one appointment replaces several cancellations",
  "link-cycle": "the replacements lead in a circle; the outcome is unverified",
  "initiator-unknown": "a replacement was canceled, by whom is not known; the outcome is unverified",
  "rescheduled-without-link": "status rescheduled, but nothing says by what; the outcome is unverified",
  "care-before-booking": "care dated before the appointment was booked is no care; the outcome is unverified",
  "care-before-cancellation": "care dated before the cancellation was recorded (cancellations are often recorded late)",
  "source-stale": "a source that ends more than 7 days before as-of; its open cases may only look open",
} as const satisfies Readonly<Record<string, string>>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as readonly ProblemCode[];
