/** How many enrollees have how many distinct providers; ascending, one bin for each number that occurs, 0 included. */
export type ProvidersHistogram = readonly { readonly providers: number; readonly enrollees: number }[];

/**
 * Who was to give the care, and whether it stayed the same person. A counted appointment is one known at as-of whose
 * status at as-of is none of proposed, waitlist and entered-in-error: those of `headline.appointments`. Provider ids are
 * as read and compared by their bytes.
 */
export interface ContinuityTally {
  /**
   * Of each enrollee with a counted appointment in the scope: the distinct providers of these, kept or not (`provider_id`;
   * and `rescheduled_provider_id` of those that are cancellations with `rescheduled_to` known, since an inline reschedule
   * is an appointment without a record). 0: no provider of theirs is known. The bins add up to those enrollees.
   */
  readonly booked: ProvidersHistogram;
  /**
   * Of the same enrollees: the distinct `provider_id` of those of these appointments that they kept: status at as-of
   * arrived or fulfilled, local date of `scheduled_at` not after as-of's. 0: none kept, or no provider known.
   */
  readonly kept: ProvidersHistogram;
  /**
   * Of the cancellations of the scope whose resolution is `rescheduled` or `enrollee-canceled`, whoever canceled: `same` if
   * the cancellation's `provider_id` is that of what its walk ended at (`provider_id` of the appointment,
   * `rescheduled_provider_id` of the canceled row for an inline reschedule), `other` if both are known and differ, else
   * `unknown`. A replacement shared by several counts for each.
   */
  readonly replacements: { readonly same: number; readonly other: number; readonly unknown: number };
  /** Distinct `provider_id` of the counted appointments in the scope. */
  readonly providers: number;
  /** Of these, those all of whose counted appointments were canceled, anywhere in the log. */
  readonly neverSeen: number;
  /**
   * Of these, the others, by the last local day on which they were seen: the latest local date of `scheduled_at` over all
   * appointments of the log (the scope does not matter: who works at another site has not left) that are known at as-of and
   * stand: status at as-of booked, arrived, fulfilled or noshow; also those after as-of, since who is still on the
   * schedule has not stopped. Days since 1970-01-01, ascending, one entry for each day that occurs.
   */
  readonly lastSeen: readonly { readonly day: number; readonly providers: number }[];
}

/**
 * Group sessions. A group row is a counted appointment (see `ContinuityTally`) with `session_id` known, or else with
 * `series_id` known and `service`, as read, group-therapy. It stands if its status at as-of is booked, arrived, fulfilled
 * or noshow; else it is a cancellation, and there is no third.
 *
 * A session is all group rows of the log with one site, one id and one local date of `scheduled_at`; the id is `session_id`
 * where known, else `series_id` (the two are never equal to one another); the site is the values of the fields of `--key`
 * other than `appointment_id`, since sites that number appointments alike number sessions alike. By plan means
 * `canceled_by` = plan as read or, where unknown, as assumed (`--assume` first, then the first pack).
 */
export interface GroupsTally {
  /** Sessions with no row that stands (in the whole log), and a cancellation by plan in the scope. */
  readonly canceled: number;
  /** Sessions with a row that stands, and a cancellation by plan in the scope. */
  readonly partly: number;
  /**
   * Sessions with no row that stands, no cancellation by plan in the scope, but one in the scope whose `canceled_by` is
   * unknown and not assumed.
   */
  readonly unknown: number;
  /**
   * Of the canceled sessions: the distinct enrollees among their cancellations in the scope, whoever canceled. Ascending,
   * one bin for each number that occurs.
   */
  readonly enrolleesPerSession: readonly { readonly enrollees: number; readonly sessions: number }[];
  /**
   * Distinct group keys among the canceled sessions on local dates not after as-of's. A row's group key, first that exists:
   * 1. site and `series_id`, if group rows of the log under them have two different enrollees at least (else it may be one
   *    person's chain of reschedules);
   * 2. site and `session_id`, if group rows of the log under them are on two different local dates at least (else it may
   *    name a single meeting).
   * A session has the group keys of its cancellations in the scope: mostly one.
   */
  readonly groups: number;
  /**
   * Of these, those without a later session: no group row of the whole log that stands and has this group key is on a local
   * date after the last of the group's canceled sessions (those on dates not after as-of's). A session booked after as-of
   * is a later session.
   */
  readonly neverResumed: number;
  /** Canceled sessions on local dates not after as-of's that have no group key: nothing can be said of what followed. */
  readonly withoutGroup: number;
}
