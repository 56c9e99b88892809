/**
 * The code books: canonical words, each with the words that exports use for it.
 * A synonym is compared without regard to ASCII case, and with space, underscore and hyphen alike.
 * FHIR words are those of HL7 FHIR R4/R5 `AppointmentStatus` and `appointment-cancellation-reason` (grade V2); the other
 * words are those usual in scheduling exports of the United States (grade M). Words that can mean two things are left
 * out: a report lists what it did not know, and a mapping says what it means there.
 */
export type CodeBook = Readonly<Record<string, readonly string[]>>;

/** Splits synonyms at white space; none of them holds any, since a space is spelled as a hyphen. */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const STATUS = {
  proposed: words("pending requested tentative"),
  booked: words("scheduled confirmed active sch sched unconfirmed booked-confirmed future"),
  arrived: words("checked-in checkedin check-in checkin present arrived-late in-progress in-session roomed in-room"),
  fulfilled: words(`
    completed complete kept attended comp checked-out checkedout check-out checkout seen showed finished
    charge-entered
  `),
  noshow: words(`
    no-show no-showed did-not-attend did-not-show dna n/s missed left-without-seen left-without-being-seen lwbs
    failed-to-attend failed-to-show
  `),
  waitlist: words("waitlisted wait-list wait-listed waiting-list"),
  canceled: words(`
    cancelled cancel can canc cncl cxl cxld canx cancellation canceled-by-patient cancelled-by-patient
    canceled-by-provider cancelled-by-provider canceled-by-clinic cancelled-by-clinic canceled-by-facility
    cancelled-by-facility patient-canceled patient-cancelled provider-canceled provider-cancelled late-cancel
    late-canceled late-cancelled late-cancellation same-day-cancel same-day-cancellation
  `),
  rescheduled: words(`
    reschedule resched r/s canceled-and-rescheduled cancelled-and-rescheduled canceled/rescheduled
    cancelled/rescheduled rescheduled-by-patient rescheduled-by-provider rescheduled-by-clinic
  `),
  "entered-in-error": words("error deleted void voided scheduled-in-error created-in-error"),
} as const satisfies CodeBook;

export const CANCELED_BY = {
  plan: words(`
    provider clinic health-plan facility prov practitioner system department clinician physician doctor therapist
    hospital medical-group health-system insurer payer payor provider-initiated clinic-initiated plan-initiated
    facility-initiated by-provider by-clinic by-plan
  `),
  enrollee: words(`
    patient member pat pt client subscriber caregiver parent guardian beneficiary insured family family-member
    patient-initiated member-initiated enrollee-initiated by-patient by-member patient/family patient/caregiver
  `),
  other: words("third-party interpreter transport transportation"),
} as const satisfies CodeBook;

export const CANCEL_REASON = {
  "labor-action": words(`
    strike labor labour-action work-stoppage labor-dispute labor-strike industrial-action walkout walk-out
    sympathy-strike
  `),
  "provider-unavailable": words(`
    provider prov provider-canceled provider-cancelled provider-unavailable-illness provider-sick provider-ill
    provider-illness provider-out provider-left provider-leave provider-on-leave provider-vacation
    provider-emergency provider-request provider-schedule-change provider-meeting provider-not-available
    clinician-unavailable clinician-out doctor-unavailable physician-unavailable therapist-unavailable
    staff-shortage staffing-shortage prov-pers prov-dch prov-edu prov-hosp prov-labs prov-mri prov-onc
  `),
  facility: words(`
    clinic-closed facility-closed facility-closure office-closed clinic-closure maint equipment equipment-failure
    equipment-maintenance power-outage room-unavailable inclement-weather oth-room oth-mu oth-weath weather
  `),
  clinical: words(`
    clinical-reason medical medical-reason meds-inc hospitalized patient-hospitalized admitted
    not-clinically-indicated not-medically-necessary prep-not-done labs-not-done
  `),
  enrollee: words(`
    patient member patient-request member-request patient-canceled patient-cancelled member-canceled
    member-cancelled patient-illness patient-ill patient-sick patient-unavailable patient-schedule-conflict
    patient-preference patient-forgot patient-moved patient-deceased deceased feeling-better no-transportation
    lack-of-transportation pat pat-crs pat-cpp pat-dec pat-fb pat-lt pat-mt pat-mv pat-preg pat-swl pat-ucp illness
    transportation
  `),
  administrative: words(`
    admin scheduling-error scheduled-in-error data-entry-error registration-error insurance insurance-issue
    eligibility no-authorization authorization-not-obtained billing duplicate duplicate-appointment oth-cms oth-err
    oth-fin oth-oerr oth-swie
  `),
  other: words("oth misc miscellaneous oth-int oth-iv"),
} as const satisfies CodeBook;

export const SERVICE = {
  "individual-therapy": words(`
    individual individual-psychotherapy individual-counseling individual-session individual-therapy-session
    psychotherapy psychotherapy-individual therapy-individual ind-therapy indiv-therapy one-on-one
  `),
  "group-therapy": words(`
    group group-psychotherapy group-counseling group-session group-therapy-session therapy-group psychotherapy-group
  `),
  "family-therapy": words(`
    family family-counseling family-session couples couples-therapy couple-therapy couples-counseling
    marriage-counseling family-psychotherapy therapy-family
  `),
  intake: words(`
    initial-evaluation initial-assessment initial-intake intake-assessment intake-evaluation intake-appointment
    new-patient-intake mental-health-intake behavioral-health-intake bh-intake diagnostic-evaluation
    diagnostic-assessment psychosocial-assessment assessment
  `),
  psychiatry: words(`
    psychiatric-evaluation initial-psychiatric-evaluation psychiatric-assessment psychiatric-visit
    psychiatric-consult psychiatric-follow-up psychiatry-visit psychiatry-consult psychiatry-follow-up psychiatrist
  `),
  "medication-management": words(`
    med-management med-mgmt med-mgt medication-mgmt medication-check med-check medication-visit medication-review
    medication-follow-up med-follow-up medication-management-visit pharmacologic-management
  `),
  crisis: words("crisis-intervention crisis-visit crisis-appointment crisis-assessment"),
  "case-management": words("case-mgmt case-mgt care-coordination care-management targeted-case-management"),
  class: words(`
    health-class health-education health-education-class education-class psychoeducation psychoeducation-class
    psychoeducational-class wellness-class
  `),
  "primary-care": words(`
    primary pcp pcp-visit primary-care-visit family-medicine family-practice internal-medicine general-practice
    pediatrics office-visit annual-physical annual-exam annual-wellness-visit wellness-visit well-child
    well-child-visit preventive-visit
  `),
  specialty: words(`
    specialist specialty-care specialty-visit specialty-consult specialist-visit specialist-consultation cardiology
    dermatology endocrinology gastroenterology nephrology neurology oncology ophthalmology orthopedics
    otolaryngology pulmonology rheumatology urology
  `),
  ancillary: words(`
    ancillary-service lab laboratory lab-draw blood-draw imaging diagnostic-imaging radiology x-ray xray mri
    mammogram mammography ultrasound ct-scan physical-therapy occupational-therapy speech-therapy
  `),
  other: words("oth misc miscellaneous"),
} as const satisfies CodeBook;

export const PROVIDER_KIND = {
  physician: words("md do m.d. d.o. md/do psychiatrist doctor specialist-physician primary-care-physician"),
  nonphysician: words(`
    non-physician therapist psychologist phd psyd lcsw lmft mft lpcc lpc amft asw apcc social-worker
    clinical-social-worker marriage-and-family-therapist counselor np nurse-practitioner pmhnp pa
    physician-assistant rn registered-nurse
  `),
} as const satisfies CodeBook;

export const URGENCY = {
  urgent: words("emergent emergency stat asap expedited u"),
  "non-urgent": words("nonurgent routine elective standard regular not-urgent n"),
} as const satisfies CodeBook;

export const NETWORK = {
  in: words("in-network internal innetwork in-net inn par participating contracted"),
  out: words(`
    out-of-network external oon outofnetwork out-network out-of-net non-network non-par nonparticipating
    non-participating non-contracted noncontracted
  `),
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
