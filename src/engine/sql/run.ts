import { failure } from "../../model/failure.ts";
import type { Moment } from "../../model/moment.ts";
import type { Reject, Source } from "../../model/source.ts";
import type { Reconciliation, Tally } from "../../model/tally.ts";
import { type EngineRun, type Outlets, type Plan, requireRecords, type Stage } from "../contract.ts";
import { ProblemCount } from "../problems.ts";
import { settleAsOf } from "./asOf.ts";
import type { Assessing } from "./assess.ts";
import { classesScript, classKeysScript } from "./classes.ts";
import { type Context, isCanceled, linksOfLog } from "./context.ts";
import { calendarsOf } from "./days.ts";
import { numberKeys } from "./dimensionKeys.ts";
import { endsScript } from "./ends.ts";
import { inferScript } from "./inferred.ts";
import { inScope, knownViews } from "./known.ts";
import { type LatestBySource, latestBySource, reachesBeyond } from "./latest.ts";
import { hopsScript, seriesScript, statedScript } from "./links.ts";
import type { LoadedLog } from "./loaded.ts";
import { ProblemQueries } from "./problems.ts";
import { questionsOf } from "./questions.ts";
import { reportReading } from "./readingProblems.ts";
import { judgeReadingsApart, packsCounted, type Readings, settleReadings } from "./readings.ts";
import { type Reconciled, reconcile } from "./reconcile.ts";
import { countSections } from "./sections.ts";
import { countSeenOtherwise } from "./seen.ts";
import { countReadings } from "./sensitivity.ts";
import { countOf, type Dialect, rowOf, type Session } from "./session.ts";
import { MOST_CLASSES } from "./signature.ts";
import { momentOfStamp, stampSql } from "./stamp.ts";
import { keptScript, subjectsScript } from "./subjects.ts";
import { JudgedLog } from "./tally.ts";
import { walk } from "./walk.ts";

/** What a run leaves behind in the database, for findings to be written from. */
export interface SqlRun extends EngineRun {
  readonly assessing: Assessing;
}

const byPlace = (a: Reject, b: Reject): number => a.place.source - b.place.source || a.place.record - b.place.record;

/**
 * Runs the stages over a loaded log: reconcile, link, assess, tally. The database holds `records` and `days`; everything
 * else is built from them, statement by statement.
 */
export class SqlStages {
  constructor(
    readonly session: Session,
    readonly dialect: Dialect,
    readonly log: LoadedLog,
    readonly plan: Plan,
    readonly outlets: Outlets,
    /** Whether the statements shall hold for other logs of this layout too, and not only for what this one holds. */
    readonly general = false,
  ) {}

  async run(asked: readonly string[]): Promise<SqlRun> {
    const { session, dialect, log, plan } = this;
    const stamps = stampSql(log.stamps, dialect);
    this.outlets.stage?.("reconcile");
    const reconciled = await reconcile(session, stamps, dialect, log.mapped);
    const latest = await latestBySource(session, stamps);
    const sources = this.#datedSources(latest);
    const rejects = await this.#rejects(reconciled);
    this.outlets.rejects?.(rejects);
    requireRecords(sources, reconciled.accepted, rejects);
    const placeText = (seq: number): string => {
      const { source, line } = log.placeOf(seq);
      return `${log.sources[source]?.path ?? ""}:${line}`;
    };
    const asOf = await settleAsOf(session, plan, stamps, reconciled.accepted, placeText);
    const beyond = this.general || reachesBeyond(latest, asOf.moment, plan.zone, stamps);
    const context: Context = { plan, mapped: log.mapped, asked, asOf: asOf.moment, beyond, stamps, dialect };
    const problems = new ProblemCount();
    const queries = new ProblemQueries(context, session, log, problems);
    await reportReading(session, dialect, log, problems, sources, asOf.moment);
    this.outlets.stage?.("link");
    for (const statement of [...knownViews(context), keptScript(context), ...subjectsScript(context)])
      await session.run(statement);
    const [, readings, keys] = await session.together([
      () => this.#link(context, problems, queries),
      () => this.#staged("classify", () => this.#classify(context)),
      () => numberKeys(context, session),
    ]);
    const { assessing } = readings;
    this.outlets.stage?.("assess");
    const judged = await JudgedLog.of(assessing, session, keys);
    await judgeReadingsApart(readings, session);
    const sessions = await this.#requireAll();
    const [{ linkedBy, ...counted }, seenOtherwise, without, synthetic, reconciliation, , sections, sensitivity] =
      await session.together([
        () => this.#staged("tally", () => judged.count(sessions)),
        () => countSeenOtherwise(assessing, session),
        async () => (plan.link === "explicit" ? null : await judged.withoutFurther()),
        () => this.#anySynthetic(),
        () => this.#reconciliation(context, reconciled, rejects.length),
        () => queries.outcomes(),
        () => this.#staged("sections", () => countSections(assessing, session)),
        () => this.#staged("readings", () => countReadings(readings, session)),
      ]);
    const tally: Tally = {
      asOf: asOf.moment,
      asOfFrom: asOf.from,
      synthetic,
      reconciliation,
      ...counted,
      links: { mode: plan.link, linkedBy, without },
      seenOtherwise,
      ...sections,
      sensitivity,
      problems: problems.tally(),
    };
    return { tally, rejects, sources, assessing: { ...assessing, alternates: [] } };
  }

  /** Says that a stage begins, and runs it. */
  #staged<T>(stage: Stage, act: () => Promise<T>): Promise<T> {
    this.outlets.stage?.(stage);
    return act();
  }

  /** The sources with the latest of the dating fields among their readable records. */
  #datedSources(latest: LatestBySource): readonly Source[] {
    return this.log.sources.map((source, i): Source => {
      let best: Moment | null = null;
      for (const stamp of Object.values(latest.get(i) ?? {})) {
        const moment = momentOfStamp(this.plan.zone, stamp);
        if (best === null || moment.instant > best.instant) best = moment;
      }
      return { ...source, latest: best };
    });
  }

  async #rejects({ collisions }: Reconciled): Promise<readonly Reject[]> {
    if (collisions.length === 0) return [...this.log.rejects].sort(byPlace);
    const raws = await this.log.rawOf(collisions);
    const collided = collisions.map(
      (seq, i): Reject => ({ place: this.log.placeOf(seq), reason: "id-collision", raw: raws[i] ?? "" }),
    );
    return [...this.log.rejects, ...collided].sort(byPlace);
  }

  /** Links the log, as far as anything in it can tell what followed. */
  async #link(context: Context, problems: ProblemCount, queries: ProblemQueries): Promise<void> {
    const { session, plan } = this;
    // Also where nothing is stated: a reading of the sensitivity table may go by the series.
    for (const statement of statedScript(context)) await session.run(statement);
    const { stated, further } = linksOfLog(context.mapped, plan);
    if (!stated && !further) {
      problems.set("no-link-columns");
      return;
    }
    if (plan.link === "series") await session.run(seriesScript(context));
    if (plan.link === "inferred") await inferScript(context, session);
    if (plan.link !== "explicit" && stated) await this.#linkStated(context);
    await session.run(hopsScript(context));
    await walk(context, session);
    await session.run(endsScript(context));
    await queries.links();
  }

  /** Walks by the links that the log states and no others, for what rests on the others to show. */
  async #linkStated(context: Context): Promise<void> {
    const { session } = this;
    const explicit: Context = { ...context, plan: { ...context.plan, link: "explicit" } };
    await session.run(hopsScript(explicit));
    await walk(explicit, session);
    await session.run(endsScript(explicit, "stated_ends"));
  }

  /** Builds the classes; where two rules of one clock bind a cancellation, every rule gets a question of its own. */
  async #classify(context: Context): Promise<Readings> {
    const packs = this.plan.packs.map(({ pack }) => pack);
    const calendars = calendarsOf(this.plan.packs, packsCounted(this.plan, context.mapped));
    await this.session.run(classKeysScript(packs, context.asked, "subjects", this.dialect));
    for (const apart of [false, true]) {
      const questions = questionsOf(packs, apart);
      for (const statement of classesScript(this.plan, context.asked, questions, this.dialect))
        await this.session.run(statement);
      const [classes] = await rowOf(this.session, "select count(*) from class_keys");
      if (countOf(classes) >= MOST_CLASSES) throw failure("too-many-classes", { most: MOST_CLASSES });
      if (apart || !(await this.#overlap(questions)))
        return await settleReadings(
          { ...context, questions, calendars, tables: { classes: "classes", ends: "ends" } },
          this.session,
        );
    }
    throw new Error("questions of one rule each cannot overlap");
  }

  async #overlap(questions: ReturnType<typeof questionsOf>): Promise<boolean> {
    const overlaps = questions
      .filter(({ rules }) => rules.length > 1)
      .map(
        ({ rules }) => `${rules.map(({ number }) => `coalesce(cast(rule_${number} as integer), 0)`).join(" + ")} > 1`,
      );
    if (overlaps.length === 0) return false;
    const [n] = await rowOf(this.session, `select count(*) from class_truths where ${overlaps.join("\n  or ")}`);
    return countOf(n) > 0;
  }

  /**
   * Every cancellation in scope is judged once, or there is no report. On the way, counts the sessions that they were of;
   * null where the log has no column for them.
   */
  async #requireAll(): Promise<number | null> {
    const held = this.log.mapped.has("session_id");
    const columns = ["count(*)", ...(held ? ["count(distinct session_id)"] : [])];
    const [subjects, sessions] = await rowOf(this.session, `select ${columns.join(", ")} from subjects`);
    const [judged] = await rowOf(this.session, "select count(*) from judged");
    if (countOf(subjects) !== countOf(judged))
      throw failure("does-not-add-up", {
        detail: `${countOf(subjects)} cancellations in scope; ${countOf(judged)} judged`,
      });
    return held ? countOf(sessions) : null;
  }

  async #anySynthetic(): Promise<boolean> {
    const any = "select count(*) from (select 1 from accepted where synthetic limit 1) s";
    return countOf((await rowOf(this.session, any))[0]) > 0;
  }

  async #reconciliation(context: Context, reconciled: Reconciled, rejected: number): Promise<Reconciliation> {
    const { sources } = this.log;
    const { from, to, where } = this.plan.scope;
    const scoped = from !== null || to !== null || where.length > 0;
    const unscoped = `is_known and ${isCanceled("status_now")} and not ${inScope(context)}`;
    const [errors, notYetKnown, outOfScope] = await rowOf(
      this.session,
      `select count(case when status = 'entered-in-error' then 1 end),
  ${context.beyond ? "count(case when not is_known then 1 end)" : 0},
  ${scoped ? `count(case when ${unscoped} then 1 end)` : 0}
from dated`,
    );
    return {
      read: sources.reduce((sum, { records }) => sum + records, 0),
      accepted: reconciled.accepted,
      rejected,
      duplicates: reconciled.duplicates,
      superseded: reconciled.superseded,
      skipped: sources.reduce((sum, { skipped }) => sum + skipped, 0),
      enteredInError: countOf(errors),
      notYetKnown: countOf(notYetKnown),
      outOfScope: countOf(outOfScope),
    };
  }
}
