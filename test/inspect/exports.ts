/** The exports that `inspect` is tried on: each is one trouble, in as few lines as show it. */
const lines = (...rows: readonly string[]): string => `${rows.join("\n")}\n`;

const CLEAN = lines(
  "appointment_id,enrollee_id,status,scheduled_at,made_at,canceled_at,canceled_by,cancel_reason,service,replaced_by,facility",
  "A1,E1,canceled,2022-08-16 09:00,2022-07-20 10:00,2022-08-15 08:00,plan,labor-action,individual-therapy,A2,Oakland",
  "A2,E1,booked,2022-09-20 09:00,2022-08-15 08:00,,,,individual-therapy,,Oakland",
  "A3,E2,fulfilled,2022-08-17 10:00,2022-07-21 10:00,,,,intake,,Fremont",
  "A4,E3,canceled,2022-08-18 11:00,2022-07-22 10:00,2022-08-16 08:00,enrollee,enrollee,psychiatry,,Fremont",
);

const EPIC = lines(
  "PAT_ENC_CSN_ID,PAT_ID,APPT_STATUS_NAME,APPT_DTTM,APPT_MADE_DTTM,APPT_CANC_DTTM,CANCEL_INITIATOR,CANCEL_REASON_NAME,RESCHED_APPT_CSN_ID,APPT_SERIAL_NUM,PRC_NAME,DEPARTMENT_NAME,PROV_ID,UPDATE_DATE",
  "200000001,Z000001,Canceled,8/16/2022 9:00 AM,7/20/2022 2:15 PM,8/15/2022 8:00 AM,PROVIDER,Provider Unavailable,200000002,200000001,Individual Psychotherapy,OAK PSYCHIATRY,P100,8/15/2022 8:00 AM",
  "200000002,Z000001,Scheduled,9/20/2022 9:00 AM,8/15/2022 8:00 AM,,,,,200000001,Individual Psychotherapy,OAK PSYCHIATRY,P100,8/15/2022 8:00 AM",
  "200000003,Z000002,Completed,8/17/2022 1:30 PM,7/21/2022 9:00 AM,,,,,200000003,Medication Management,FRE PSYCHIATRY,P101,8/17/2022 2:00 PM",
  "200000004,Z000003,No Show,8/18/2022 11:00 AM,7/22/2022 9:00 AM,NULL,,,,200000004,tele consult,FRE PSYCHIATRY,P101,8/18/2022 12:00 PM",
  "200000005,Z000004,Left without seen,8/18/2022 11:30 AM,7/22/2022 9:00 AM,,,,,200000005,Group Psychotherapy,FRE PSYCHIATRY,P102,8/18/2022 12:00 PM",
  "200000006,Z000005,zz-hold,8/19/2022 11:30 AM,7/22/2022 9:00 AM,1/1/1900,PATIENT,see comment,,200000006,Health Class,FRE PSYCHIATRY,P102,8/18/2022 12:00 PM",
);

const ATHENA = lines(
  "appointmentid,patientid,appointmentstatus,appointmentdate,appointmentstarttime,scheduleddatetime,cancelleddatetime,appointmentcancelreason,rescheduledappointmentid,appointmenttype,providerid,department,lastmodified,cancelledby",
  "101,9001,x,08/16/2022,09:00,07/20/2022 14:15:00,08/15/2022 08:00:00,PROVIDER CANCELED,102,Psychotherapy,71,Oakland BH,08/15/2022 08:00:00,jsmith12",
  "102,9001,f,09/20/2022,09:00,08/15/2022 08:00:00,,,,Psychotherapy,71,Oakland BH,08/15/2022 08:00:00,",
  "103,9002,3,08/17/2022,13:30,07/21/2022 09:00:00,,,,Med Check,72,Fremont BH,08/17/2022 14:00:00,",
  "104,9003,4,08/18/2022,11:00,07/22/2022 09:00:00,,,,Initial Assessment,72,Fremont BH,08/18/2022 12:00:00,",
);

const CERNER = lines(
  "SCH_APPT_ID|PERSON_ID|STATE_MEANING|BEG_DT_TM|ORIG_BOOK_DT_TM|CANCEL_DT_TM|CANCEL_REASON|RESCHED_SCH_APPT_ID|APPT_TYPE|RESOURCE_ID|APPT_LOCATION|UPDT_DT_TM",
  "31001|51001|CANCELED|16-AUG-2022 09:00:00|20-JUL-2022 14:15:00|15-AUG-2022 08:00:00|Provider Out|31002|Therapy Individual|7|BH Oakland|15-AUG-2022 08:00:00",
  "31002|51001|CONFIRMED|20-SEP-2022 09:00:00|15-AUG-2022 08:00:00||||Therapy Individual|7|BH Oakland|15-AUG-2022 08:00:00",
  "31003|51002|CHECKED OUT|17-AUG-2022 13:30:00|21-JUL-2022 09:00:00||||Med Mgmt|8|BH Fremont|17-AUG-2022 14:00:00",
  "31004|51003|FINALIZED|18-AUG-2022 11:00:00|22-JUL-2022 09:00:00||||Therapy Group|8|BH Fremont|18-AUG-2022 12:00:00",
  "31005|51004|HOLD|19-AUG-2022 11:00:00|22-JUL-2022 09:00:00||||Therapy Group|8|BH Fremont|18-AUG-2022 12:00:00",
);

const FHIR = lines(
  "id,status,subject.reference,start,created,cancellationDate,cancellationReason.coding.code,serviceType.coding.code,priority.coding.code,replaces.reference,participant.actor.reference,location.display,meta.lastUpdated",
  "appt-1,cancelled,Patient/p1,2022-08-16T16:00:00Z,2022-07-20T00:00:00Z,2022-08-15T15:00:00Z,prov-pers,psychotherapy,R,,Practitioner/a,Oakland,2022-08-15T15:00:00Z",
  "appt-2,booked,Patient/p1,2022-09-20T09:00:00-07:00,2022-08-15T00:00:00Z,,,psychotherapy,R,appt-1,Practitioner/a,Oakland,2022-08-15T15:00:00Z",
  "appt-3,checked-in,Patient/p2,2022-08-17T13:30:00-07:00,2022-07-21T00:00:00Z,,,intake,UR,,Practitioner/b,Fremont,2022-08-17T21:00:00Z",
  "appt-4,cancelled,Patient/p3,2022-08-18T11:00:00-07:00,2022-07-22T00:00:00Z,2022-08-16T15:00:00Z,pat-ucp,intake,EL,,Practitioner/b,Fremont,2022-08-16T15:00:00Z",
);

/** Windows-1252 with title lines, day-first dates and a total, as a spreadsheet writes it. */
const TITLED = Buffer.from(
  [
    "Cl\u00ednica de Salud Mental \u0096 Export of Appointments",
    "Report period: 08/01/2022 \u0096 08/31/2022",
    "",
    "Appointment ID;Patient ID;Status;Appointment Date;Cancel Date;Cancelled By;Cancellation Reason;Visit Type;Site",
    "A-1;P-1;Cancelled;16/08/2022 09:00;15/08/2022;Clinic;Strike;Individual Therapy;Pe\u00f1asquitos",
    "A-2;P-2;Completed;17/08/2022 10:00;;;;Intake;Pe\u00f1asquitos",
    "A-3;P-3;Cancelled;18/08/2022 11:00;16/08/2022;front desk;Weather;Individual Therapy;Pe\u00f1asquitos",
    "",
    "Total appointments: 3;;;;;;;;",
    "",
  ].join("\r\n"),
  "latin1",
);

const AMBIGUOUS = lines(
  "appointment_id,enrollee_id,status,scheduled_at,made_at,canceled_at",
  "A1,E1,canceled,03/04/2022 09:00,01/02/2022,02/03/2022",
  "A2,E2,booked,05/06/2022 10:00,15/02/2022,",
);

const LACKING = lines(
  "Appt Nbr,MRN,Sts,Appt Dt,Appt Tm,Canc Dt,Canc By,Visit Type",
  "40001,M001,Cancelled,8/16/2022,9:00 AM,8/15/2022,Provider,Psychotherapy",
  "40002,M001,Scheduled,9/20/2022,9:00 AM,,,Psychotherapy",
  "40003,M002,Completed,8/17/2022,1:30 PM,,,Intake",
  "40004,M003,No Show,8/18/2022,11:00 AM,,,Intake",
);

const CHOICES = lines(
  "appointment_id,MRN,Member ID,status,scheduled_at,canceled_at,Visit Type,Appt Type",
  "A1,M1,H1,canceled,2022-08-16 09:00,2022-08-15 08:00,Intake,New",
);

/** Without a header: the first record stands in its place, and is somebody's. */
const HEADLESS = lines(...LACKING.split("\n").slice(1, 4));

/** Headers and words that would color a terminal, turn its writing around, break a table or end a YAML scalar. */
const HOSTILE = [
  'appointment_id,enrollee_id,status,scheduled_at,canceled_at,canceled_by,\u001b[31mred\u202edne,"line\nbreak",#2,=cmd(),"""]: }{ #",\u{e0041}tag',
  "A1,E1,canceled,2022-08-16 09:00,2022-08-15,\u001b]0;owned\u0007,x,y,z,1,2,3",
  "A2,E2,booked,2022-08-17 09:00,,\u202eetatsorp,x,y,z,1,2,3",
  'A3,E3,"x"": {boom: 1}",2022-08-17 09:00,,"multi\nline",x,y,z,1,2,3',
  "A4,E4,booked,2022-08-17 09:00,,\u2028\ud83d\ude00: null,x,y,z,1,2,3",
  "",
].join("\n");

const WIDE_HEADER =
  "Enc Nbr,Pt MRN,Pt Last Nm,Pt First Nm,Pt DOB,Pt Sex,Pt Zip,Pt Phone,Lang Desc,Ins Plan Cd,Ins Plan Desc,Sub Id,Grp Nbr,Appt Dt,Appt Tm,Appt Len,Appt Sts Desc,Sts Cd,Appt Typ Cd,Svc Desc,Rsn For Visit,Prov Nbr,Prov Nm,Prov Typ,Prov NPI,Dept Nbr,Dept Nm,Loc Nm,Loc Cnty,Rgn Cd,Booked On,Booked By,Booked Via,Canc Dt Tm,Canc By,Canc Rsn Desc,Canc Comment,Resch Enc Nbr,Resch Dt,Conf Ind,Conf Dt,Remind Sent,Chk In Tm,Chk Out Tm,Copay Amt,Copay Pd,Auth Req Ind,Auth Nbr,Ref Prov Nm,Ref Nbr,Wait List Ind,Telehealth Ind,Interp Ind,Room,Last Upd Dt Tm,Upd By,Rec Src,Batch Id,Free Text 1,Free Text 2";

const pick = <T>(items: readonly [T, ...T[]], i: number): T => items[i % items.length] ?? items[0];

/** One record of an unknown system: 60 columns, of which a few are what is needed, under names of its own. */
const wideRow = (i: number): string => {
  const day = (shift: number): string => `${8 + Math.floor((i + shift) / 28)}/${1 + ((i + shift) % 28)}/2022`;
  const person = (i * 37) % 90;
  const status = i % 40 === 0 ? "zz-hold" : pick(["Cancelled", "Completed", "Cancelled", "Scheduled", "No Show"], i);
  const lost = status === "Cancelled";
  const moved = lost && i % 3 === 0;
  const time = `${8 + (i % 4)}:${pick(["00", "15", "30"], i)} AM`;
  return [
    7_000_000 + i,
    `M${100_000 + person}`,
    pick(["Nguyen", "Garcia", "Smith", "Lee"], person),
    pick(["Ana", "Bo", "Cy", "Di"], person),
    `${1 + (person % 12)}/${1 + (person % 28)}/${1950 + (person % 50)}`,
    pick(["F", "M", "X"], person),
    94_000 + person * 7,
    `510-555-${1000 + person}`,
    pick(["English", "Spanish", "Tagalog"], person),
    pick(["HMO", "PPO"], person),
    pick(["Gold HMO", "Silver PPO"], person),
    `S${200_000 + person}`,
    900 + (person % 3),
    day(0),
    time,
    pick([30, 45, 60], i),
    status,
    status.charAt(0).toUpperCase(),
    pick(["IND", "GRP", "MED"], i),
    pick(["Individual Therapy", "Group Therapy", "Med Check", "Intake"], i),
    pick(["anxiety follow up", "", "seen by J. Doe last time"], i),
    100 + (i % 9),
    pick(["Dr. A", "Dr. B"], i),
    pick(["MD", "LCSW", "PsyD"], i),
    1_200_000_000 + (i % 9),
    10 + (i % 4),
    `BH ${i % 4}`,
    pick(["Oakland", "Fremont"], i),
    pick(["Alameda", "Contra Costa"], i),
    pick(["N", "S"], i),
    `7/${1 + (i % 28)}/2022 ${time}`,
    pick(["asmith", "bjones"], i),
    pick(["Phone", "Web"], i),
    lost ? `${day(-1 + (i === 0 ? 1 : 0))} ${time}` : "",
    lost ? pick(["Provider", "Patient", "front desk"], i) : "",
    lost ? pick(["Strike", "Provider Unavailable", "Weather"], i) : "",
    lost ? pick(["pt called upset", "", "left vm w/ Mr. Garcia"], i) : "",
    moved ? 7_000_000 + ((i * 7) % 240) : "",
    moved ? day(20) : "",
    pick(["Y", "N"], i),
    day(0),
    pick(["N", "Y"], i),
    "",
    "",
    "20.00",
    "0.00",
    pick(["Y", "N"], i),
    "",
    "",
    "",
    pick(["Y", "N"], i),
    pick(["N", "Y"], i),
    "N",
    1 + (i % 19),
    `${day(0)} ${time}`,
    "batch",
    "EXPORT",
    Math.floor(i / 100),
    "",
    "",
  ].join(",");
};

const WIDE = lines(WIDE_HEADER, ...Array.from({ length: 120 }, (_, i) => wideRow(i)));

/** Every export by the name of its file. */
export const EXPORTS = {
  "clean.csv": CLEAN,
  "epic.csv": EPIC,
  "athena.csv": ATHENA,
  "cerner.psv": CERNER,
  "fhir.csv": FHIR,
  "titled.csv": TITLED,
  "ambiguous.csv": AMBIGUOUS,
  "lacking.csv": LACKING,
  "choices.csv": CHOICES,
  "headless.csv": HEADLESS,
  "hostile.csv": HOSTILE,
  "wide.csv": WIDE,
} as const satisfies Readonly<Record<string, string | Buffer>>;

export type ExportName = keyof typeof EXPORTS;
export const EXPORT_NAMES = Object.keys(EXPORTS) as readonly ExportName[];

/** Exports that a report can be made of as they are. */
export const ASSESSABLE = [
  "clean.csv",
  "epic.csv",
  "athena.csv",
  "cerner.psv",
  "fhir.csv",
  "titled.csv",
  "hostile.csv",
] as const;
