import type { Log, Notice } from "../../ingest/log.ts";
import type { Appointment } from "../../model/appointment.ts";
import type { ProblemCode } from "../../model/problem.ts";
import type { ProblemTally } from "../../model/tally.ts";
import { ProblemCount } from "../problems.ts";

/** Counts the problems of a log with their places. */
export class ProblemCollector {
  readonly #log: Log;
  readonly #problems = new ProblemCount();

  constructor(log: Log) {
    this.#log = log;
  }

  /** Counts a problem of an appointment; the detail must name no person and no appointment. */
  add(code: ProblemCode, of: Appointment, detail: string): void {
    const { source, record, line } = of.place;
    this.#problems.add(code, of.key, { path: this.#log.sources[source]?.path ?? "", record, line, detail });
  }

  /** Counts a problem of a whole source. */
  addSource(code: ProblemCode, path: string, detail: string): void {
    this.#problems.add(code, path, { path, record: null, line: null, detail });
  }

  /** Counts what ingest noticed of a source or a line. */
  addNotice({ code, source, line, detail }: Notice): void {
    const path = this.#log.sources[source]?.path ?? "";
    this.#problems.add(code, path, { path, record: null, line, detail });
  }

  /** Counts a problem of the whole log. */
  addLog(code: ProblemCode): void {
    this.#problems.set(code);
  }

  tally(): readonly ProblemTally[] {
    return this.#problems.tally();
  }
}
