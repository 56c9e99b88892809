import * as z from "zod";
import { GRADES } from "./rule.ts";

/** A whole number of things. */
export const count = z.int().min(0);
/** The key of a group; null where the value is unknown. */
export const groupKey = z.string().nullable();
/** Fields that no source has a column for, and by which the section could have told more. */
const missingColumns = z.array(z.string());

/**
 * Of the cancellations by the plan that the first family of the first pack found met, missed or overdue: those that had no
 * care in network in time, for certain (`lateOrNone` = inTime + late + none + unknown), by what they got out of network.
 * `none` = lateInNetwork + nothing. `unknown`: late care, in what network is not known; `inTimeUnknown`: care in time, in
 * what network is not known, so that they may or may not belong here, and are not part of `lateOrNone`.
 */
const outOfNetworkFigures = {
  lateOrNone: count,
  inTime: count,
  late: count,
  none: count,
  unknown: count,
  lateInNetwork: count,
  nothing: count,
  inTimeUnknown: count,
};

/** A duty that figures are held up to without a limit of their own: cited, never measured. */
const duty = z.object({
  law: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  grade: z.enum(GRADES),
  confidence: z.string(),
});

export const outOfNetwork = z.object({
  ...outOfNetworkFigures,
  /** The same of mental-health care alone. */
  mentalHealth: z.object(outOfNetworkFigures),
  /** Null where no pack of the run states the standards that the duty speaks of. */
  duty: duty.nullable(),
  missingColumns,
  byFacility: z.array(z.object({ key: groupKey, ...outOfNetworkFigures })),
});

/** Of the cancellations by the plan: whether the enrollee was told before the lost appointment. */
const noticeFigures = { known: count, before: count, after: count, undetermined: count, unknown: count };
export const notice = z.object({
  ...noticeFigures,
  /** Whole local days from the notice to the lost appointment, of those told before; 0 is on the same day. */
  daysAhead: z.array(z.object({ days: count, cancellations: count })),
  missingColumns,
  byFacility: z.array(z.object({ key: groupKey, ...noticeFigures })),
});

const providersPerEnrollee = z.array(z.object({ providers: count, enrollees: count }));

/** Distinct providers per enrollee, replacements with the same provider, providers by the month they were last seen. */
export const continuity = z.object({
  /** Over all appointments of the scope, kept or not; 0 where no provider is known. */
  providersPerEnrollee,
  /** Over those that the enrollee kept. */
  keptProvidersPerEnrollee: providersPerEnrollee,
  replacements: z.object({ sameProvider: count, otherProvider: count, unknown: count }),
  /** `providers` = neverSeen + stillSeen + all of lastSeen; seen is one of whom some appointment was not canceled. */
  providers: count,
  neverSeen: count,
  /** Seen in the last month of the log or later: they have not stopped, as far as the log can tell. */
  stillSeen: count,
  /** The last month of the log, `YYYY-MM`: as-of's, or that of the last appointment that stands, if earlier. */
  lastMonth: z.string().nullable(),
  /** Months before the last one of the log. */
  lastSeen: z.array(z.object({ month: z.string(), providers: count })),
  missingColumns,
});

/** Group sessions lost, how many people each held, and groups with no later session under the same key. */
export const groups = z.object({
  /** No place in it stands, and the plan canceled. */
  sessionsCanceled: count,
  /** The plan canceled for some, and others kept their place. */
  sessionsPartlyCanceled: count,
  /** No place in it stands, and who canceled is not known. */
  sessionsUnknown: count,
  enrolleesPerSession: z.array(z.object({ enrollees: count, sessions: count })),
  /** Groups that lost a session by as-of, as far as a key tells which sessions are one group's. */
  groups: count,
  neverResumed: count,
  /** Sessions lost by as-of of which no key tells the group. */
  withoutGroup: count,
  missingColumns,
});

const perFamily = z.record(z.string(), z.object({ missed: count, overdue: count, undetermined: count }));

/** Each family's missed and overdue under other readings of what is disputed, one thing at a time. */
export const sensitivity = z.object({
  /** The first, `as-run`, is that of the report. */
  readings: z.array(z.object({ id: z.string(), title: z.string(), families: perFamily })),
  /** Families whose missed + overdue is the same in every reading, and more than 0. */
  robust: z.array(z.string()),
  /** Cancellations that are missed or overdue under every reading. */
  inEvery: z.record(z.string(), count),
});
