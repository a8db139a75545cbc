"""Figures about reports and cases: counts over time and speed, small numbers kept back.

Whoever works on cases sees exact counts of what they may read. Everybody else who may see figures
sees the whole organisation's of whole months that are over, rounded to the nearest 5, with 1 to 4
shown as "fewer than 5", so that nobody can be worked out by comparing one figure with another, nor
today's with yesterday's.
"""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncMonth
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.models import Person
from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.models import Case, CasePerson, Concern

SMALL = 5
#: Days in which a case is closed: the product's target, for no policy names one.
TARGET_DAYS = 28
#: Within so long a second case about the same person counts as a repeat.
AGAIN = datetime.timedelta(days=365)
_LOCAL_WORDS: dict[str, Any] = {
    "risk-area": (_("Area of risk"), "risk_area", reasons.RiskArea.choices),
    "category": (_("Kind of worry"), "category", reasons.Category.choices),
    "place": (_("Where it happened"), "place", reasons.Place.choices),
    "connection": (_("Connection"), "connection", reasons.Connection.choices),
    "reporter": (_("Who reported"), "reporter_kind", reasons.ReporterKind.choices),
    "prevent": (_("Prevent question"), "prevent", reasons.ThreeWay.choices),
}
#: Counted as the case has it by now, where the report is in one that the reader may see.
_ASSESSED = {"risk_area", "category", "prevent"}
#: What the figures can be broken down by: slug to its label.
BREAKDOWNS: dict[str, Any] = {
    **{slug: words[0] for slug, words in _LOCAL_WORDS.items()},
    "channel": _("Channel of bullying"),
    "site": _("Site"),
    "group": _("Group of the person harmed"),
    "month": _("Month"),
}


@dataclass(frozen=True)
class Counted:
    """A breakdown: labels with their numbers, and whether small numbers must be kept back."""

    label: Any
    numbers: list[tuple[Any, int]]
    exact: bool


@dataclass(frozen=True)
class Speed:
    """How well cases were handled, against targets; None where nothing is measured (OAK-3-08)."""

    first_action_hours: float | None
    first_action_in_time: float | None
    close_days: float | None
    cases: int
    exact: bool
    #: The share of closed cases that were closed within ``TARGET_DAYS``.
    closed_in_time: float | None = None
    #: Cases about somebody who was in an earlier case in the same part within a year.
    repeats: int | None = None

    @property
    def percent_in_time(self) -> int | None:
        """The share of first actions in time, in percent."""
        return None if self.first_action_in_time is None else round(100 * self.first_action_in_time)

    @property
    def percent_closed(self) -> int | None:
        """The share of closed cases that were closed in time, in percent."""
        return None if self.closed_in_time is None else round(100 * self.closed_in_time)

    @property
    def few_repeats(self) -> bool:
        """Whether the number of repeats is too small to be shown to this reader."""
        return not self.exact and self.repeats is not None and 0 < self.repeats < SMALL


def sees_exactly(person: Person) -> bool:
    """Say whether the person works on cases and so sees exact counts of what they may read."""
    return access.may(person.pk, "concerns.exact-figures")


def rounded(number: int, *, exact: bool) -> int:
    """Return the number to show: as it is, or to the nearest 5; 1 to 4 stay, to be kept back."""
    if exact or number < SMALL:
        return number
    return 5 * ((number + 2) // 5)


def whole_months(since: datetime.date, until: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the span of whole months that are over; it ends before it starts where none is."""
    day = datetime.timedelta(days=1)
    after = (until.replace(day=1) + 32 * day).replace(day=1)
    return since.replace(day=1), min(after, timezone.localdate().replace(day=1)) - day


def count_by(
    breakdown: str, *, person: Person, since: datetime.date, until: datetime.date
) -> Counted:
    """Count the reports of a span of days, ends included, by one breakdown.

    Who sees no exact counts gets the whole months of the span that are over. Raises KeyError for
    an unknown breakdown. The caller checks ``concerns.figures``.
    """
    label = BREAKDOWNS[breakdown]
    exact = sees_exactly(person)
    if exact:
        pairs = _pairs(breakdown, _reports(since, until))
    else:
        since, until = whole_months(since, until)
        with system_duty("count for figures"):
            pairs = _pairs(breakdown, _reports(since, until))
    return Counted(label, [(words, rounded(n, exact=exact)) for words, n in pairs], exact)


def speed(*, person: Person, since: datetime.date, until: datetime.date) -> Speed:
    """Measure first action and closure of the cases opened in a span of days (OAK-3-08).

    With fewer than 5 cases nothing is shown to those who do not work on cases.
    """
    exact = sees_exactly(person)
    if exact:
        return _speed(_cases(since, until), exact=True)
    since, until = whole_months(since, until)
    with system_duty("count for figures"):
        return _speed(_cases(since, until), exact=False)


def _span(since: datetime.date, until: datetime.date) -> tuple[datetime.datetime, ...]:
    start = timezone.make_aware(datetime.datetime.combine(since, datetime.time.min))
    end = timezone.make_aware(datetime.datetime.combine(until, datetime.time.max))
    return start, end


def _reports(since: datetime.date, until: datetime.date) -> QuerySet[Concern]:
    return Concern.objects.filter(received_at__range=_span(since, until), is_test=False)


def _cases(since: datetime.date, until: datetime.date) -> QuerySet[Case]:
    return Case.objects.filter(opened_at__range=_span(since, until))


def _pairs(breakdown: str, reports: QuerySet[Concern]) -> list[tuple[Any, int]]:
    if breakdown in _LOCAL_WORDS:
        _label, field, choices = _LOCAL_WORDS[breakdown]
        if field in _ASSESSED:
            reports = reports.annotate(**{f"now_{field}": Coalesce(f"case__{field}", field)})
            field = f"now_{field}"
        return _of_choices(choices, reports.values_list(field).annotate(n=Count("pk")))
    if breakdown == "channel":
        return _channels(reports)
    if breakdown == "site":
        return _named(reports.values_list("case__site__name").annotate(n=Count("pk")))
    if breakdown == "group":
        return _named(_groups(reports))
    months = reports.annotate(month=TruncMonth("received_at")).values_list("month")
    counted = months.annotate(n=Count("pk")).order_by("month")
    return _every_month({(at.year, at.month): number for at, number in counted})


def _every_month(found: dict[tuple[int, int], int]) -> list[tuple[Any, int]]:
    """Return each month from the first to the last, those without a report too."""
    if not found:
        return []
    (year, month), last = min(found), max(found)
    every = range(year * 12 + month - 1, last[0] * 12 + last[1])
    months = [datetime.date(n // 12, n % 12 + 1, 1) for n in every]
    return [(f"{day:%B %Y}", found.get((day.year, day.month), 0)) for day in months]


def _of_choices(
    choices: Sequence[tuple[str, Any]], counted: Iterable[tuple[str, int]]
) -> list[tuple[Any, int]]:
    numbers = dict(counted)
    return [(label, numbers.get(value, 0)) for value, label in choices]


def _channels(reports: QuerySet[Concern]) -> list[tuple[Any, int]]:
    wanted = {
        value: Count("pk", filter=Q(channels__contains=[value])) for value in _channel_slugs()
    }
    numbers = reports.aggregate(
        **{value.replace("-", "_"): count for value, count in wanted.items()}
    )
    return [(label, numbers[value.replace("-", "_")]) for value, label in reasons.Channel.choices]


def _channel_slugs() -> list[str]:
    return [str(value) for value in reasons.Channel.values]


def _groups(reports: QuerySet[Concern]) -> Iterable[tuple[str | None, int]]:
    membership = "involved__person__memberships"
    at_the_time = Q(**{f"{membership}__since__lte": F("received_at__date")}) & (
        Q(**{f"{membership}__until__isnull": True})
        | Q(**{f"{membership}__until__gte": F("received_at__date")})
    )
    return (
        reports.filter(
            at_the_time, involved__part=reasons.Part.HARMED, **{f"{membership}__part": "learner"}
        )
        .values_list(f"{membership}__group__name")
        .annotate(n=Count("pk", distinct=True))
        .order_by("-n")[:20]
    )


def _named(counted: Iterable[tuple[str | None, int]]) -> list[tuple[Any, int]]:
    return sorted(((name or _("Not recorded"), number) for name, number in counted), key=_most)


def _most(pair: tuple[Any, int]) -> tuple[int, str]:
    return (-pair[1], str(pair[0]))


def _speed(cases: QuerySet[Case], *, exact: bool) -> Speed:
    rows = list(cases.values_list("opened_at", "first_action_at", "first_action_by", "closed_at"))
    if not exact and len(rows) < SMALL:
        return Speed(None, None, None, 0, exact)
    acted = [(at - opened).total_seconds() / 3600 for opened, at, _by, _end in rows if at]
    judged = [at <= by for _opened, at, by, _end in rows if at and by]
    closed = [(end - opened).total_seconds() / 86400 for opened, _at, _by, end in rows if end]
    in_time = [days <= TARGET_DAYS for days in closed]
    return Speed(
        statistics.median(acted) if acted else None,
        sum(judged) / len(judged) if judged else None,
        statistics.median(closed) if closed else None,
        rounded(len(rows), exact=exact),
        exact,
        sum(in_time) / len(in_time) if in_time else None,
        rounded(repeats_among(cases), exact=exact),
    )


def repeats_among(cases: QuerySet[Case]) -> int:
    """Count the cases about somebody who was in an earlier one in the same part within a year."""
    earlier = CasePerson.objects.filter(
        person=OuterRef("person"), part=OuterRef("part"), ended_at=None,
        case__opened_at__lt=OuterRef("case__opened_at"),
        case__opened_at__gte=OuterRef("case__opened_at") - AGAIN,
    )  # fmt: skip
    again = CasePerson.objects.filter(
        Exists(earlier), case__in=cases, ended_at=None, person__isnull=False,
        part__in=[reasons.Part.HARMED, reasons.Part.ALLEGED],
    )  # fmt: skip
    return again.values("case").distinct().count()
