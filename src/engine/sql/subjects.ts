import { careClassOf, type Service } from "../../model/codes.ts";
import { codesAre } from "./columns.ts";
import { type Context, isCanceled } from "./context.ts";
import { inScope } from "./known.ts";
import { KEPT, statusIs } from "./status.ts";

/**
 * The class of care of a service as read, by its number: an assumed service is nothing to compare by, and classes are
 * only ever compared.
 */
export const careClassAsRead = (service: string): string => {
  const services = Object.keys(careClassOf) as Service[];
  const cases = [...new Set(Object.values(careClassOf))].map((name, number) => {
    const own = services.filter((one) => careClassOf[one] === name);
    return `when ${codesAre(service, "service", own)} then ${number}`;
  });
  return `case ${cases.join(" ")} end`;
};

/**
 * The appointments that enrollees kept: those arrived at or fulfilled, known at as-of, and begun on a local date not after
 * as-of's, since nothing can be known as kept before it took place.
 */
export const keptScript = (context: Context): string =>
  `create or replace view kept as
select enrollee_id, ${careClassAsRead("service")} as care_class, scheduled_at
from known
where ${statusIs("status_now", KEPT)} and service is not null
  and ${context.stamps.day("scheduled_at")} <= ${context.asOf.day}`;

/** The last appointment of the same enrollee and class of care that was kept and started before the one canceled. */
const derivedPrior = (context: Context): string => {
  const order = context.stamps.order;
  return `select c.seq, max_by(k.scheduled_at, ${order("k.scheduled_at")}) as prior
from known c
join kept k on k.enrollee_id = c.enrollee_id and k.care_class = ${careClassAsRead("c.service")}
where ${isCanceled("c.status_now")} and c.prior_kept_at is null
  and ${order("k.scheduled_at")} < ${order("c.scheduled_at")}
group by c.seq`;
};

/** On which day an appointment was canceled, seen from the day it was to be; unknown where it is not known when. */
const cancellationDay = ({ stamps }: Context): string => {
  const [canceled, scheduled] = [stamps.day("canceled_at"), stamps.day("scheduled_at")];
  return `case when ${canceled} < ${scheduled} then 'before' when ${canceled} = ${scheduled} then 'same'
    when ${canceled} > ${scheduled} then 'after' end as cancellation_day`;
};

/** The cancellations that are counted and judged, with `prior`: the last appointment kept, as read or derived. */
export const subjectsScript = (context: Context): readonly string[] => {
  const where = `where ${isCanceled("status_now")} and ${inScope(context)}`;
  if (!context.plan.derive.includes("prior_kept_at"))
    return [
      `create or replace view subjects as
select *, prior_kept_at as prior, prior_kept_at is not null as prior_known, false as prior_derived,
  ${cancellationDay(context)}
from known
${where}`,
    ];
  return [
    context.dialect.createTable("priors", derivedPrior(context)),
    `create or replace view subjects as
select k.*, coalesce(k.prior_kept_at, p.prior) as prior,
  coalesce(k.prior_kept_at, p.prior) is not null as prior_known, p.prior is not null as prior_derived,
  ${cancellationDay(context)}
from (select * from known ${where}) k
left join priors p on p.seq = k.seq`,
  ];
};
