/**
 * What became of a cancellation as far as networks tell; each cancellation is of one kind at the most.
 *
 * Looked at: cancellations of the scope, known at as-of, that the plan canceled (`canceled_by` = plan as read or, where
 * unknown, as assumed: `--assume` first, then the first pack) and whose verdict in the first family of the first pack is
 * met, missed or overdue by a rule with a clock. Exempt, pending and undetermined ones are of no kind.
 *
 * The network of care is that of what the walk ended at (`network` of the appointment, `rescheduled_network` of the
 * canceled row for an inline reschedule), as read, where care is on the local date on which that starts; else care is
 * an offer, of which no column says the network, and it is unknown. It is unknown where `resolution` is `offered`.
 *
 * | kind | verdict | network of care |
 * |---|---|---|
 * | inTime | met | out |
 * | late | missed | out |
 * | lateInNetwork | missed | in |
 * | nothing | overdue | (there was no care) |
 * | lateUnknown | missed | unknown |
 * | inTimeUnknown | met | unknown |
 * | none of these | met | in |
 *
 * All but the last two kinds had no care in network in time, for certain. Of `lateUnknown` that is certain as well, since
 * care was late wherever it was; of `inTimeUnknown` it is not.
 */
export const NETWORK_KINDS = ["inTime", "late", "lateInNetwork", "nothing", "lateUnknown", "inTimeUnknown"] as const;
export type NetworkKind = (typeof NETWORK_KINDS)[number];
export type NetworkCounts = Readonly<Record<NetworkKind, number>>;

export interface OutOfNetworkTally {
  readonly counts: NetworkCounts;
  /** The same of those whose care class is mh: by `service` as read or, where unknown, as assumed. */
  readonly mentalHealth: NetworkCounts;
  /**
   * The same by `facility` as read, null where unknown: a row for each facility of which at least one cancellation is of
   * some kind; by UTF-8 bytes, null last. Empty where the log has no column for `facility`.
   */
  readonly byFacility: readonly { readonly key: string | null; readonly counts: NetworkCounts }[];
}

/**
 * When the enrollee was told of a cancellation; each is of one kind.
 *
 * Looked at: all cancellations of the scope, known at as-of, that the plan canceled (as above), whatever their verdict.
 *
 * - `unknown`: `notified_at` is unknown, or after as-of (by instant): at as-of nobody had been told.
 * - Else, where both `notified_at` and `scheduled_at` have a time of day: `before` if the instant of `notified_at` is less
 *   than that of `scheduled_at`, else `after`; told at the very start is after.
 * - Else (one of them is a date): `before` if the local date of `notified_at` is less than that of `scheduled_at`, `after` if
 *   it is greater, `undetermined` if they are the same.
 */
export const NOTICE_KINDS = ["before", "after", "undetermined", "unknown"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export type NoticeCounts = Readonly<Record<NoticeKind, number>>;

export interface NoticeTally {
  readonly counts: NoticeCounts;
  /**
   * Of those told before: whole local days ahead = local date of `scheduled_at` less that of `notified_at`, not below 0;
   * 0 is earlier on the same day. One bin for each number of days that occurs, ascending.
   */
  readonly daysAhead: readonly { readonly days: number; readonly cancellations: number }[];
  /** A row for each facility with at least one cancellation looked at; keys and order as above. */
  readonly byFacility: readonly { readonly key: string | null; readonly counts: NoticeCounts }[];
}
