import { lossAt, lossMoment } from "./loss.ts";
import type { Random } from "./random.ts";
import { isReplaced, offerFor, replacementOf, shortLived } from "./replacement.ts";
import type { Episode, Loss, TakeId, Visit } from "./visit.ts";
import { notAfterExport } from "./window.ts";

/** Replacements that are canceled again, in percent of the cancellations that an enrollee has left. */
const CANCELED_AGAIN = 16;

/** Canceled appointments whose record says `rescheduled` where a replacement exists, and where none does, in percent. */
const SAYS_RESCHEDULED = { replaced: 28, unreplaced: 1 } as const;

/** Links that lead nowhere or to another enrollee's appointment, in ten thousand cancellations without a replacement. */
const STRAY_LINKS = 30;

/** Offers in percent: taken ones earlier than the replacement, and ones that came to nothing. */
const OFFERED = { replaced: 9, unreplaced: 11 } as const;

const lost = (visit: Visit, loss: Loss, says: boolean): Visit => ({
  id: visit.id,
  course: visit.course,
  status: says ? "rescheduled" : "canceled",
  scheduled: visit.scheduled,
  made: visit.made,
  requested: visit.requested,
  care: visit.care,
  provider: visit.provider,
  network: visit.network,
  session: visit.session,
  loss,
  touched: Math.max(loss.at, loss.notified ?? 0, notAfterExport((loss.waitExtendedAt ?? 0) + 12 * 60)),
  tellsBack: visit.tellsBack,
});

/** So many ids back is another enrollee's appointment. */
const FAR_BACK = 97;

/** Returns an id that is no appointment of this enrollee: one never written, or one of somebody else's. */
const strayLink = (random: Random, visit: Visit, takeId: TakeId): number =>
  visit.id > FAR_BACK && random.percent(40) ? visit.id - FAR_BACK : takeId();

/** The last link of an episode: replaced for good, offered something, or left without. */
const settled = (random: Random, visit: Visit, loss: Loss, takeId: TakeId): Episode => {
  const next = isReplaced(random, visit, loss) ? replacementOf(random, visit, loss, takeId) : null;
  if (next !== null) {
    const offer = random.percent(OFFERED.replaced) ? offerFor(random, visit, loss) : null;
    const offered = offer !== null && offer < next.scheduled ? offer : null;
    return [lost(visit, { ...loss, offered }, random.percent(SAYS_RESCHEDULED.replaced)), next];
  }
  const offered = random.percent(OFFERED.unreplaced) ? offerFor(random, visit, loss) : null;
  const stray = random.below(10_000) < STRAY_LINKS ? strayLink(random, visit, takeId) : null;
  return [lost(visit, { ...loss, offered, strayLink: stray }, random.percent(SAYS_RESCHEDULED.unreplaced))];
};

/**
 * Loses an appointment, and maybe its replacements, up to `most` cancellations in all; `at` is the moment of the first
 * where it is shared. The cancellations are those of the episode's visits that have a loss: one at least.
 */
export const episodeOf = (random: Random, visit: Visit, most: number, takeId: TakeId, at?: number): Episode => {
  const loss = lossAt(random, at ?? lossMoment(random, visit.scheduled, visit.made), at !== undefined);
  const again = most > 1 && random.percent(CANCELED_AGAIN) ? shortLived(random, visit, loss, takeId) : null;
  if (again === null) return settled(random, visit, loss, takeId);
  const says = random.percent(SAYS_RESCHEDULED.replaced);
  return [lost(visit, loss, says), ...episodeOf(random, again, most - 1, takeId)];
};

/** Counts the cancellations of an episode, those of canceled replacements included. */
export const cancellationsIn = (episode: Episode): number => episode.filter((visit) => visit.loss !== null).length;
