"""The rules of ca-timely-access in polars, for exports like these alone.

Run as `python3 polars_rules.py LOG HOLIDAYS`; prints family counts and breakdowns as JSON.
"""

import csv
import json
import sys
from datetime import date

import polars as pl

ZONE = "America/Los_Angeles"
TIMES = [
    "scheduled_at",
    "made_at",
    "requested_at",
    "canceled_at",
    "prior_kept_at",
    "rescheduled_to",
    "offered_for",
    "updated_at",
]
FLAGS = ["prior_auth", "follow_up", "wait_extended"]
LINKS = ["replaced_by", "replaces", "rescheduled_service"]
CODES = {
    "canceled_by": "plan enrollee other",
    "cancel_reason": "labor-action provider-unavailable facility clinical enrollee administrative other",
    "service": "individual-therapy group-therapy family-therapy intake psychiatry medication-management crisis "
    "case-management class primary-care specialty ancillary other",
}
STATUSES = "proposed booked arrived fulfilled noshow waitlist canceled rescheduled entered-in-error".split()
NONPHYSICIAN = [
    "individual-therapy",
    "group-therapy",
    "family-therapy",
    "intake",
    "crisis",
    "case-management",
    "class",
]
PHYSICIAN = ["psychiatry", "medication-management"]
SUITS = {
    "individual-therapy": ["family-therapy", "psychiatry", "crisis"],
    "group-therapy": ["individual-therapy", "family-therapy"],
    "family-therapy": ["individual-therapy"],
    "intake": ["individual-therapy", "psychiatry", "medication-management"],
    "psychiatry": ["medication-management"],
    "medication-management": ["psychiatry"],
    "crisis": ["individual-therapy", "psychiatry"],
}
NO_APPOINTMENT = ["proposed", "waitlist", "entered-in-error"]
CANCELED = ["canceled", "rescheduled"]
DIMENSIONS = ["week", "facility", "county", "region", "service", "canceled_by", "cancel_reason"]
FAMILIES = ["ca.reschedule", "ca.notice", "ca.request", "ca.followup", "ca.like-for-like"]
ALWAYS = date(2011, 1, 18)
UNVERIFIED = pl.lit("unverified")
NO_DAY = pl.lit(None, dtype=pl.Date)

col = pl.col


def time_of(name):
    """Read a column of wall times, some of which may have no time of day; what is no time is unknown."""
    text = col(name)
    return text.str.to_datetime("%Y-%m-%d %H:%M", strict=False).fill_null(
        text.str.to_datetime("%Y-%m-%d", strict=False)
    )


def scan(path):
    """Scan the acceptable records; records with the wrong number of fields are left out."""
    with open(path, encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    # Short records are padded and long ones cut: what stands in the last column, and after it, tells them.
    log = pl.scan_csv(
        path,
        has_header=False,
        skip_rows=1,
        schema={name: pl.String for name in [*header, "surplus"]},
        missing_columns="insert",
        truncate_ragged_lines=True,
    )
    absent = [name for name in [*TIMES, *LINKS] if name not in header]
    return (
        log.filter(col("synthetic").is_not_null() & col("surplus").is_null())
        .with_columns(pl.lit(None, dtype=pl.String).alias(name) for name in absent)
        .with_columns(
            *(time_of(name) for name in TIMES),
            *((col(name) == "true").alias(name) for name in FLAGS),
            *(pl.when(col(name).is_in(words.split())).then(col(name)).alias(name) for name, words in CODES.items()),
            col("wait_extended_at").str.to_date("%Y-%m-%d", strict=False).alias("noted"),
            (col("urgency") == "urgent").fill_null(False).alias("urgent"),
        )
        .with_columns(
            pl.when(col("status").is_null() & col("canceled_at").is_not_null())
            .then(pl.lit("canceled"))
            .otherwise(col("status"))
            .alias("status"),
            col("follow_up").fill_null(pl.when(col("prior_kept_at").is_not_null()).then(True)),
            col("wait_extended").fill_null(col("noted").is_not_null()).alias("extended"),
        )
        .filter(
            col("appointment_id").is_not_null(),
            col("enrollee_id").is_not_null(),
            col("status").is_in(STATUSES),
            col("scheduled_at").dt.year().is_between(1990, 2099),
        )
        .select(
            *["appointment_id", "enrollee_id", "status", *TIMES, "prior_auth", "follow_up", *LINKS, *CODES],
            *["noted", "urgent", "extended", "facility", "county", "region"],
            col("scheduled_at").dt.truncate("1w").dt.date().alias("week"),
        )
    )


def latest_versions(log):
    """Keep the latest version of each appointment, and none of an id with different enrollees."""
    repeated = col("appointment_id").is_duplicated()
    kept = (
        log.filter(repeated)
        .sort("updated_at", nulls_last=False, maintain_order=True)
        .group_by("appointment_id", maintain_order=True)
        .agg(pl.all().last(), (col("enrollee_id").n_unique() == 1).alias("agrees"))
        .filter("agrees")
        .select(log.columns)
    )
    return pl.concat([log.filter(~repeated), kept])


def links(log):
    """Find what replaced each cancellation that has a link, and whether that link is broken."""
    canceled = log.filter(col("status").is_in(CANCELED))
    able = log.filter(~col("status").is_in(NO_APPOINTMENT))
    person = log.select("appointment_id", "enrollee_id", ~col("status").is_in(NO_APPOINTMENT).alias("able"))
    named = (
        canceled.filter(col("replaced_by") != col("appointment_id"))
        .select("appointment_id", "enrollee_id", "replaced_by")
        .join(person, left_on="replaced_by", right_on="appointment_id", how="left", suffix="_named")
        .with_columns((col("enrollee_id_named") != col("enrollee_id")).fill_null(True).alias("broken"))
        .select("appointment_id", "broken", pl.when(~col("broken") & col("able")).then("replaced_by").alias("named"))
    )
    told = (
        able.filter(col("replaces") != col("appointment_id"))
        .select(
            col("replaces").alias("appointment_id"),
            col("appointment_id").alias("told"),
            "enrollee_id",
            col("status").is_in(CANCELED).alias("late"),
            "scheduled_at",
        )
        .join(canceled.select("appointment_id", "enrollee_id"), on=["appointment_id", "enrollee_id"], how="semi")
        .sort("late", "scheduled_at", "told")
        .unique("appointment_id", keep="first", maintain_order=True)
        .select("appointment_id", "told")
    )
    by = col("canceled_by")
    return (
        named.join(told, on="appointment_id", how="full", coalesce=True)
        .select("appointment_id", col("broken").fill_null(False), pl.coalesce("named", "told").alias("replacement"))
        .join(
            able.select(
                "appointment_id",
                "status",
                "canceled_by",
                col("scheduled_at").alias("end_at"),
                col("service").alias("end_service"),
            ),
            left_on="replacement",
            right_on="appointment_id",
            how="left",
        )
        .with_columns(
            pl.when(col("replacement").is_null())
            .then(pl.lit("nothing"))
            .when(~col("status").is_in(CANCELED))
            .then(pl.lit("kept"))
            .when(by.is_null())
            .then(pl.lit("lost"))
            .when(by == "enrollee")
            .then(pl.lit("enrollee"))
            .otherwise(pl.lit("onward"))
            .alias("leads")
        )
        .drop("status", "canceled_by")
    )


def walks(link):
    """Follow all walks that go on, a step at a time; the last cancellation of each, none for a circle."""
    onward = link.filter(col("leads") == "onward").select("appointment_id", "replacement")
    step = onward.rename({"appointment_id": "last_id", "replacement": "next"})
    moving = onward.rename({"replacement": "last_id"})
    ended = []
    # Those that still move after as many steps as there are links go in circles.
    for _ in range(onward.height + 1):
        if moving.is_empty():
            break
        ended.append(moving.join(step, on="last_id", how="anti"))
        moving = (
            moving.join(step, on="last_id")
            .filter(col("next") != col("appointment_id"))
            .select("appointment_id", col("next").alias("last_id"))
        )
    if not ended:
        return onward.rename({"replacement": "last_id"})
    return pl.concat(ended)


def outcomes(log):
    """Tell what became of each cancellation, and when care was."""
    link = links(log)
    later = log.select(
        "appointment_id",
        col("offered_for").alias("last_offer"),
        col("rescheduled_to").alias("last_inline"),
        col("rescheduled_service").alias("last_inline_service"),
        col("status").alias("last_status"),
    )
    found = (
        pl.when(col("last_id").is_null() | (col("replacement") == col("appointment_id")).fill_null(False))
        .then(UNVERIFIED)
        .when(col("leads") == "kept")
        .then(pl.lit("rescheduled"))
        .when(col("leads") == "enrollee")
        .then(pl.lit("enrollee-canceled"))
        .when(col("leads") == "lost")
        .then(UNVERIFIED)
        .when(col("last_inline").is_not_null())
        .then(pl.lit("rescheduled"))
        .when(col("last_offer").is_not_null())
        .then(pl.lit("offered"))
        .when(col("broken") | (col("last_status") == "rescheduled"))
        .then(UNVERIFIED)
        .when(col("stepped"))
        .then(pl.lit("recanceled"))
        .otherwise(pl.lit("none"))
    )
    nothing = col("leads") == "nothing"
    booked = pl.when(nothing).then("last_inline").otherwise("end_at")
    return (
        log.filter(col("status").is_in(CANCELED))
        .join(
            link.select("appointment_id", (col("leads") == "onward").alias("stepped")), on="appointment_id", how="left"
        )
        .join(walks(link), on="appointment_id", how="left")
        .with_columns(col("stepped").fill_null(False))
        .with_columns(pl.when("stepped").then("last_id").otherwise("appointment_id").alias("last_id"))
        .join(later, left_on="last_id", right_on="appointment_id", how="left")
        .join(link, left_on="last_id", right_on="appointment_id", how="left")
        .with_columns(col("leads").fill_null("nothing"), col("broken").fill_null(False))
        .with_columns(
            found.alias("resolution"),
            pl.when(nothing).then("last_inline_service").otherwise("end_service").alias("got"),
        )
        .with_columns(
            pl.when(col("resolution").is_in(["rescheduled", "enrollee-canceled"]))
            .then(pl.min_horizontal(booked, "last_offer"))
            .when(col("resolution") == "offered")
            .then("last_offer")
            .alias("care")
        )
        .with_columns((col("care").dt.date() < col("made_at").dt.date()).fill_null(False).alias("too_early"))
        .with_columns(
            pl.when("too_early").then(UNVERIFIED).otherwise("resolution").alias("resolution"),
            pl.when(~col("too_early")).then("care").alias("care"),
        )
    )


def instant(time):
    """Place wall times on the time line; of a repeated one the earlier."""
    return time.dt.replace_time_zone(ZONE, ambiguous="earliest", non_existent="null")


def last_instant(time):
    """Return the last instant that a time may mean: that of its day where it has no time of day."""
    whole_day = time == time.dt.truncate("1d")
    return instant(pl.when(whole_day).then(time.dt.offset_by("1d").dt.offset_by("-1s")).otherwise(time))


class Clock:
    """One family's clock over a frame of cancellations."""

    def __init__(self, start, as_of, holidays):
        self.start = start
        self.as_of = as_of
        self.holidays = holidays
        self.limit = pl.duration(hours=col("hours"))

    def business_days(self, stop):
        """Count the business days after the start up to and including the stop."""
        first, final = (time.dt.date().dt.offset_by("1d") for time in (self.start, stop))
        return pl.business_day_count(first, final, holidays=self.holidays)

    def within(self, stop):
        """Say whether a stop is within the limit; unknown where a time of day is wanting."""
        by_hours = (
            pl.when(last_instant(stop) - instant(self.start) <= self.limit)
            .then(True)
            .when(instant(stop) - last_instant(self.start) > self.limit)
            .then(False)
        )
        return pl.when("urgent").then(by_hours).otherwise(self.business_days(stop) <= col("days"))

    def exempt(self, or_by):
        """Say where a documented extension covers the wait."""
        day = self.start.dt.date()
        due = (
            pl.when("urgent")
            .then((last_instant(self.start) + self.limit).dt.date())
            .otherwise(day.dt.add_business_days(col("days"), holidays=self.holidays, roll="backward"))
        )
        since = pl.min_horizontal(day, col("canceled_at").dt.date())
        noted = col("noted")
        return col("extended") & (noted.is_null() | noted.is_between(since, pl.max_horizontal(due, or_by)))

    def verdict(self, binds, since, or_by=NO_DAY):
        """Return the verdict; `or_by` is a local day."""
        care, as_of = col("care"), self.as_of
        in_time = (care.dt.date() <= or_by).fill_null(False) | self.within(care)
        still_open = (as_of.dt.date() <= or_by).fill_null(False) | self.within(as_of)
        undetermined = pl.lit("undetermined")
        return (
            pl.when(~binds)
            .then(pl.lit("not-applicable"))
            .when(self.start.is_null())
            .then(undetermined)
            .when(self.start < since)
            .then(pl.lit("not-applicable"))
            .when(binds.is_null() | (col("resolution") == "unverified"))
            .then(undetermined)
            .when(self.start.dt.date() > col("scheduled_at").dt.date())
            .then(undetermined)
            .when(care.is_not_null() & in_time)
            .then(pl.lit("met"))
            .when(self.exempt(or_by))
            .then(pl.lit("exempt"))
            .when((care.is_not_null() & in_time.is_null()) | still_open.is_null())
            .then(undetermined)
            .when(still_open)
            .then(pl.lit("pending"))
            .when(care.is_null())
            .then(pl.lit("overdue"))
            .otherwise(pl.lit("missed"))
        )


def judge(frame, as_of, holidays):
    """Add a column of verdicts for each family."""
    service, scheduled, got = col("service"), col("scheduled_at"), col("got")
    by_plan = col("canceled_by") == "plan"
    nonphysician = service.is_in(NONPHYSICIAN)
    binds = by_plan & (col("urgent") | (service != "other"))
    # The provider of a service that is not known is taken for a physician: no nonphysician's rule binds it.
    followed = by_plan & ~col("urgent") & nonphysician.fill_null(False) & col("follow_up")
    kind = by_plan & service.is_in([*NONPHYSICIAN, *PHYSICIAN]) & (service != "class")
    noticed = pl.when(col("canceled_at").is_not_null()).then(pl.min_horizontal("canceled_at", "scheduled_at"))
    suiting = [f"{service} {other}" for service, others in SUITS.items() for other in others]
    suits = (got == service) | pl.concat_str([service, got], separator=" ").is_in(suiting)
    asked = (col("resolution") == "rescheduled") & (scheduled >= ALWAYS)

    def clock(start):
        return Clock(start, pl.lit(as_of), holidays)

    return frame.with_columns(
        pl.when(col("prior_auth")).then(96).when(~col("prior_auth")).then(48).otherwise(96).alias("hours"),
        pl.when(service.is_in([*NONPHYSICIAN, "primary-care"])).then(10).otherwise(15).alias("days"),
    ).with_columns(
        clock(scheduled).verdict(binds, ALWAYS).alias("ca.reschedule"),
        clock(noticed).verdict(binds, ALWAYS, scheduled.dt.date()).alias("ca.notice"),
        clock(col("requested_at")).verdict(binds & ~col("follow_up"), ALWAYS).alias("ca.request"),
        clock(col("prior_kept_at")).verdict(followed, date(2022, 7, 1)).alias("ca.followup"),
        pl.when(~kind | ~asked)
        .then(pl.lit("not-applicable"))
        .when(kind.is_null() | got.is_null())
        .then(pl.lit("undetermined"))
        .when(suits)
        .then(pl.lit("met"))
        .otherwise(pl.lit("missed"))
        .alias("ca.like-for-like"),
    )


def breakdown(name, appointments, frame):
    """Count the groups of one dimension."""
    sizes = appointments.group_by(name).agg(pl.len().alias("appointments"))
    lost = frame.group_by(name).agg(pl.len().alias("cancellations"), col("enrollee_id").n_unique().alias("enrollees"))
    groups = sizes.join(lost, on=name, how="left", nulls_equal=True).fill_null(0)
    rows = {
        "" if key is None else str(key): {
            "appointments": attended,
            "cancellations": canceled,
            "enrollees": persons,
            "families": {family: {} for family in FAMILIES},
        }
        for key, attended, canceled, persons in groups.iter_rows()
    }
    for family in FAMILIES:
        for key, verdict, count in frame.group_by(name, family).len().iter_rows():
            rows["" if key is None else str(key)]["families"][family][verdict] = count
    return rows


def main(path, holiday_path):
    """Read, link, judge and count."""
    holidays = pl.read_csv(holiday_path, try_parse_dates=True)["day"].to_list()
    log = latest_versions(scan(path).collect())
    as_of = log.select(pl.max_horizontal(pl.max("canceled_at", "made_at", "updated_at"))).item()
    if as_of.hour == as_of.minute == as_of.second == 0:
        as_of = as_of.replace(hour=23, minute=59, second=59)
    # Links may name appointments not yet known: with as-of taken from the log itself there are none.
    frame = judge(outcomes(log), as_of, holidays)
    appointments = log.filter(~col("status").is_in(NO_APPOINTMENT))
    families = {family: dict(frame.group_by(family).len().iter_rows()) for family in FAMILIES}
    breakdowns = {name: breakdown(name, appointments, frame) for name in DIMENSIONS}
    json.dump({"families": families, "breakdowns": breakdowns}, sys.stdout)


main(*sys.argv[1:3])
