import { momentText } from "../../../calendar/momentText.ts";
import type { Log } from "../../../ingest/log.ts";
import type { OpenLog } from "../../../ingest/openLog.ts";
import { readLog } from "../../../ingest/readLog.ts";
import type { Appointment, CanonicalRecord } from "../../../model/appointment.ts";
import type { ExplainedAppointment, Explanation } from "../../../model/explain.ts";
import type { ExplainedRule } from "../../../model/explainRule.ts";
import { nearest } from "../../../model/nearest.ts";
import type { Reject, Source } from "../../../model/source.ts";
import { type Plan, requireRecords } from "../../contract.ts";
import { type AsOf, settleAsOf } from "../asOf.ts";
import { assessorOf, type PackAssessor } from "../assessor.ts";
import { completeFacts } from "../facts.ts";
import { familyAssessment } from "../familyVerdict.ts";
import { KeptVisits } from "../kept.ts";
import { type KnownLog, knownAt } from "../known.ts";
import { type Outcomes, outcomesOf } from "../outcomes.ts";
import { byPlace, collisionReject, reconcile } from "../reconcile.ts";
import { reportFlaws, reportOutcome } from "../reportProblems.ts";
import { inScope } from "../scope.ts";
import { type Subject, subjectsBy } from "../subject.ts";
import { refusalsOf, unknownOf, valuesOf, versionsOf } from "./asked.ts";
import { HeardProblems } from "./heard.ts";
import { ifKnown } from "./ifKnown.ts";
import { explainOutcome, placeOf } from "./outcome.ts";
import { explainRule, type Given } from "./rule.ts";

/** What is told of the ids asked for; the rest of the document says from what it was made. */
export type Explained = Pick<Explanation, "synthetic" | "asOf" | "asOfFrom" | "appointments" | "rules" | "notFound"> & {
  readonly sources: readonly Source[];
};

/**
 * Explains appointments by the code that judges them: one reading of the log, and nothing worked out in another way.
 * @throws Failure where the log could not be assessed either.
 */
export const explainLog = async (open: OpenLog, plan: Plan, ids: readonly string[]): Promise<Explained> =>
  new Explainer(await readLog(open), plan).tell([...new Set(ids)]);

class Explainer {
  readonly #accepted: readonly Appointment[];
  readonly #rejects: readonly Reject[];
  readonly #asOf: AsOf;
  readonly #known: KnownLog;
  readonly #assessors: readonly PackAssessor[];
  readonly #problems: HeardProblems;
  readonly #outcomes: Outcomes;
  readonly #subjectOf: (read: Appointment) => Subject;

  constructor(
    readonly log: Log,
    readonly plan: Plan,
  ) {
    const { accepted, collisions } = reconcile(log.records);
    this.#accepted = accepted;
    this.#rejects = [...log.rejects, ...collisions.map(collisionReject)].sort(byPlace);
    requireRecords(log.sources, accepted.length, this.#rejects);
    this.#asOf = settleAsOf(accepted, plan.asOf, plan.zone, log);
    this.#known = knownAt(accepted, this.#asOf.moment);
    this.#assessors = plan.packs.map((pack) => assessorOf(pack, plan, this.#asOf.moment));
    this.#problems = new HeardProblems(log);
    reportFlaws(accepted, this.#problems);
    const canceledBy = this.#assessors[0]?.canceledBy ?? ((of) => of.canceled_by);
    this.#outcomes = outcomesOf(log, accepted, this.#known, plan, canceledBy, this.#problems);
    this.#subjectOf = subjectsBy(plan.derive, new KeptVisits(this.#known));
  }

  tell(ids: readonly string[]): Explained {
    const appointments: ExplainedAppointment[] = [];
    const rules: ExplainedRule[] = [];
    const notFound: Explanation["notFound"] = [];
    for (const asked of ids) {
      const refusals = refusalsOf(asked, this.#rejects, this.log);
      const found = this.#accepted.filter(({ appointment_id }) => appointment_id === asked);
      for (const one of found) {
        const { appointment, judged } = this.#explain(asked, one, refusals);
        appointments.push(appointment);
        rules.push(...judged);
      }
      if (found.length > 0) continue;
      const [first] = refusals;
      if (first !== undefined) appointments.push(refused(asked, first, refusals));
      else notFound.push({ asked, nearest: this.#nearest(asked) });
    }
    return {
      synthetic: this.#accepted.some(({ synthetic }) => synthetic),
      asOf: momentText(this.#asOf.moment),
      asOfFrom: this.#asOf.from,
      appointments,
      rules,
      notFound,
      sources: this.log.sources,
    };
  }

  #nearest(asked: string): string | null {
    return nearest(asked, [...new Set(this.log.records.map(({ appointment_id }) => appointment_id))]);
  }

  readonly #pathOf = ({ place }: CanonicalRecord): string => this.log.sources[place.source]?.path ?? "";

  #explain(asked: string, one: Appointment, refusals: ExplainedAppointment["refusals"]) {
    const state = this.#stateOf(one);
    const canceled = state === "cancellation";
    const outcome = canceled ? this.#outcomes.of(one) : null;
    if (outcome !== null) reportOutcome(one, outcome, this.#problems);
    const given = outcome === null ? [] : this.#judge(one, outcome);
    const canceledBy = this.#assessors[0]?.canceledBy ?? ((of) => of.canceled_by);
    const way = { known: this.#known, links: this.#outcomes.links, canceledBy, pathOf: this.#pathOf };
    const place = placeOf(one, this.#pathOf);
    const records = this.log.records.filter(({ key }) => key === one.key);
    const told = outcome === null ? null : explainOutcome(one, outcome, way);
    const walked = new Set(told?.walk.map(({ source, record }) => `${record} ${source}`) ?? []);
    walked.add(`${place.record} ${place.source}`);
    const appointment: ExplainedAppointment = {
      asked,
      state,
      appointment_id: one.appointment_id,
      enrollee_id: one.enrollee_id,
      ...place,
      status: one.status,
      inScope: inScope(one, this.plan.scope),
      values: valuesOf(one),
      unknown: unknownOf(one, this.log),
      versions: versionsOf(one, records, this.#pathOf),
      refusals,
      problems: this.#problems.all.flatMap(({ code, of, detail }) => {
        const at = placeOf(of, this.#pathOf);
        return walked.has(`${at.record} ${at.source}`) ? [{ code, ...at, detail }] : [];
      }),
      tookPlaceOf: canceled ? [] : this.#tookPlaceOf(one),
      outcome: told,
      ifKnown: ifKnown(given),
    };
    const judged = given.flatMap((pack) =>
      pack.assessed.map((assessment) => explainRule(assessment, pack, { appointment_id: one.appointment_id, place })),
    );
    return { appointment, judged };
  }

  #stateOf(one: Appointment): ExplainedAppointment["state"] {
    if (!this.#known.isKnown(one)) return "not-yet-known";
    if (!this.#known.isCounted(one)) return "no-appointment";
    return this.#known.isCancellation(one) ? "cancellation" : "not-canceled";
  }

  #judge(one: Appointment, outcome: ReturnType<Outcomes["of"]>): readonly Given[] {
    const subject = this.#subjectOf(one);
    return this.#assessors.flatMap((assessor, i) => {
      const pack = this.plan.packs[i];
      if (pack === undefined) return [];
      const { assessed } = assessor.assess(subject, outcome);
      const known = { subject, ...completeFacts(subject.judged, assessor.assumptions, null) };
      const spoken = assessor.pack.families.map((family) => familyAssessment(family, assessed));
      return [{ assessor, subject, outcome, assessed, pack, known, asOf: this.#asOf.moment, spoken }];
    });
  }

  #tookPlaceOf(one: Appointment): ExplainedAppointment["tookPlaceOf"] {
    const { links } = this.#outcomes;
    if (links === null) return [];
    const leadsHere = (from: Appointment): boolean => {
      const replacement = links.replacementOf(from);
      return replacement !== null && replacement.by !== "rescheduled_to" && replacement.appointment === one;
    };
    return this.#known.appointments
      .filter((from) => from.enrollee_id === one.enrollee_id && this.#known.isCancellation(from) && leadsHere(from))
      .map((from) => ({ appointment_id: from.appointment_id, ...placeOf(from, this.#pathOf) }));
  }
}

/** What is told of an id of which no record could be accepted. */
const refused = (
  asked: string,
  { source, record, line }: ExplainedAppointment["refusals"][number],
  refusals: ExplainedAppointment["refusals"],
): ExplainedAppointment => ({
  asked,
  state: "refused",
  appointment_id: asked,
  enrollee_id: null,
  source,
  record,
  line,
  status: null,
  inScope: false,
  values: [],
  unknown: [],
  versions: [],
  refusals,
  problems: [],
  tookPlaceOf: [],
  outcome: null,
  ifKnown: [],
});
