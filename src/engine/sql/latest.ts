import type { Zone } from "../../calendar/zone.ts";
import { DATING_FIELDS, type DatingField } from "../../model/fields.ts";
import type { Moment } from "../../model/moment.ts";
import { countOf, type Session } from "./session.ts";
import { momentOfStamp, type StampSql } from "./stamp.ts";

/** By the place of a source: the latest stamp of each dating field that its readable records have one of. */
export type LatestBySource = ReadonlyMap<number, Readonly<Partial<Record<DatingField, number>>>>;

/** Asks for the latest stamps of every source. */
export const latestBySource = async (session: Session, stamps: StampSql): Promise<LatestBySource> => {
  const latest = DATING_FIELDS.map(stamps.latest).join(", ");
  const rows = await session.rows(`select source, ${latest} from records group by source`);
  return new Map(
    rows.map(([source, ...own]) => {
      const held = DATING_FIELDS.flatMap((field, i) => {
        const stamp = own[i];
        return typeof stamp === "number" ? [[field, stamp] as const] : [];
      });
      return [countOf(source), Object.fromEntries(held)];
    }),
  );
};

/** Fields by which a record says when an appointment came to be, or came to nothing. */
const DATED_BY = ["made_at", "canceled_at"] as const satisfies readonly DatingField[];

/** Whether some record was made or canceled after as-of. */
export const reachesBeyond = (latest: LatestBySource, asOf: Moment, zone: Zone, stamps: StampSql): boolean =>
  [...latest.values()].some((own) =>
    DATED_BY.some((field) => {
      const stamp = own[field];
      return stamp !== undefined && stamps.orderOf(momentOfStamp(zone, stamp)) > stamps.orderOf(asOf);
    }),
  );
