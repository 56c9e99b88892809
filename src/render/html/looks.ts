import type { Resolution } from "../../model/cancellation.ts";
import type { Binding } from "../text/verdictBar.ts";

/** The class that gives a mark its color; what is good is blue, what is late amber, what is nothing at all red. */
export const VERDICT_LOOKS: Readonly<Record<Binding, string>> = {
  met: "good",
  missed: "late",
  overdue: "none",
  pending: "open",
  exempt: "spare",
  undetermined: "unknown",
};

/** The same for what became of a cancellation. */
export const RESOLUTION_LOOKS: Readonly<Record<Resolution, string>> = {
  rescheduled: "good",
  "enrollee-canceled": "fair",
  offered: "open",
  recanceled: "late",
  none: "none",
  unverified: "unknown",
};

/** The same for who canceled. */
export const CANCELER_LOOKS = { plan: "plan", enrollee: "fair", other: "open", unknown: "unknown" } as const;
