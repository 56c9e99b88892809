import type { HolidayCalendar } from "../calendar/calendars.ts";
import type { DayTable } from "../calendar/dayTable.ts";
import type { Zone } from "../calendar/zone.ts";
import type { OpenLog } from "../ingest/openLog.ts";
import type { LinkMode } from "../model/cancellation.ts";
import { failure } from "../model/failure.ts";
import type { FieldName } from "../model/fields.ts";
import type { Assumed, DerivableField, Pack } from "../model/rule.ts";
import type { Reject, Source } from "../model/source.ts";
import type { Tally } from "../model/tally.ts";
import type { Finding, FindingRow } from "../model/verdict.ts";

/** One `--where`: a canonical field, or a column by its header, and the values it must (not) have. */
export interface Where {
  readonly field: FieldName | null;
  readonly column: string;
  readonly negated: boolean;
  /** Values as read; null stands for unknown. Timestamps are compared by local date. */
  readonly values: readonly (string | null)[];
}

/** Which appointments are counted and judged; links see the whole log. Local dates, both included. */
export interface Scope {
  readonly from: number | null;
  readonly to: number | null;
  readonly where: readonly Where[];
}

/** One breakdown: a canonical field, `week`, or a column by its header. */
export interface Dimension {
  readonly name: string;
  readonly kind: "field" | "week" | "column";
}

/** A pack with the calendar that its business days are counted by. */
export interface PackInForce {
  readonly pack: Pack;
  readonly calendar: HolidayCalendar;
  readonly table: DayTable;
}

/**
 * A definition read otherwise than the definitions say; only the sensitivity table ever asks for one.
 * - `kind-not-derived`: `provider_kind`, where unknown, is not derived from the service: the assumptions fill it.
 * - `enrollee-as-plan`: where a rule's condition asks `canceled_by`, `enrollee` (as read or assumed) is read as `plan`. The
 *   walk, the headline and the scope go by what is written.
 */
export type Departure = "kind-not-derived" | "enrollee-as-plan";

/** All that decides the figures of a run, besides the log itself. */
export interface Plan {
  readonly packs: readonly PackInForce[];
  readonly zone: Zone;
  /** The day at whose end the run looks; null to derive it from the log. */
  readonly asOf: number | null;
  readonly scope: Scope;
  readonly dimensions: readonly Dimension[];
  /** Assumptions of `--assume`; they go before the packs'. */
  readonly assume: Assumed;
  readonly keyFields: readonly FieldName[];
  /** How replacements are found where no explicit link gives one. */
  readonly link: LinkMode;
  /** Fields filled, where unknown, from the log's other appointments. */
  readonly derive: readonly DerivableField[];
  /** Departures from the definitions; none where left out. */
  readonly departures?: readonly Departure[];
}

/** The forms of a findings file. */
export const FINDINGS_FORMATS = ["csv", "ndjson", "parquet"] as const;
export type FindingsFormat = (typeof FINDINGS_FORMATS)[number];

/** A findings file that the engine writes itself, and how a cell of it is written. */
export interface FindingsTarget {
  readonly path: string;
  readonly format: FindingsFormat;
  readonly cell: (value: string) => string;
  /** Takes what has been written so far: a text is written part by part, each to the same path. */
  readonly taken: () => void;
}

/** Findings of one family, missed or overdue, of which the longest are asked for; for engines that can. */
export interface LongestFindings {
  readonly family: string;
  readonly most: number;
  /** Takes, part by part of a log, its longest, and how many there are in it. */
  readonly take: (rows: readonly FindingRow[], of: number) => void;
}

/** What an engine does, in order; not every run does everything. */
export const STAGES = [
  "load",
  "reconcile",
  "link",
  "classify",
  "assess",
  "tally",
  "sections",
  "readings",
  "write",
] as const;
export type Stage = (typeof STAGES)[number];

/** Where an engine hands out what does not fit into a tally. Findings come in input order, then in pack order. */
export interface Outlets {
  /** Where findings are to be written without becoming objects; for engines that can. */
  readonly findingsFile?: FindingsTarget;
  readonly longest?: LongestFindings;
  /** The key under which both take ids by their pseudonyms. */
  readonly pseudonymKey?: Uint8Array;
  /** All records refused, in input order; handed out before anything is judged, so that a run that fails shows them. */
  readonly rejects?: (rejects: readonly Reject[]) => void;
  readonly finding?: (finding: Finding) => void;
  readonly progress?: (done: number, of: number) => void;
  /** Told as a stage begins. */
  readonly stage?: (stage: Stage) => void;
}

export interface EngineRun {
  readonly tally: Tally;
  /** All records refused, those of ingest and those of reconciliation, in input order. */
  readonly rejects: readonly Reject[];
  readonly sources: readonly Source[];
}

/**
 * Refuses to judge an empty log: no figure of it would mean anything.
 * @throws Failure `nothing-accepted`.
 */
export const requireRecords = (sources: readonly Source[], accepted: number, rejects: readonly Reject[]): void => {
  if (accepted > 0) return;
  const read = sources.reduce((sum, { records }) => sum + records, 0);
  const [first] = rejects;
  const path = sources[first?.place.source ?? 0]?.path ?? "";
  const place = first === undefined ? "" : `${path}:${first.place.line}, ${first.reason}`;
  throw failure("nothing-accepted", { read, rejected: rejects.length, first: place });
};

/** The engines by name. */
export const ENGINES = ["duckdb", "reference"] as const;
export type EngineName = (typeof ENGINES)[number];

/** From understood sources to tallies and findings: the one thing every engine does, and all that differs between them. */
export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  readonly run: (log: OpenLog, plan: Plan, outlets: Outlets) => Promise<EngineRun>;
}
