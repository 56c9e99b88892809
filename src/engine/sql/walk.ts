import type { Context } from "./context.ts";
import { countOf, rowOf, type Session } from "./session.ts";

/** The first step of each walk that goes on. */
const FIRST = "select seq, target as at, via = 'series' as by_series from hops where kind = 'onward'";

/** Every walk takes as many steps at once as it has taken so far. */
const DOUBLED = `select w.seq, coalesce(n.at, w.at) as at, w.by_series or coalesce(n.by_series, false) as by_series
from walks w left join walks n on n.seq = w.at`;

/** Walks that stand at an appointment from which another one goes on. */
const OPEN = "select count(*) from walks w join walks n on n.seq = w.at";

/** Walks that come back to themselves never stop, and nor do those that lead into them. */
const CIRCLES = "select w.seq from walks w join walks n on n.seq = w.at";

/** The statements of one round: pointers are doubled until none moves any more. */
export const walkRound = ({ dialect }: Pick<Context, "dialect">): readonly string[] => [
  dialect.createTable("walks_next", DOUBLED),
  dialect.createTable("walks", "select * from walks_next"),
];

/** The statement that begins the walks, and the one that ends them. */
export const walkStart = ({ dialect }: Context): string => dialect.createTable("walks", FIRST);
export const walkEnd = ({ dialect }: Context): string => dialect.createTable("circles", CIRCLES);

/**
 * Walks from every cancellation to where its replacements lead (semantics.md, section 5). After k rounds of doubling a
 * walk has taken up to 2^k steps. A walk of d steps ends in round log2 d; as long as some walk is still under way that
 * does not end in a circle, some walk ends in every round. A round that ends none has left only circles.
 */
export const walk = async (context: Context, session: Session): Promise<void> => {
  await session.run(walkStart(context));
  let open = countOf((await rowOf(session, OPEN))[0]);
  let before = Number.POSITIVE_INFINITY;
  while (open > 0 && open < before) {
    for (const statement of walkRound(context)) await session.run(statement);
    before = open;
    open = countOf((await rowOf(session, OPEN))[0]);
  }
  await session.run(walkEnd(context));
};
