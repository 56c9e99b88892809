-- The rules of ca-timely-access as a good analyst would ask DuckDB for them: one script, for exports like these alone.
-- The runner (analyst.mjs) sets the variables `log` and `holidays`, and fills in the columns: the file's header with
-- types, and the link columns that this form of the export lacks.

-- Business days: `upto` counts them up to and including each day; due10 and due15 are the 10th and the 15th after it.
CREATE TABLE day AS
WITH calendar AS (
  SELECT range::DATE AS day FROM range(DATE '1989-12-01', DATE '2101-01-01', INTERVAL 1 DAY)
), marked AS (
  SELECT calendar.day, isodow(calendar.day) < 6 AND holiday.day IS NULL AS is_open
  FROM calendar
  LEFT JOIN read_csv(getvariable('holidays'), header = true, columns = {'day': 'DATE'}) AS holiday USING (day)
), counted AS (
  SELECT day, is_open, (sum(is_open::INTEGER) OVER (ORDER BY day ROWS UNBOUNDED PRECEDING))::INTEGER AS upto FROM marked
), business AS (
  SELECT upto, day FROM counted WHERE is_open
)
SELECT counted.day, counted.upto, ten.day AS due10, fifteen.day AS due15
FROM counted
LEFT JOIN business AS ten ON ten.upto = counted.upto + 10
LEFT JOIN business AS fifteen ON fifteen.upto = counted.upto + 15;

CREATE TYPE initiator AS ENUM ('plan', 'enrollee', 'other');
CREATE TYPE reason AS ENUM ('labor-action', 'provider-unavailable', 'facility', 'clinical', 'enrollee',
  'administrative', 'other');
CREATE TYPE service AS ENUM ('individual-therapy', 'group-therapy', 'family-therapy', 'intake', 'psychiatry',
  'medication-management', 'crisis', 'case-management', 'class', 'primary-care', 'specialty', 'ancillary', 'other');
CREATE TYPE standing AS ENUM ('proposed', 'booked', 'arrived', 'fulfilled', 'noshow', 'waitlist', 'canceled',
  'rescheduled', 'entered-in-error');
CREATE TYPE finding AS ENUM ('missed', 'overdue', 'met', 'exempt', 'pending', 'undetermined', 'not-applicable');

-- Only what the rules ask for. Times that may hold anything are read as text and tried.
CREATE TABLE log AS
WITH cells AS (
  SELECT appointment_id, enrollee_id, try_cast(scheduled_at AS TIMESTAMP) AS scheduled_at,
    try_cast(made_at AS TIMESTAMP) AS made_at, try_cast(canceled_at AS TIMESTAMP) AS canceled_at,
    requested_at, prior_kept_at, updated_at, offered_for, rescheduled_to, replaced_by, replaces,
    try_cast(coalesce(status, if(try_cast(canceled_at AS TIMESTAMP) IS NULL, NULL, 'canceled')) AS standing) AS status,
    try_cast(canceled_by AS initiator) AS canceled_by, try_cast(cancel_reason AS reason) AS cancel_reason,
    try_cast(service AS service) AS service, try_cast(rescheduled_service AS service) AS rescheduled_service,
    urgency IS NOT DISTINCT FROM 'urgent' AS urgent, coalesce(prior_auth, true) AS prior_auth,
    coalesce(follow_up, if(prior_kept_at IS NULL, NULL, true)) AS follow_up,
    coalesce(wait_extended, wait_extended_at IS NOT NULL) AS extended, wait_extended_at AS noted,
    facility, county, region
  FROM (
    SELECT *, {{absent}}
    FROM read_csv(getvariable('log'), header = true, auto_detect = false, delim = ',', quote = '"', escape = '"',
      columns = {{columns}}, ignore_errors = true)
  )
)
SELECT * FROM cells
WHERE appointment_id IS NOT NULL AND enrollee_id IS NOT NULL
  AND scheduled_at >= TIMESTAMP '1990-01-01' AND scheduled_at < TIMESTAMP '2100-01-01'
  AND status IS NOT NULL;

-- The latest version of each appointment; of one id with different enrollees none.
DELETE FROM log USING (
  SELECT appointment_id, arg_max(rowid, (coalesce(updated_at, TIMESTAMP '0001-01-01'), rowid)) AS latest,
    min(enrollee_id) <> max(enrollee_id) AS collides
  FROM (SELECT rowid, * FROM log)
  GROUP BY appointment_id
  HAVING count(*) > 1
) AS repeated
WHERE log.appointment_id = repeated.appointment_id AND (collides OR log.rowid <> latest);

-- The moment the export speaks for; a date without a time means the end of that day.
SET VARIABLE as_of = (
  SELECT if(latest = date_trunc('day', latest), latest + INTERVAL '23:59:59', latest)
  FROM (SELECT greatest(max(canceled_at), max(made_at), max(updated_at)) AS latest FROM log)
);

CREATE VIEW known AS
SELECT * REPLACE (
  if(status IN ('canceled', 'rescheduled') AND coalesce(canceled_at > getvariable('as_of'), false), 'booked', status)
    AS status)
FROM log WHERE coalesce(made_at <= getvariable('as_of'), true);

CREATE VIEW can_replace AS
SELECT *, status IN ('canceled', 'rescheduled') AS is_canceled
FROM known WHERE status IN ('booked', 'arrived', 'fulfilled', 'noshow', 'canceled', 'rescheduled');

-- What the links say of each cancellation: what replaced it, or that its link is broken.
CREATE TABLE link AS
WITH cancellation AS (
  SELECT appointment_id, enrollee_id, replaced_by FROM known WHERE status IN ('canceled', 'rescheduled')
), named AS (
  SELECT c.appointment_id, r.appointment_id IS NULL OR r.enrollee_id <> c.enrollee_id AS broken,
    if(broken, NULL, r.appointment_id) AS replacement
  FROM cancellation AS c LEFT JOIN log AS r ON r.appointment_id = c.replaced_by
  WHERE c.replaced_by <> c.appointment_id
), telling AS (
  SELECT c.appointment_id, arg_min(r.appointment_id, (r.is_canceled, r.scheduled_at, r.appointment_id)) AS replacement
  FROM cancellation AS c JOIN can_replace AS r ON r.replaces = c.appointment_id
  WHERE r.appointment_id <> c.appointment_id AND r.enrollee_id = c.enrollee_id
  GROUP BY c.appointment_id
), followed AS (
  SELECT named.appointment_id, named.broken, r.appointment_id AS replacement
  FROM named LEFT JOIN can_replace AS r ON r.appointment_id = named.replacement
), chosen AS (
  SELECT appointment_id, coalesce(broken, false) AS broken,
    coalesce(followed.replacement, telling.replacement) AS replacement
  FROM followed FULL JOIN telling USING (appointment_id)
)
SELECT chosen.*, r.scheduled_at, r.service, r.canceled_by,
  CASE WHEN r.appointment_id IS NULL THEN 'nothing' WHEN NOT r.is_canceled THEN 'kept'
    WHEN r.canceled_by IS NULL THEN 'lost' WHEN r.canceled_by = 'enrollee' THEN 'enrollee' ELSE 'onward' END AS leads
FROM chosen LEFT JOIN can_replace AS r ON r.appointment_id = chosen.replacement;

-- Walks of more than one step: from each cancellation to the last one on its walk; circles have none.
CREATE TABLE walk AS
WITH RECURSIVE onward AS (
  SELECT appointment_id, replacement FROM link WHERE leads = 'onward'
), walk AS (
  SELECT appointment_id, replacement AS here, [appointment_id] AS path FROM onward
  UNION ALL
  SELECT walk.appointment_id, onward.replacement, list_append(walk.path, walk.here)
  FROM walk JOIN onward ON onward.appointment_id = walk.here
  WHERE NOT list_contains(walk.path, walk.here)
)
SELECT appointment_id, here AS last FROM walk WHERE here NOT IN (SELECT appointment_id FROM onward);

-- Where the walks of linked cancellations end: all that is known of the last one, and of what replaced it.
CREATE TABLE walked AS
SELECT first.appointment_id, first.leads = 'onward' AS stepped, walk.last IS NULL AND stepped AS circles,
  if(stepped, ended.leads, first.leads) AS leads,
  if(stepped, ended.broken, first.broken) AS broken,
  if(stepped, ended.replacement, first.replacement) AS replacement,
  if(stepped, ended.scheduled_at, first.scheduled_at) AS end_at,
  if(stepped, ended.service, first.service) AS end_service,
  last.offered_for AS last_offer, last.rescheduled_to AS last_inline, last.rescheduled_service AS last_inline_service,
  last.status AS last_status
FROM link AS first
LEFT JOIN walk USING (appointment_id)
LEFT JOIN link AS ended ON ended.appointment_id = walk.last
LEFT JOIN known AS last ON last.appointment_id = coalesce(walk.last, first.appointment_id);

-- What became of each cancellation, and when care was.
CREATE VIEW outcome AS
WITH ended AS (
  SELECT c.*, coalesce(stepped, false) AS stepped, coalesce(circles, false) AS circles,
    coalesce(leads, 'nothing') AS leads, coalesce(broken, false) AS broken, replacement, end_at, end_service,
    if(stepped, last_offer, offered_for) AS final_offer,
    if(stepped, last_inline, rescheduled_to) AS final_inline,
    if(stepped, last_inline_service, rescheduled_service) AS final_service,
    if(stepped, last_status, status) AS final_status
  FROM known AS c LEFT JOIN walked USING (appointment_id)
  WHERE status IN ('canceled', 'rescheduled')
), resolved AS (
  SELECT *,
    CASE WHEN circles OR replacement = appointment_id THEN 'unverified'
      WHEN leads = 'kept' THEN 'rescheduled'
      WHEN leads = 'enrollee' THEN 'enrollee-canceled'
      WHEN leads = 'lost' THEN 'unverified'
      WHEN final_inline IS NOT NULL THEN 'rescheduled'
      WHEN final_offer IS NOT NULL THEN 'offered'
      WHEN broken OR final_status = 'rescheduled' THEN 'unverified'
      WHEN stepped THEN 'recanceled'
      ELSE 'none' END AS found,
    CASE WHEN found IN ('rescheduled', 'enrollee-canceled')
        THEN least(if(leads = 'nothing', final_inline, end_at), final_offer)
      WHEN found = 'offered' THEN final_offer END AS offered,
    if(leads = 'nothing', final_service, end_service) AS got
  FROM ended
)
SELECT * EXCLUDE (found, offered),
  if(coalesce(offered::DATE < made_at::DATE, false), 'unverified', found) AS resolution,
  if(resolution = 'unverified', NULL, offered) AS care
FROM resolved;

-- Hours run between instants. AT TIME ZONE takes the later of a repeated wall time; no clinic is open then.
CREATE MACRO first_instant(t) AS epoch(t AT TIME ZONE 'America/Los_Angeles');
CREATE MACRO last_instant(t) AS if(t = date_trunc('day', t),
  epoch((t + INTERVAL 1 DAY) AT TIME ZONE 'America/Los_Angeles') - 1, first_instant(t));
CREATE MACRO within_hours(start, stop, n) AS CASE
  WHEN last_instant(stop) - first_instant(start) <= n * 3600 THEN true
  WHEN first_instant(stop) - last_instant(start) > n * 3600 THEN false END;
CREATE MACRO due_hours(start, n) AS
  (to_timestamp(last_instant(start) + n * 3600) AT TIME ZONE 'America/Los_Angeles')::DATE;

-- One clock, for one family. `binds` is unknown where the rule's condition is; the day table's row of the start gives
-- `upto`, `due10` and `due15`; all other names are those of the query below.
CREATE MACRO clock(binds, start, upto, due10, due15, since, or_by) AS CASE
  WHEN NOT binds THEN 'not-applicable'::finding
  WHEN start IS NULL THEN 'undetermined'::finding
  WHEN start < since THEN 'not-applicable'::finding
  WHEN binds IS NULL OR resolution = 'unverified' OR start::DATE > lost_on THEN 'undetermined'::finding
  WHEN care_on <= or_by THEN 'met'::finding
  WHEN NOT urgent AND care_upto - upto <= days THEN 'met'::finding
  WHEN urgent AND care IS NOT NULL AND within_hours(start, care, hours) THEN 'met'::finding
  WHEN extended AND (noted IS NULL OR noted BETWEEN least(start::DATE, canceled_at::DATE) AND greatest(or_by,
    CASE WHEN urgent THEN due_hours(start, hours) WHEN days = 10 THEN due10 ELSE due15 END))
    THEN 'exempt'::finding
  WHEN urgent AND care IS NOT NULL AND within_hours(start, care, hours) IS NULL THEN 'undetermined'::finding
  WHEN as_of_on <= or_by THEN 'pending'::finding
  WHEN NOT urgent AND as_of_upto - upto <= days THEN 'pending'::finding
  WHEN urgent AND within_hours(start, getvariable('as_of'), hours) IS NULL THEN 'undetermined'::finding
  WHEN urgent AND within_hours(start, getvariable('as_of'), hours) THEN 'pending'::finding
  WHEN care IS NULL THEN 'overdue'::finding
  ELSE 'missed'::finding END;

-- What a canceled service may be replaced with, besides itself.
CREATE MACRO suits(service, got) AS got = service OR CASE service
  WHEN 'individual-therapy' THEN got IN ('family-therapy', 'psychiatry', 'crisis')
  WHEN 'group-therapy' THEN got IN ('individual-therapy', 'family-therapy')
  WHEN 'family-therapy' THEN got = 'individual-therapy'
  WHEN 'intake' THEN got IN ('individual-therapy', 'psychiatry', 'medication-management')
  WHEN 'psychiatry' THEN got = 'medication-management'
  WHEN 'medication-management' THEN got = 'psychiatry'
  WHEN 'crisis' THEN got IN ('individual-therapy', 'psychiatry')
  ELSE false END;

CREATE TABLE verdict AS
WITH bound AS (
  SELECT *, canceled_by = 'plan' AS by_plan, if(prior_auth, 96, 48) AS hours,
    service IN ('individual-therapy', 'group-therapy', 'family-therapy', 'intake', 'crisis', 'case-management', 'class')
      AS nonphysician,
    service IN ('psychiatry', 'medication-management') AS physician,
    if(nonphysician OR service = 'primary-care', 10, 15) AS days,
    by_plan AND (urgent OR service <> 'other') AS binds,
    -- The provider of a service that is not known is taken for a physician: no nonphysician's rule binds it.
    by_plan AND NOT urgent AND coalesce(nonphysician, false) AND follow_up AS binds_followup,
    by_plan AND (nonphysician OR physician) AND service <> 'class' AS binds_kind,
    scheduled_at::DATE AS lost_on, care::DATE AS care_on, getvariable('as_of')::DATE AS as_of_on,
    if(canceled_at IS NULL, NULL, least(canceled_at, scheduled_at)) AS noticed_at
  FROM outcome
), dated AS (
  SELECT o.*, cares.upto AS care_upto, ends.upto AS as_of_upto,
    lost.upto AS lost_upto, lost.due10 AS lost_due10, lost.due15 AS lost_due15,
    noticed.upto AS noticed_upto, noticed.due10 AS noticed_due10, noticed.due15 AS noticed_due15,
    requested.upto AS requested_upto, requested.due10 AS requested_due10, requested.due15 AS requested_due15,
    kept.upto AS kept_upto, kept.due10 AS kept_due10, kept.due15 AS kept_due15
  FROM bound AS o
  JOIN day AS lost ON lost.day = o.lost_on
  JOIN day AS ends ON ends.day = o.as_of_on
  LEFT JOIN day AS noticed ON noticed.day = o.noticed_at::DATE
  LEFT JOIN day AS requested ON requested.day = o.requested_at::DATE
  LEFT JOIN day AS kept ON kept.day = o.prior_kept_at::DATE
  LEFT JOIN day AS cares ON cares.day = o.care_on
)
SELECT enrollee_id, date_trunc('week', lost_on)::DATE AS week, facility, county, region, service, canceled_by,
  cancel_reason,
  clock(binds, scheduled_at, lost_upto, lost_due10, lost_due15, DATE '2011-01-18', NULL::DATE) AS reschedule,
  clock(binds, noticed_at, noticed_upto, noticed_due10, noticed_due15, DATE '2011-01-18', lost_on) AS notice,
  clock(binds AND NOT follow_up, requested_at, requested_upto, requested_due10, requested_due15, DATE '2011-01-18',
    NULL::DATE) AS request,
  clock(binds_followup, prior_kept_at, kept_upto, kept_due10, kept_due15, DATE '2022-07-01', NULL::DATE) AS followup,
  CASE WHEN NOT binds_kind OR resolution <> 'rescheduled' OR scheduled_at < DATE '2011-01-18'
      THEN 'not-applicable'::finding
    WHEN binds_kind IS NULL OR got IS NULL THEN 'undetermined'::finding
    WHEN suits(service, got) THEN 'met'::finding
    ELSE 'missed'::finding END AS like_for_like
FROM dated;

-- How many cancellations share each set of verdicts and of groups; everything but persons is added up from here.
CREATE TABLE tally AS
SELECT * EXCLUDE (enrollee_id), count(*) AS cancellations FROM verdict GROUP BY ALL;

CREATE VIEW counts AS
UNPIVOT (SELECT * FROM tally) ON reschedule, notice, request, followup, like_for_like INTO NAME family VALUE verdict;

-- Answer 1: the families.
CREATE TABLE families AS
SELECT family, verdict, sum(cancellations)::BIGINT AS cancellations FROM counts GROUP BY ALL;

-- Answer 2: the breakdowns; first how many appointments, cancellations and persons each group has, then its verdicts.
CREATE TABLE group_sizes AS
WITH appointment AS (
  SELECT date_trunc('week', scheduled_at)::DATE AS week, facility, county, region, service, canceled_by, cancel_reason,
    count(*) AS appointments
  FROM known WHERE status NOT IN ('proposed', 'waitlist', 'entered-in-error') GROUP BY ALL
), attended AS (
  SELECT CASE WHEN grouping(week) = 0 THEN 'week' WHEN grouping(facility) = 0 THEN 'facility'
    WHEN grouping(county) = 0 THEN 'county' WHEN grouping(region) = 0 THEN 'region'
    WHEN grouping(service) = 0 THEN 'service' WHEN grouping(canceled_by) = 0 THEN 'canceled_by'
    ELSE 'cancel_reason' END AS "by",
    coalesce(week::VARCHAR, facility, county, region, service, canceled_by, cancel_reason) AS key,
    sum(appointments)::BIGINT AS appointments
  FROM appointment
  GROUP BY GROUPING SETS (week, facility, county, region, service, canceled_by, cancel_reason)
), lost AS (
  SELECT CASE WHEN grouping(week) = 0 THEN 'week' WHEN grouping(facility) = 0 THEN 'facility'
    WHEN grouping(county) = 0 THEN 'county' WHEN grouping(region) = 0 THEN 'region'
    WHEN grouping(service) = 0 THEN 'service' WHEN grouping(canceled_by) = 0 THEN 'canceled_by'
    ELSE 'cancel_reason' END AS "by",
    coalesce(week::VARCHAR, facility, county, region, service, canceled_by, cancel_reason) AS key,
    count(*) AS cancellations, count(DISTINCT enrollee_id) AS enrollees
  FROM verdict
  GROUP BY GROUPING SETS (week, facility, county, region, service, canceled_by, cancel_reason)
)
SELECT attended."by", attended.key, appointments, coalesce(cancellations, 0) AS cancellations,
  coalesce(enrollees, 0) AS enrollees
FROM attended LEFT JOIN lost ON lost."by" = attended."by" AND lost.key IS NOT DISTINCT FROM attended.key;

CREATE TABLE group_verdicts AS
SELECT CASE WHEN grouping(week) = 0 THEN 'week' WHEN grouping(facility) = 0 THEN 'facility'
    WHEN grouping(county) = 0 THEN 'county' WHEN grouping(region) = 0 THEN 'region'
    WHEN grouping(service) = 0 THEN 'service' WHEN grouping(canceled_by) = 0 THEN 'canceled_by'
    ELSE 'cancel_reason' END AS "by",
    coalesce(week::VARCHAR, facility, county, region, service, canceled_by, cancel_reason) AS key,
  family, verdict, sum(cancellations)::BIGINT AS cancellations
FROM counts
GROUP BY family, verdict, GROUPING SETS (week, facility, county, region, service, canceled_by, cancel_reason);
