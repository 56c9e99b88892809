/**
 * The code books: canonical words, each with the words that exports use for it.
 * A synonym is compared without regard to ASCII case, and with space, underscore and hyphen alike.
 * FHIR words are those of HL7 FHIR R4/R5 `AppointmentStatus` and `appointment-cancellation-reason`.
 */
export type CodeBook = Readonly<Record<string, readonly string[]>>;

export const STATUS = {
  proposed: ["pending", "requested"],
  booked: ["scheduled", "confirmed", "active", "sch", "unconfirmed"],
  arrived: ["checked-in", "checkedin", "check-in", "present"],
  fulfilled: ["completed", "complete", "kept", "attended", "comp", "checked-out", "seen"],
  noshow: ["no-show", "did-not-attend", "dna", "missed", "left-without-seen", "left-without-being-seen"],
  waitlist: ["waitlisted", "wait-list", "waiting-list"],
  canceled: ["cancelled", "cancel", "can", "canc", "cancellation"],
  rescheduled: ["reschedule", "resched", "canceled-and-rescheduled", "cancelled-and-rescheduled"],
  "entered-in-error": ["error", "deleted", "void", "voided"],
} as const satisfies CodeBook;

export const CANCELED_BY = {
  plan: ["provider", "clinic", "health-plan", "facility", "prov", "practitioner", "system", "department"],
  enrollee: ["patient", "member", "pat", "client", "subscriber", "caregiver", "parent", "guardian"],
  other: ["third-party", "interpreter", "transport"],
} as const satisfies CodeBook;

export const CANCEL_REASON = {
  "labor-action": ["strike", "labor", "labour-action", "work-stoppage", "labor-dispute", "industrial-action"],
  "provider-unavailable": [
    "provider",
    "prov",
    "provider-canceled",
    "provider-cancelled",
    "provider-unavailable-illness",
    "provider-sick",
    "provider-out",
    "provider-left",
    "prov-pers",
    "prov-dch",
    "prov-edu",
    "prov-hosp",
    "prov-labs",
    "prov-mscr",
    "prov-mill",
    "prov-mlt",
  ],
  facility: ["clinic-closed", "facility-closed", "maint", "equipment", "oth-room", "oth-mu", "oth-weath", "weather"],
  clinical: ["clinical-reason", "medical", "meds-inc", "hospitalized", "not-clinically-indicated"],
  enrollee: [
    "patient",
    "member",
    "patient-request",
    "member-request",
    "pat",
    "pat-crs",
    "pat-cpp",
    "pat-dec",
    "pat-fb",
    "pat-lt",
    "pat-mt",
    "pat-mv",
    "pat-preg",
    "pat-swl",
    "pat-uwo",
    "illness",
    "transportation",
  ],
  administrative: [
    "admin",
    "scheduling-error",
    "insurance",
    "billing",
    "duplicate",
    "oth-cms",
    "oth-err",
    "oth-fin",
    "oth-oerr",
    "oth-swie",
  ],
  other: ["oth", "misc", "oth-int", "oth-iv"],
} as const satisfies CodeBook;

export const SERVICE = {
  "individual-therapy": ["individual", "individual-psychotherapy", "psychotherapy", "therapy-individual", "one-on-one"],
  "group-therapy": ["group", "group-psychotherapy", "therapy-group", "psychotherapy-group"],
  "family-therapy": ["family", "couples-therapy", "couple-therapy", "family-psychotherapy", "therapy-family"],
  intake: ["initial-evaluation", "initial-assessment", "new-patient-intake", "mental-health-intake", "assessment"],
  psychiatry: ["psychiatric-evaluation", "psychiatric-visit", "psychiatrist"],
  "medication-management": ["med-management", "med-mgmt", "medication-check", "med-check", "medication-visit"],
  crisis: ["crisis-intervention", "crisis-visit"],
  "case-management": ["case-mgmt", "care-coordination", "care-management"],
  class: ["health-class", "education-class", "psychoeducation", "psychoeducation-class", "wellness-class"],
  "primary-care": ["primary", "pcp", "family-medicine", "internal-medicine", "office-visit"],
  specialty: ["specialist", "specialty-care", "specialty-visit"],
  ancillary: ["ancillary-service", "lab", "laboratory", "imaging", "radiology", "physical-therapy"],
  other: ["oth", "misc"],
} as const satisfies CodeBook;

export const PROVIDER_KIND = {
  physician: ["md", "do", "psychiatrist", "doctor"],
  nonphysician: ["non-physician", "therapist", "psychologist", "lcsw", "lmft", "social-worker", "counselor", "np"],
} as const satisfies CodeBook;

export const URGENCY = {
  urgent: ["emergent", "stat", "asap", "u"],
  "non-urgent": ["nonurgent", "routine", "elective", "not-urgent", "n"],
} as const satisfies CodeBook;

export const NETWORK = {
  in: ["in-network", "internal", "innetwork", "par", "participating", "contracted"],
  out: ["out-of-network", "external", "oon", "outofnetwork", "out-network", "non-par", "nonparticipating"],
} as const satisfies CodeBook;

/** Words that say of themselves that the value is not known; they are unknown, not unmapped. */
export const UNKNOWN_CODE = "unknown";

export type Status = keyof typeof STATUS;
export type CanceledBy = keyof typeof CANCELED_BY;
export type Service = keyof typeof SERVICE;

export const CARE_CLASSES = ["mh", "primary", "specialty", "ancillary", "other"] as const;
export type CareClass = (typeof CARE_CLASSES)[number];

/** Derives the class of care: mental health is every service from individual-therapy up to and including class. */
export const careClassOf: Readonly<Record<Service, CareClass>> = {
  "individual-therapy": "mh",
  "group-therapy": "mh",
  "family-therapy": "mh",
  intake: "mh",
  psychiatry: "mh",
  "medication-management": "mh",
  crisis: "mh",
  "case-management": "mh",
  class: "mh",
  "primary-care": "primary",
  specialty: "specialty",
  ancillary: "ancillary",
  other: "other",
};

/** A cancellation is an appointment with one of these (semantics.md, section 1). */
export const isCanceledStatus = (status: Status): boolean => status === "canceled" || status === "rescheduled";
