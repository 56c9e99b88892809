import type { Appointment } from "../../../model/appointment.ts";
import type { ProblemCode } from "../../../model/problem.ts";
import { ProblemCollector } from "../problems.ts";

/** One problem, and the appointment that it was found with. */
export interface Heard {
  readonly code: ProblemCode;
  readonly of: Appointment;
  readonly detail: string;
}

/** Collects problems, and remembers each with its appointment. */
export class HeardProblems extends ProblemCollector {
  readonly all: Heard[] = [];

  override add(code: ProblemCode, of: Appointment, detail: string): void {
    super.add(code, of, detail);
    this.all.push({ code, of, detail });
  }
}
