"""The rules of ca-timely-access in pandas, for exports like these alone.

Run as `python3 pandas_rules.py LOG HOLIDAYS`; prints family counts and breakdowns as JSON.
"""

import csv
import json
import sys

import numpy as np
import pandas as pd

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
    "wait_extended_at",
]
FLAGS = ["prior_auth", "follow_up", "wait_extended"]
TEXTS = [
    "appointment_id",
    "enrollee_id",
    "status",
    "canceled_by",
    "cancel_reason",
    "service",
    "urgency",
    "replaced_by",
    "replaces",
    "rescheduled_service",
    "facility",
    "county",
    "region",
]
CODES = {
    "status": "proposed booked arrived fulfilled noshow waitlist canceled rescheduled entered-in-error",
    "canceled_by": "plan enrollee other",
    "cancel_reason": "labor-action provider-unavailable facility clinical enrollee administrative other",
    "service": "individual-therapy group-therapy family-therapy intake psychiatry medication-management crisis "
    "case-management class primary-care specialty ancillary other",
}
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
ALWAYS = pd.Timestamp("2011-01-18")
HOUR = pd.Timedelta(hours=1)


def read(path):
    """Read the acceptable records; records with the wrong number of fields are left out."""
    with open(path, encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    wanted = [name for name in [*TEXTS, *TIMES, *FLAGS] if name in header]
    log = pd.read_csv(
        path,
        engine="pyarrow",
        usecols=wanted,
        dtype="str",
        keep_default_na=False,
        na_values=[""],
        on_bad_lines="skip",
    )
    log = log.reindex(columns=[*TEXTS, *TIMES, *FLAGS])
    for name in TIMES:
        log[name] = pd.to_datetime(log[name], format="ISO8601", errors="coerce")
    for name in FLAGS:
        log[name] = log[name].map({"true": True, "false": False}).astype("boolean")
    log["status"] = log["status"].mask(log["status"].isna() & log["canceled_at"].notna(), "canceled")
    for name, words in CODES.items():
        log[name] = log[name].where(log[name].isin(words.split()))
    in_range = log["scheduled_at"].between("1990-01-01", "2099-12-31 23:59:59")
    return log[log["appointment_id"].notna() & log["enrollee_id"].notna() & log["status"].notna() & in_range]


def latest_versions(log):
    """Keep the latest version of each appointment, and none of an id with different enrollees."""
    repeated = log["appointment_id"].duplicated(keep=False)
    versions = log[repeated].sort_values("updated_at", kind="stable", na_position="first")
    persons = versions.groupby("appointment_id")["enrollee_id"].transform("nunique")
    kept = versions[persons == 1].drop_duplicates("appointment_id", keep="last")
    return pd.concat([log[~repeated], kept]).reset_index(drop=True)


def end_of_day(times):
    """Return the last second of the day where a time has no time of day."""
    return times.where(times != times.dt.normalize(), times + pd.Timedelta(days=1, seconds=-1))


def instants(times):
    """Place wall times on the time line; of a repeated one the earlier."""
    first = np.ones(len(times), dtype=bool)
    return times.dt.tz_localize(ZONE, ambiguous=first, nonexistent="shift_forward")


def chosen_links(log, canceled):
    """Find what replaced each cancellation, by its row, and whether its link is broken."""
    rows = pd.Series(log.index, index=log["appointment_id"])
    person = log["enrollee_id"].to_numpy()
    able = (~log["status"].isin(NO_APPOINTMENT)).to_numpy()

    ids = log["appointment_id"]
    naming = log.loc[canceled & log["replaced_by"].notna() & (log["replaced_by"] != ids), "replaced_by"]
    target = naming.map(rows)
    found = target.dropna().astype("int64")
    found = found[person[found.index] == person[found]]
    broken = pd.Series(False, index=log.index)
    broken[naming.index.difference(found.index)] = True
    named = found[able[found]]

    telling = log.loc[able & log["replaces"].notna() & (log["replaces"] != ids), "replaces"]
    told = telling.map(rows).dropna().astype("int64")
    told = told[(person[told.index] == person[told]) & canceled.to_numpy()[told]]
    order = pd.DataFrame({"of": told, "by": told.index}).join(log[["scheduled_at", "appointment_id"]], on="by")
    order["canceled"] = canceled[order["by"]].to_numpy()
    order = order.sort_values(["canceled", "scheduled_at", "appointment_id"]).drop_duplicates("of")

    replacement = pd.Series(-1, index=log.index, dtype="int64")
    replacement[order["of"]] = order["by"].to_numpy()
    replacement[named.index] = named
    return replacement.to_numpy(), broken.to_numpy()


def walk(log, canceled):
    """Follow the links of all cancellations at once, a step at a time, to where each walk ends."""
    replacement, broken = chosen_links(log, canceled)
    by = log["canceled_by"]
    goes_on = (canceled & by.notna() & (by != "enrollee")).to_numpy()
    start = log.index[canceled].to_numpy()
    last = start.copy()
    moving = np.flatnonzero((replacement[last] >= 0) & goes_on[replacement[last]])
    # Those that still move after as many steps as there are cancellations that lead on, go in circles.
    for _ in range(len(moving) + 1):
        if len(moving) == 0:
            break
        last[moving] = replacement[last[moving]]
        home = last[moving] == start[moving]
        moving = moving[~home & (replacement[last[moving]] >= 0) & goes_on[replacement[last[moving]]]]
    circle = np.isin(np.arange(len(start)), moving) | (replacement[last] == start)
    circle |= (replacement[last] >= 0) & goes_on[replacement[last]]
    return start, last, replacement[last], broken[last], circle


def outcomes(log, canceled):
    """Tell what became of each cancellation, and when care was."""
    start, last, end, broken, circle = walk(log, canceled)
    frame = log.loc[start].reset_index(drop=True)
    final = log.loc[last].reset_index(drop=True)
    reached = log.reindex(end).reset_index(drop=True)
    linked = end >= 0
    end_canceled = np.where(linked, canceled.reindex(end, fill_value=False), False)
    by_enrollee = end_canceled & (reached["canceled_by"] == "enrollee")
    inline = ~linked & final["rescheduled_to"].notna()
    offer = final["offered_for"]

    frame["resolution"] = np.select(
        [
            circle,
            (linked & ~end_canceled) | inline,
            by_enrollee,
            linked,
            offer.notna(),
            broken | (final["status"] == "rescheduled"),
            last != start,
        ],
        ["unverified", "rescheduled", "enrollee-canceled", "unverified", "offered", "unverified", "recanceled"],
        default="none",
    )
    booked = reached["scheduled_at"].where(linked, final["rescheduled_to"])
    care = pd.concat([booked, offer], axis=1).min(axis=1)
    care = care.where(frame["resolution"].isin(["rescheduled", "enrollee-canceled", "offered"]))
    too_early = care.dt.normalize() < frame["made_at"].dt.normalize()
    frame.loc[too_early, "resolution"] = "unverified"
    frame["care"] = care.mask(too_early)
    frame["got"] = reached["service"].where(linked, final["rescheduled_service"])
    return frame


class Clocks:
    """The clocks of one log: business days by numpy's calendar, hours between instants."""

    def __init__(self, frame, as_of, holidays):
        self.frame = frame
        self.as_of = pd.Series(as_of, index=frame.index)
        self.calendar = np.busdaycalendar(holidays=holidays)
        self.urgent = frame["urgency"].eq("urgent").to_numpy()
        self.hours = frame["prior_auth"].map({False: 48}).fillna(96) * HOUR
        self.days = np.where(frame["service"].isin([*NONPHYSICIAN, "primary-care"]), 10, 15)

    def within(self, start, stop):
        """Say whether a stop is within the limit, and whether that cannot be told."""
        known = (start.notna() & stop.notna()).to_numpy()
        true = np.zeros(len(known), dtype=bool)
        untold = true.copy()
        rows = np.flatnonzero(known & ~self.urgent)
        first, final = (times.iloc[rows].to_numpy().astype("datetime64[D]") + 1 for times in (start, stop))
        true[rows] = np.busday_count(first, final, busdaycal=self.calendar) <= self.days[rows]
        rows = np.flatnonzero(known & self.urgent)
        (early, late), (soonest, latest) = (
            (instants(times.iloc[rows]), instants(end_of_day(times.iloc[rows]))) for times in (start, stop)
        )
        limit = self.hours.iloc[rows]
        true[rows] = latest - early <= limit
        untold[rows] = ~true[rows] & (soonest - late <= limit)
        return true, untold

    def due(self, start, rows):
        """Return the day on which the limit runs out, for some rows."""
        begun = start.iloc[rows]
        day = begun.to_numpy().astype("datetime64[D]")
        due = np.busday_offset(day, self.days[rows], roll="backward", busdaycal=self.calendar).astype("datetime64[s]")
        by_hours = (instants(end_of_day(begun)) + self.hours.iloc[rows]).dt.tz_localize(None).dt.normalize()
        return pd.Series(due, index=begun.index).where(~self.urgent[rows], by_hours)

    def exempt(self, start, or_by):
        """Say where a documented extension covers the wait."""
        frame = self.frame
        noted = frame["wait_extended_at"].dt.normalize()
        extended = frame["wait_extended"].fillna(noted.notna()).astype(bool) & start.notna()
        covered = (extended & noted.isna()).to_numpy(copy=True)
        rows = np.flatnonzero(extended & noted.notna())
        due = self.due(start, rows)
        if or_by is not None:
            due = pd.concat([due, or_by.iloc[rows]], axis=1).max(axis=1)
        since = pd.concat([start, frame["canceled_at"]], axis=1).iloc[rows].min(axis=1).dt.normalize()
        covered[rows] = noted.iloc[rows].between(since, due)
        return covered

    def verdict(self, binds, start, since, or_by=None):
        """Return the verdicts of one family's clock; `or_by` holds local days."""
        frame, as_of = self.frame, self.as_of
        in_time, care_untold = self.within(start, frame["care"])
        still_open, as_of_untold = self.within(start, as_of)
        if or_by is not None:
            in_time = in_time | (frame["care"].dt.normalize() <= or_by).to_numpy()
            before = (as_of.dt.normalize() <= or_by).to_numpy()
            still_open, as_of_untold = still_open | before, as_of_untold & ~before
        untold = (care_untold & ~in_time) | as_of_untold
        return np.select(
            [
                (~binds).fillna(False).to_numpy(dtype=bool),
                start.isna(),
                start < since,
                binds.isna() | (frame["resolution"] == "unverified"),
                start.dt.normalize() > frame["scheduled_at"].dt.normalize(),
                in_time,
                self.exempt(start, or_by),
                untold,
                still_open,
                frame["care"].isna(),
            ],
            [
                "not-applicable",
                "undetermined",
                "not-applicable",
                "undetermined",
                "undetermined",
                "met",
                "exempt",
                "undetermined",
                "pending",
                "overdue",
            ],
            default="missed",
        )


def tri(condition, known):
    """Make a condition of three values: unknown where what it asks for is."""
    return condition.astype("boolean").mask(~known)


def judge(frame, as_of, holidays):
    """Add a column of verdicts for each family."""
    clocks = Clocks(frame, as_of, holidays)
    service, scheduled = frame["service"], frame["scheduled_at"]
    known = service.notna()
    urgent = frame["urgency"].eq("urgent").astype("boolean")
    nonphysician = service.isin(NONPHYSICIAN)
    by_plan = tri(frame["canceled_by"] == "plan", frame["canceled_by"].notna())
    binds = by_plan & (urgent | tri(service != "other", known))
    follow_up = frame["follow_up"].mask(frame["follow_up"].isna() & frame["prior_kept_at"].notna(), True)
    followed = by_plan & ~urgent & nonphysician.astype("boolean") & follow_up
    kind = by_plan & tri((nonphysician | service.isin(PHYSICIAN)) & (service != "class"), known)
    noticed = frame[["canceled_at", "scheduled_at"]].min(axis=1).where(frame["canceled_at"].notna())

    got = frame["got"]
    suiting = {f"{service} {other}" for service, others in SUITS.items() for other in others}
    suits = (got == service) | (service + " " + got).isin(suiting)
    asked = (frame["resolution"] == "rescheduled") & (scheduled >= ALWAYS)
    frame["ca.reschedule"] = clocks.verdict(binds, scheduled, ALWAYS)
    frame["ca.notice"] = clocks.verdict(binds, noticed, ALWAYS, scheduled.dt.normalize())
    frame["ca.request"] = clocks.verdict(binds & ~follow_up, frame["requested_at"], ALWAYS)
    frame["ca.followup"] = clocks.verdict(followed, frame["prior_kept_at"], pd.Timestamp("2022-07-01"))
    frame["ca.like-for-like"] = np.select(
        [~kind.fillna(True) | ~asked, kind.isna() | got.isna(), suits],
        ["not-applicable", "undetermined", "met"],
        default="missed",
    )


def breakdown(name, appointments, frame):
    """Count the groups of one dimension."""
    sizes = appointments.groupby(name, dropna=False).size()
    grouped = frame.groupby(name, dropna=False)
    lost = pd.DataFrame({"cancellations": grouped.size(), "enrollees": grouped["enrollee_id"].nunique()})
    lost = lost.reindex(sizes.index, fill_value=0)
    keys = ["" if pd.isna(key) else str(key) for key in sizes.index]
    rows = {
        key: {
            "appointments": int(n),
            "cancellations": int(c),
            "enrollees": int(e),
            "families": {family: {} for family in FAMILIES},
        }
        for key, n, c, e in zip(keys, sizes, lost["cancellations"], lost["enrollees"])
    }
    for family in FAMILIES:
        counts = frame.groupby([name, family], dropna=False).size()
        for (key, verdict), count in counts.items():
            rows["" if pd.isna(key) else str(key)]["families"][family][verdict] = int(count)
    return rows


def main(path, holiday_path):
    """Read, link, judge and count."""
    holidays = pd.read_csv(holiday_path)["day"].to_numpy(dtype="datetime64[D]")
    log = latest_versions(read(path))
    as_of = log[["canceled_at", "made_at", "updated_at"]].max().max()
    if as_of == as_of.normalize():
        as_of += pd.Timedelta(days=1, seconds=-1)
    # Links may name appointments not yet known: with as-of taken from the log itself there are none.
    log["week"] = log["scheduled_at"].dt.to_period("W").dt.start_time.dt.strftime("%Y-%m-%d")
    frame = outcomes(log, log["status"].isin(CANCELED))
    judge(frame, as_of, holidays)
    appointments = log[~log["status"].isin(NO_APPOINTMENT)]
    families = {family: {k: int(n) for k, n in frame[family].value_counts().items()} for family in FAMILIES}
    breakdowns = {name: breakdown(name, appointments, frame) for name in DIMENSIONS}
    json.dump({"families": families, "breakdowns": breakdowns}, sys.stdout)


main(*sys.argv[1:3])
