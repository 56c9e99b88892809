import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import type { RawOptions } from "../../src/cli/settle.ts";
import { shippedPackIds } from "../../src/rules/shipped.ts";
import { temporaryFolder } from "../cli/temporary.ts";

/** All that a pack can be made of, each at least once: rules that no shipped pack has, over what random logs hold. */
const EVERYTHING = `schema: cancellog.pack/1
id: everything
version: 1.0.0
title: Everything a pack can ask
timezone: America/Los_Angeles
calendar: ./days.yaml
assume: { urgency: urgent, follow_up: true }
families:
  - { id: all.hours, title: Hours, asks: by the hour, other_care: all.kind }
  - { id: all.days, title: Days, asks: by the day }
  - { id: all.kind, title: Kind, asks: of a kind }
rules:
  - id: all.hours.0h
    family: all.hours
    title: No hours at all, or the day of the offer
    basis: commitment
    citation: { law: None, text: At once., grade: M }
    effective: { from: 2022-08-27, to: 2022-11-06 }
    applies: { urgency: urgent, any: [{ column: language, is: en }, { cancellation_day: before }] }
    clock: { starts: canceled_at, within: 0 hours, or_by: notified_at }
  - id: all.hours.30h
    family: all.hours
    title: Thirty hours, a postponement within one
    basis: guidance
    citation: { law: None, text: Soon., grade: M }
    applies: { urgency: non-urgent, not: { column: language, is: [es, fr] } }
    clock: { starts: { earlier: [made_at, canceled_at, scheduled_at] }, within: 30 hours, postponement: 1 hour }
  - id: all.days.3bd
    family: all.days
    title: Three business days
    basis: regulation
    citation: { law: None, text: Three days., grade: M }
    effective: { to: 2022-09-12 }
    applies:
      all:
        - not: { all: [{ canceled_by: enrollee }, { care_class: mh }] }
        - any: [{ prior_auth: false }, { column: service, is: [Psychiatry, class] }, { follow_up: true }]
    clock: { starts: { earlier: [requested_at, canceled_at] }, within: 3 business days, or_by: scheduled_at, postponement: 1 business day }
  - id: all.days.0d
    family: all.days
    title: The same day
    basis: statute
    citation: { law: None, text: The same day., grade: M }
    effective: { from: 2022-09-13 }
    applies: { status: [canceled, rescheduled], not: { facility: South } }
    clock: { starts: prior_kept_at, within: 0 calendar days }
  - id: all.kind.offered
    family: all.kind
    title: The enrollee gave back what was of the same kind
    basis: derived
    citation: { law: None, text: The same., grade: M }
    applies: { not: { canceled_by: enrollee } }
    requires: { resolution: enrollee-canceled, field: service, accepts: { class: [class, intake] } }
  - id: all.kind.moved
    family: all.kind
    title: Moved to what is of the same kind
    basis: derived
    citation: { law: None, text: The same., grade: M }
    effective: { from: 2022-08-27 }
    applies: { column: language, is: en }
    requires: { resolution: rescheduled, field: service, accepts: { individual-therapy: [class, group-therapy] } }
`;

const DAYS = `schema: cancellog.calendar/1
id: days
title: Days of its own
holidays:
  - { date: 2022-08-29, name: A Monday, law: none }
  - { date: 2022-09-05, name: Labor Day, law: none }
  - { date: 2022-09-13, name: A Tuesday, law: none }
  - { date: 2022-11-12, name: A Saturday, law: none }
`;

/** A shipped pack with one limit, one period and one calendar changed, and a rule of its own. */
const CHANGED = `schema: cancellog.pack/1
id: changed
version: 1.0.0
title: California, were ten business days five
extends: ca-timely-access
calendar: ./days.yaml
change:
  ca.reschedule.mh-10bd: { within: 5 business days }
  ca.notice.specialist-15bd: { within: 2 business days, effective: { from: 2022-09-01, to: 2022-12-31 } }
drop: [ca.reschedule.urgent-48h, ca.like-for-like]
families: [{ id: changed.told, title: Told, asks: to be told }]
rules:
  - id: changed.told.1d
    family: changed.told
    title: A day from the word
    basis: commitment
    citation: { law: None, text: A day., grade: M }
    applies: { canceled_by: plan }
    clock: { starts: notified_at, within: 1 calendar day }
`;

/** Writes the packs of our own; returns the folder they stand in. */
const written = (): string => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "days.yaml"), DAYS);
  writeFileSync(join(folder, "everything.yaml"), EVERYTHING);
  writeFileSync(join(folder, "changed.yaml"), CHANGED);
  return folder;
};

/** Packs that random logs are read by: each that is shipped, two of our own, and several in one run. */
export const packChoices = (): readonly { readonly what: string; readonly raw: RawOptions }[] => {
  const folder = written();
  const everything = join(folder, "everything.yaml");
  const changed = join(folder, "changed.yaml");
  const timezone = "America/Los_Angeles";
  return [
    ...shippedPackIds().map((id) => ({ what: id, raw: { pack: [id] } })),
    { what: "all that a pack can ask", raw: { pack: [everything] } },
    { what: "a pack that extends another", raw: { pack: [changed] } },
    { what: "all shipped packs together", raw: { pack: shippedPackIds(), timezone } },
    { what: "a pack of our own before a shipped one", raw: { pack: [everything, "ca-timely-access"] } },
    {
      what: "four packs, their assumptions in each other's way",
      raw: { pack: [changed, everything, "strike-contingency-commitments", "nhs-cancelled-operations"], timezone },
    },
  ];
};

/** The two years in which commitments for a strike were in force, in place of those that random logs are dated in. */
export const inTheYearsOfTheStrike = (csv: string): string =>
  csv.replaceAll("2022-", "2024-").replaceAll("2023-", "2025-");

/** Options that meet with every choice of packs. */
export const packOptions: fc.Arbitrary<RawOptions> = fc.record(
  {
    assume: fc.constantFrom(["canceled_by=plan"], ["urgency=non-urgent", "service=class"]),
    calendar: fc.constant("ca-legal-holidays"),
    link: fc.constantFrom("series", "inferred"),
    derive: fc.constant(["prior_kept_at"]),
  },
  { requiredKeys: [] },
);
