/** A log that has something of everything that reading can meet: versions, collisions, odd cells, lines, rejects. */
const HEADER =
  "appointment_id,enrollee_id,status,scheduled_at,made_at,canceled_at,canceled_by,service,replaced_by,updated_at,Region Name";
const RECORDS = [
  "A1,E1,canceled,2022-09-13 10:30,2022-08-12 13:45,2022-09-12 10:00,plan,intake,A2,,East",
  "A2,E1,fulfilled,2022-09-23 10:30,2022-09-12 13:45,,,intake,,,East",
  'A3,E2,canceled,2022-09-14,2022-08-12,2022-09-12,N/A,group-therapy,,,"North\nand ""West"""',
  "A4,E3,canceled,2022-11-06 01:30,2022-08-12,2022-09-12,plan,psychiatry,,2022-09-12 09:00,",
  "A4,E3,canceled,2022-11-06 01:30,2022-08-12,2022-09-12,enrollee,psychiatry,,2022-09-13 09:00,South",
  "A4,E3,canceled,2022-11-06 01:30,2022-08-12,2022-09-12,enrollee,psychiatry,,2022-09-13 09:00,South",
  "A5,E4,canceled,2022-09-15 10:00,9999-12-31,2022-09-12,plan,intake,,,West",
  "A6,E5,canceled,2022-09-16 10:00,,2022-09-12,plan,intake,,,West",
  "A6,E6,canceled,2022-09-16 10:00,,2022-09-12,plan,intake,,,West\u2028side",
  "A7,E7,canceled,sometime,,2022-09-12,plan,intake,,,West",
  "A8,E8,cancelled,2022-09-19T10:00:00Z,,2022-09-12,plan,mind reading,,,West",
  "A9,E9,canceled,2023-03-12 02:30,,2022-09-12,plan,intake,A10,,West",
  "A10,E9,canceled,2022-09-21 10:00,,2022-09-13,plan,intake,A11,,West",
  "A11,E9,booked,2022-09-28 10:00,,,,intake,,,West",
];

export const MESSY = `${HEADER}\n${RECORDS.join("\n")}\n`;

/** The same log as another office writes it. */
export const SECOND = `${`${HEADER};Clinic\n`.replaceAll(",", ";")}B1;E1;canceled;2022-09-13 10:30;;2022-09-12;plan;intake;;;East;Oak\n`;
