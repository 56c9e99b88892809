/**
 * The rules of ca-timely-access as a competent developer would script them with csv-parse and date-fns, for exports like
 * these alone: `node competent.mjs LOG HOLIDAYS`. Prints family counts and breakdowns as JSON.
 */
import { createReadStream, readFileSync } from "node:fs";
import { parse } from "csv-parse";
import {
  addHours,
  eachDayOfInterval,
  endOfDay,
  format,
  isEqual,
  isValid,
  isWeekend,
  parseISO,
  startOfDay,
  startOfWeek,
} from "date-fns";

process.env.TZ = "America/Los_Angeles";

const STATUSES = new Set(
  "proposed booked arrived fulfilled noshow waitlist canceled rescheduled entered-in-error".split(" "),
);
const INITIATORS = new Set(["plan", "enrollee", "other"]);
const REASONS = new Set("labor-action provider-unavailable facility clinical enrollee administrative other".split(" "));
const NONPHYSICIAN = new Set(
  "individual-therapy group-therapy family-therapy intake crisis case-management class".split(" "),
);
const PHYSICIAN = new Set(["psychiatry", "medication-management"]);
const SERVICES = new Set([...NONPHYSICIAN, ...PHYSICIAN, "primary-care", "specialty", "ancillary", "other"]);
const NO_APPOINTMENT = new Set(["proposed", "waitlist", "entered-in-error"]);
const SUITS = {
  "individual-therapy": ["family-therapy", "psychiatry", "crisis"],
  "group-therapy": ["individual-therapy", "family-therapy"],
  "family-therapy": ["individual-therapy"],
  intake: ["individual-therapy", "psychiatry", "medication-management"],
  psychiatry: ["medication-management"],
  "medication-management": ["psychiatry"],
  crisis: ["individual-therapy", "psychiatry"],
};
const FAMILIES = ["ca.reschedule", "ca.notice", "ca.request", "ca.followup", "ca.like-for-like"];
const DIMENSIONS = ["week", "facility", "county", "region", "service", "canceled_by", "cancel_reason"];

const [log, holidays] = process.argv.slice(2);

/** Business days up to and including each day, and the 10th and the 15th after it. */
const dayTable = (closed) => {
  const days = eachDayOfInterval({ start: new Date(1989, 11, 1), end: new Date(2100, 11, 31) });
  const open = [];
  const table = new Map();
  for (const date of days) {
    const day = format(date, "yyyy-MM-dd");
    if (!isWeekend(date) && !closed.has(day)) open.push(day);
    table.set(day, { upto: open.length, week: format(startOfWeek(date, { weekStartsOn: 1 }), "yyyy-MM-dd") });
  }
  for (const entry of table.values()) {
    entry.due10 = open[entry.upto + 9];
    entry.due15 = open[entry.upto + 14];
  }
  return table;
};
const days = dayTable(new Set(readFileSync(holidays, "utf8").trim().split("\n").slice(1)));

/** A time as its instant in milliseconds and its local day; undefined where it cannot be read. */
const timeOf = (text) => {
  if (!text) return undefined;
  const date = parseISO(text);
  if (!isValid(date)) return undefined;
  return {
    at: date.getTime(),
    day: text.slice(0, 10),
    dateOnly: text.length === 10 || isEqual(date, startOfDay(date)),
  };
};
const booleanOf = (text) => (text === "true" ? true : text === "false" ? false : undefined);
const knownOf = (words, text) => (words.has(text) ? text : undefined);

const appointmentOf = (row) => {
  const scheduled = timeOf(row.scheduled_at);
  const canceled = timeOf(row.canceled_at);
  const status = row.status || (canceled && "canceled");
  if (!row.appointment_id || !row.enrollee_id || !days.has(scheduled?.day) || !STATUSES.has(status)) return null;
  const prior = timeOf(row.prior_kept_at);
  const noted = row.wait_extended_at ? row.wait_extended_at.slice(0, 10) : undefined;
  return {
    id: row.appointment_id,
    enrollee: row.enrollee_id,
    status,
    scheduled,
    canceled,
    made: timeOf(row.made_at),
    requested: timeOf(row.requested_at),
    updated: timeOf(row.updated_at)?.at ?? Number.NEGATIVE_INFINITY,
    prior,
    offered: timeOf(row.offered_for),
    inline: timeOf(row.rescheduled_to),
    inlineService: row.rescheduled_service || undefined,
    replacedBy: row.replaced_by || undefined,
    replaces: row.replaces || undefined,
    urgent: row.urgency === "urgent",
    hours: booleanOf(row.prior_auth) === false ? 48 : 96,
    followUp: booleanOf(row.follow_up) ?? (prior ? true : undefined),
    extended: booleanOf(row.wait_extended) ?? noted !== undefined,
    noted,
    week: days.get(scheduled.day).week,
    facility: row.facility || undefined,
    county: row.county || undefined,
    region: row.region || undefined,
    service: knownOf(SERVICES, row.service),
    canceled_by: knownOf(INITIATORS, row.canceled_by),
    cancel_reason: knownOf(REASONS, row.cancel_reason),
  };
};

/** The latest version of each appointment; of one id with different enrollees none. */
const read = async (path) => {
  const byId = new Map();
  const colliding = new Set();
  const rows = createReadStream(path, { highWaterMark: 1 << 20 }).pipe(
    parse({ bom: true, columns: true, skip_records_with_error: true }),
  );
  for await (const row of rows) {
    const one = appointmentOf(row);
    if (one === null) continue;
    const held = byId.get(one.id);
    if (held !== undefined && held.enrollee !== one.enrollee) colliding.add(one.id);
    if (held === undefined || one.updated >= held.updated) byId.set(one.id, one);
  }
  for (const id of colliding) byId.delete(id);
  return byId;
};

const all = await read(log);

let asOf;
for (const { canceled, made, updated } of all.values())
  for (const at of [canceled?.at, made?.at, updated]) if (at !== undefined && !(at <= asOf)) asOf = at;
if (isEqual(asOf, startOfDay(asOf))) asOf = endOfDay(asOf).getTime();
asOf = { at: asOf, day: format(asOf, "yyyy-MM-dd"), dateOnly: false };

const isKnown = ({ made }) => made === undefined || made.at <= asOf.at;
const isCanceled = ({ status, canceled }) =>
  (status === "canceled" || status === "rescheduled") && !(canceled?.at > asOf.at);
const canReplace = (one) => isKnown(one) && !NO_APPOINTMENT.has(one.status);

const inOrder = (a, b) =>
  Number(isCanceled(a)) - Number(isCanceled(b)) || a.scheduled.at - b.scheduled.at || (a.id < b.id ? -1 : 1);
const replacers = new Map();
for (const one of all.values()) {
  const target = one.replaces === undefined ? undefined : all.get(one.replaces);
  if (target === undefined || target === one || target.enrollee !== one.enrollee || !canReplace(one)) continue;
  const held = replacers.get(target.id);
  if (held === undefined || inOrder(one, held) < 0) replacers.set(target.id, one);
}

/** What replaced a cancellation, and whether its link is broken. */
const linkOf = (one) => {
  const named = one.replacedBy === undefined ? undefined : all.get(one.replacedBy);
  const broken = one.replacedBy !== undefined && named !== one && named?.enrollee !== one.enrollee;
  const follows = named !== undefined && named !== one && !broken && canReplace(named);
  return { broken, replacement: follows ? named : replacers.get(one.id) };
};

const UNVERIFIED = { resolution: "unverified" };

const became = (first) => {
  const walked = new Set([first]);
  for (let at = first; ; ) {
    const { broken, replacement } = linkOf(at);
    if (replacement === undefined) {
      if (at.inline !== undefined)
        return { resolution: "rescheduled", start: at.inline, offer: at.offered, got: at.inlineService };
      if (at.offered !== undefined) return { resolution: "offered", offer: at.offered };
      if (broken || at.status === "rescheduled") return UNVERIFIED;
      return { resolution: at === first ? "none" : "recanceled" };
    }
    if (walked.has(replacement)) return UNVERIFIED;
    const end = { start: replacement.scheduled, offer: at.offered, got: replacement.service };
    if (!isCanceled(replacement)) return { resolution: "rescheduled", ...end };
    if (replacement.canceled_by === undefined) return UNVERIFIED;
    if (replacement.canceled_by === "enrollee") return { resolution: "enrollee-canceled", ...end };
    walked.add(replacement);
    at = replacement;
  }
};

const outcomeOf = (one) => {
  const { resolution, start, offer, got } = became(one);
  const care = start !== undefined && offer !== undefined ? (offer.at < start.at ? offer : start) : (start ?? offer);
  return care?.day < one.made?.day ? UNVERIFIED : { resolution, care, got };
};

const HOUR = 3_600_000;
const lastOf = ({ at, dateOnly }) => (dateOnly ? endOfDay(at).getTime() - 999 : at);

/** Whether a stop is within hours of a start; undefined where a time of day is wanting. */
const withinHours = (start, stop, hours) => {
  if (lastOf(stop) - start.at <= hours * HOUR) return true;
  return stop.at - lastOf(start) > hours * HOUR ? false : undefined;
};
const upto = ({ day }) => days.get(day).upto;

const and = (...parts) => (parts.includes(false) ? false : parts.includes(undefined) ? undefined : true);
const not = (part) => (part === undefined ? undefined : !part);

const clock = (binds, start, since, orBy, one, limit, { resolution, care }) => {
  if (binds === false) return "not-applicable";
  if (start === undefined) return "undetermined";
  if (start.day < since) return "not-applicable";
  if (binds === undefined || resolution === "unverified" || start.day > one.scheduled.day) return "undetermined";
  const within = (stop) => (one.urgent ? withinHours(start, stop, one.hours) : upto(stop) - upto(start) <= limit);
  const inTime = care !== undefined && (care.day <= orBy || within(care));
  if (inTime) return "met";
  if (one.extended) {
    if (one.noted === undefined) return "exempt";
    const first = one.canceled?.day < start.day ? one.canceled.day : start.day;
    const limitDay = one.urgent
      ? format(addHours(lastOf(start), one.hours), "yyyy-MM-dd")
      : days.get(start.day)[limit === 10 ? "due10" : "due15"];
    if (one.noted >= first && one.noted <= (orBy > limitDay ? orBy : limitDay)) return "exempt";
  }
  const open = asOf.day <= orBy || within(asOf);
  if (inTime === undefined || open === undefined) return "undetermined";
  if (open) return "pending";
  return care === undefined ? "overdue" : "missed";
};

const ALWAYS = "2011-01-18";

const judge = (one) => {
  const outcome = outcomeOf(one);
  const { service, scheduled, canceled } = one;
  const byPlan = one.canceled_by && one.canceled_by === "plan";
  const known = service !== undefined;
  const limit = NONPHYSICIAN.has(service) || service === "primary-care" ? 10 : 15;
  const binds = and(byPlan, one.urgent || (known ? service !== "other" : undefined));
  const bindsFollowUp = and(byPlan, !one.urgent && NONPHYSICIAN.has(service), one.followUp);
  const bindsKind = and(
    byPlan,
    known ? (NONPHYSICIAN.has(service) || PHYSICIAN.has(service)) && service !== "class" : undefined,
  );
  const noticed = canceled && (canceled.at < scheduled.at ? canceled : scheduled);
  const likeForLike = () => {
    if (bindsKind === false || outcome.resolution !== "rescheduled" || scheduled.day < ALWAYS) return "not-applicable";
    if (bindsKind === undefined || outcome.got === undefined) return "undetermined";
    return outcome.got === service || SUITS[service]?.includes(outcome.got) ? "met" : "missed";
  };
  return [
    clock(binds, scheduled, ALWAYS, undefined, one, limit, outcome),
    clock(binds, noticed, ALWAYS, scheduled.day, one, limit, outcome),
    clock(and(binds, not(one.followUp)), one.requested, ALWAYS, undefined, one, limit, outcome),
    clock(bindsFollowUp, one.prior, "2022-07-01", undefined, one, limit, outcome),
    likeForLike(),
  ];
};

const newCounts = () => Object.fromEntries(FAMILIES.map((id) => [id, {}]));
const add = (counts, verdicts) => {
  verdicts.forEach((verdict, i) => {
    const family = counts[FAMILIES[i]];
    family[verdict] = (family[verdict] ?? 0) + 1;
  });
};

const families = newCounts();
const breakdowns = Object.fromEntries(DIMENSIONS.map((name) => [name, {}]));
for (const one of all.values()) {
  if (!canReplace(one)) continue;
  const verdicts = isCanceled(one) ? judge(one) : null;
  if (verdicts !== null) add(families, verdicts);
  for (const name of DIMENSIONS) {
    const key = one[name] ?? "";
    breakdowns[name][key] ??= { appointments: 0, cancellations: 0, persons: new Set(), families: newCounts() };
    const group = breakdowns[name][key];
    group.appointments++;
    if (verdicts === null) continue;
    group.cancellations++;
    group.persons.add(one.enrollee);
    add(group.families, verdicts);
  }
}
for (const groups of Object.values(breakdowns))
  for (const [key, { persons, ...group }] of Object.entries(groups))
    groups[key] = { ...group, enrollees: persons.size };
process.stdout.write(`${JSON.stringify({ families, breakdowns })}\n`);
