import { Collector } from "../../ingest/collect.ts";
import type { OpenLog } from "../../ingest/openLog.ts";
import type { CanonicalRecord } from "../../model/appointment.ts";
import { failure } from "../../model/failure.ts";
import { createTypes } from "../sql/columns.ts";
import type { LoadedLog } from "../sql/loaded.ts";
import { countOf } from "../sql/session.ts";
import { fillSalvaged } from "./fill.ts";
import { leaveOut } from "./leftToIngest.ts";
import { Loaded, type LoadedSource } from "./loaded.ts";
import { Again, SourceLoader } from "./loadSource.ts";
import type { DuckSession } from "./session.ts";
import { type StampBounds, settleStamps, stampBounds } from "./settleStamps.ts";
import { instantsAreProven } from "./supposedInstants.ts";
import { ordersAreProven } from "./supposedOrders.ts";

/**
 * Loads a log into a database. The database reads the regular rows of each source, with everything given explicitly; all
 * others are read by ingest, by their place. What the database holds is counted against the structural pass.
 */
export class Loader {
  readonly #sources: SourceLoader;

  constructor(
    readonly session: DuckSession,
    readonly log: OpenLog,
    scratch: string,
  ) {
    this.#sources = new SourceLoader(session, log, scratch);
  }

  /** @throws Failure of reading; `engine-count` where the database holds other rows than were counted. */
  async load(): Promise<LoadedLog> {
    for (const statement of createTypes()) await this.session.run(statement);
    for (;;) {
      try {
        return await this.#loadAll();
      } catch (error) {
        if (!(error instanceof Again)) throw error;
        await this.session.run("drop table staging");
      }
    }
  }

  async #loadAll(): Promise<LoadedLog> {
    const { session, log } = this;
    const { staging } = this.#sources;
    await session.run(staging.create);
    const collector = new Collector();
    const sources: LoadedSource[] = [];
    const salvaged: (readonly [number, CanonicalRecord])[] = [];
    const shifts: number[] = [];
    const unproven: number[] = [];
    const regulars: number[] = [];
    let base = 0;
    let held = 0;
    for (const [index, input] of log.sources.entries()) {
      const { text, passed, own, left, regular } = await this.#sources.load(index, held, collector);
      shifts.push(base - held);
      for (const [row, record] of own.records) salvaged.push([base + row, record]);
      for (const row of left) unproven.push(held + row);
      if (regular > 0) regulars.push(index);
      const { blanks } = passed.structure;
      sources.push({ input, text, passed, base, noRecords: own.noRecords, skipped: own.skipped + blanks });
      base += passed.structure.rows;
      held += regular;
    }
    if (sources.every(({ passed, noRecords }) => passed.structure.rows === noRecords.length))
      throw failure("header-only", { paths: sources.map(({ input }) => input.open.head.input.path) });
    await leaveOut(session, unproven);
    await this.#requireProofs(regulars, collector);
    const staged = await stampBounds(session, log.mapped, "staging");
    this.#settle(collector, staged);
    await fillSalvaged(session, log.plan, salvaged);
    for (const statement of staging.views(shifts)) await session.run(statement);
    await this.#requireAll(sources, collector);
    const stamps = await settleStamps(session, log, [staged, await stampBounds(session, log.mapped, "salvaged")]);
    return new Loaded(log, sources, collector, salvaged, stamps, staging.nullWords).log;
  }

  /** What was supposed of the regular rows of sources holds, or they are read again without. */
  async #requireProofs(sources: readonly number[], { proofs }: Collector): Promise<void> {
    const { session, log } = this;
    const supposed = this.#sources.supposed(sources);
    const proven =
      (await ordersAreProven(session, supposed, proofs.orders)) &&
      (await instantsAreProven(session, supposed, log.plan.zone, proofs.midnights));
    if (!proven) throw this.#sources.distrust(sources);
  }

  /** The records that are held are those that were counted, less those refused, or there is no report. */
  async #requireAll(sources: readonly LoadedSource[], { rejects }: Collector): Promise<void> {
    const rows = await this.session.rows("select source, count(*) from records group by source");
    const held = new Map(rows.map(([source, n]) => [countOf(source), countOf(n)]));
    const refused = new Map<number, number>();
    for (const { place } of rejects) refused.set(place.source, (refused.get(place.source) ?? 0) + 1);
    for (const [index, { input, passed, noRecords }] of sources.entries()) {
      const counted = passed.structure.rows - noRecords.length;
      const there = (held.get(index) ?? 0) + (refused.get(index) ?? 0);
      if (there !== counted) throw failure("engine-count", { path: input.open.head.input.path, counted, held: there });
    }
  }

  /** Takes what the regular rows prove into account: but for those that were read as such, their dates are no midnights. */
  #settle(collector: Collector, staged: readonly StampBounds[]): void {
    const { midnights } = collector.proofs;
    for (const { field } of staged) if (!midnights.isReadElsewhere(field)) midnights.take(field, undefined, () => {});
    collector.settle(this.log.sources.map(({ open }) => open.head.input.path));
    for (const [index, { understood }] of this.log.sources.entries())
      if (understood.dialect.headerLine === null)
        collector.notices.push({ code: "borrowed-header", source: index, line: null, detail: "" });
  }
}
