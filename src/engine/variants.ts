import { otherReadingOf } from "../calendar/calendars.ts";
import { buildDayTable } from "../calendar/dayTable.ts";
import type { FieldName } from "../model/fields.ts";
import type { AssumableField, Assumed, ClockRule, Pack, Rule } from "../model/rule.ts";
import { fieldsOf } from "../rules/condition.ts";
import type { Departure, PackInForce, Plan } from "./contract.ts";

/** The plan of a run with a single thing read otherwise, for the sensitivity table. */
export interface Variant {
  readonly id: string;
  readonly title: string;
  readonly plan: Plan;
}

/** The id of the run's own reading, which every variant is held against. */
export const AS_RUN = { id: "as-run", title: "as in this report" } as const;

/**
 * Lists the readings that a run's figures are tried under, each with one thing changed and all else the run's own:
 * - `calendar:ID`: business days by the other shipped calendar of the same jurisdiction, for every pack that has one;
 * - `clock:A|B`: two families of a pack that ask the same of the same cancellations, from different starts, with their
 *   clocks exchanged (ca.reschedule counts from the lost appointment, ca.notice from the cancellation);
 * - `without:FIELD`: an assumption in force, the user's or a pack's, taken back, so that the field is as unknown as the log
 *   has it, in rules and on the walk alike;
 * - `kind-not-derived`: an unknown provider_kind is not derived from the service, and is left to the assumptions;
 * - `prior-not-derived`: `--derive prior_kept_at` taken back;
 * - `link:explicit`, `link:series`: replacements found by the log's own links, or also by its series;
 * - `enrollee-as-plan`: what the enrollee canceled is judged as if the plan had. The duty to reschedule promptly names both
 *   (Health & Safety Code § 1367.03(a)(3)), but who did not want another appointment then counts as left without. The walk is
 *   as ever: a replacement that the enrollee canceled had been offered, and still stops the clock. What others canceled,
 *   or nobody knows who, stays out.
 * A reading that could change nothing for want of a column, a rule that asks or a second calendar is left out.
 */
export const variants = (plan: Plan, mapped: ReadonlySet<FieldName>): readonly Variant[] => [
  ...otherCalendars(plan),
  ...otherClocks(plan),
  ...withoutAssumptions(plan),
  ...otherDerivations(plan),
  ...otherLinks(plan, mapped),
  ...(asks(plan, "canceled_by") && (mapped.has("canceled_by") || assumed(plan).has("canceled_by"))
    ? [departed(plan, "enrollee-as-plan", "what enrollees canceled judged as if the plan had")]
    : []),
];

const rulesOf = ({ packs }: Plan): readonly Rule[] => packs.flatMap(({ pack }) => pack.rules);
const asks = (plan: Plan, field: FieldName): boolean =>
  rulesOf(plan).some(({ applies }) => fieldsOf(applies).includes(field));

const departed = (plan: Plan, departure: Departure, title: string): Variant => ({
  id: departure,
  title,
  plan: { ...plan, departures: [...(plan.departures ?? []), departure] },
});

const otherCalendars = (plan: Plan): readonly Variant[] => {
  if (!rulesOf(plan).some(({ clock }) => clock?.within.unit === "bd")) return [];
  const others = new Set<string>();
  const packs = plan.packs.map((inForce): PackInForce => {
    const calendar = otherReadingOf(inForce.calendar.id);
    if (calendar === null) return inForce;
    others.add(calendar.id);
    return { ...inForce, calendar, table: buildDayTable(calendar) };
  });
  const ids = [...others].sort().join("+");
  return ids === "" ? [] : [{ id: `calendar:${ids}`, title: `business days by ${ids}`, plan: { ...plan, packs } }];
};

const clockRules = ({ rules }: Pack, family: string): readonly ClockRule[] | null => {
  const own = rules.filter((rule) => rule.family === family);
  const clocks = own.flatMap((rule) => (rule.clock === null ? [] : [rule]));
  return clocks.length === own.length ? clocks : null;
};

/** Says whether two families put one question with different clocks: rule by rule the same condition, limit and dates. */
const differInClockOnly = (a: readonly ClockRule[], b: readonly ClockRule[]): boolean => {
  const question = ({ applies, effective, clock }: ClockRule) => JSON.stringify([applies, effective, clock.within]);
  return a.length === b.length && a.every((rule, i) => b[i] !== undefined && question(rule) === question(b[i]));
};

const otherClocks = (plan: Plan): readonly Variant[] =>
  plan.packs.flatMap((inForce, at) => {
    const { pack } = inForce;
    return pack.families.flatMap((one, i) =>
      pack.families.slice(i + 1).flatMap((other): readonly Variant[] => {
        const [a, b] = [clockRules(pack, one.id), clockRules(pack, other.id)];
        if (a === null || b === null || !differInClockOnly(a, b)) return [];
        const clocks = new Map(a.flatMap((rule, k) => [...pairOf(rule, b[k]), ...pairOf(b[k], rule)]));
        const rules = pack.rules.map((rule) => clocks.get(rule.id) ?? rule);
        const packs = plan.packs.with(at, { ...inForce, pack: { ...pack, rules } });
        const title = `the clocks of ${one.id} and ${other.id} exchanged`;
        return [{ id: `clock:${one.id}|${other.id}`, title, plan: { ...plan, packs } }];
      }),
    );
  });

/** A rule's id with the rule as it is under another's clock. */
const pairOf = (
  rule: ClockRule | undefined,
  other: ClockRule | undefined,
): readonly (readonly [string, ClockRule])[] =>
  rule === undefined || other === undefined ? [] : [[rule.id, { ...rule, clock: other.clock }]];

/** The assumptions in force: the user's before the packs', each field once. */
const assumed = ({ assume, packs }: Plan): ReadonlyMap<AssumableField, string> => {
  const all = [...packs.map(({ pack }) => pack.assume).toReversed(), assume].flatMap((one) => Object.entries(one));
  return new Map(all.map(([field, value]) => [field as AssumableField, String(value)]));
};

const without = (given: Assumed, field: AssumableField): Assumed =>
  Object.fromEntries(Object.entries(given).filter(([name]) => name !== field));

const withoutAssumptions = (plan: Plan): readonly Variant[] =>
  [...assumed(plan)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, value]) => ({
      id: `without:${field}`,
      title: `${field} not assumed to be ${value}`,
      plan: {
        ...plan,
        assume: without(plan.assume, field),
        packs: plan.packs.map((one) => ({
          ...one,
          pack: { ...one.pack, assume: without(one.pack.assume, field) },
        })),
      },
    }));

const otherDerivations = (plan: Plan): readonly Variant[] => [
  ...(asks(plan, "provider_kind")
    ? [departed(plan, "kind-not-derived", "provider_kind not derived from the service")]
    : []),
  ...(plan.derive.includes("prior_kept_at")
    ? [
        {
          id: "prior-not-derived",
          title: "prior_kept_at not derived from the log",
          plan: { ...plan, derive: plan.derive.filter((field) => field !== "prior_kept_at") },
        },
      ]
    : []),
];

const otherLinks = (plan: Plan, mapped: ReadonlySet<FieldName>): readonly Variant[] => [
  ...(plan.link === "explicit"
    ? []
    : [{ id: "link:explicit", title: "the log's own links alone", plan: { ...plan, link: "explicit" } as const }]),
  ...(plan.link === "series" || !mapped.has("series_id")
    ? []
    : [{ id: "link:series", title: "links by series_id too", plan: { ...plan, link: "series" } as const }]),
];
