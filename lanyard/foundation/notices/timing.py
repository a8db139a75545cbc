"""When somebody may be mailed, and how long they have to answer."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from lanyard.foundation.access.models import Absence
from lanyard.foundation.notices.models import OnCall, Preference, QuietHours
from lanyard.foundation.organisations.api import current_organisation

#: Minutes to acknowledge, by severity: the product's default, where no due date is given.
ANSWER_WITHIN = {5: 15, 4: 60, 3: 240, 2: 24 * 60, 1: 3 * 24 * 60}
URGENT = 5
_MORNING = datetime.time(8)
_SATURDAY = 5


def answer_within(severity: int | None) -> datetime.timedelta:
    """Return how long somebody has to acknowledge; an unknown severity is taken as 3."""
    return datetime.timedelta(minutes=ANSWER_WITHIN[severity or 3])


@dataclass(frozen=True)
class Span:
    """Quiet from one time of day to another, over midnight where the first is later."""

    since: datetime.time
    until: datetime.time

    def end_after(self, moment: datetime.datetime) -> datetime.datetime | None:
        """Return when the quiet time that holds a local moment ends, or None outside it."""
        clock = moment.time()
        over_midnight = self.since > self.until
        inside = (
            clock >= self.since or clock < self.until
            if over_midnight
            else self.since <= clock < self.until
        )
        if not inside:
            return None
        later = over_midnight and clock >= self.since
        day = moment.date() + datetime.timedelta(days=1 if later else 0)
        return datetime.datetime.combine(day, self.until, moment.tzinfo)


@dataclass(frozen=True)
class Calendar:
    """What holds mail back from a group of people, read once for all of them."""

    zone: ZoneInfo
    quiet: Span | None
    weekends: bool
    own: dict[UUID, Span]
    away_until: dict[UUID, datetime.date]
    on_call: frozenset[UUID]
    no_routine: frozenset[UUID]

    def mail_at(
        self, person: UUID, *, now: datetime.datetime, severity: int | None
    ) -> datetime.datetime:
        """Return the first moment from ``now`` on at which the person may be mailed."""
        if severity == URGENT or person in self.on_call:
            return now
        moment = now.astimezone(self.zone)
        back = self.away_until.get(person)
        if back is not None:
            day = back + datetime.timedelta(days=1)
            moment = max(moment, datetime.datetime.combine(day, _MORNING, self.zone))
        for _round in range(8):
            later = self._held_until(person, moment)
            if later is None:
                break
            moment = later
        return moment.astimezone(datetime.UTC)

    def _held_until(self, person: UUID, moment: datetime.datetime) -> datetime.datetime | None:
        if self.weekends and moment.weekday() >= _SATURDAY:
            monday = moment.date() + datetime.timedelta(days=7 - moment.weekday())
            return datetime.datetime.combine(monday, datetime.time(0), self.zone)
        for span in (self.quiet, self.own.get(person)):
            end = span.end_after(moment) if span else None
            if end is not None:
                return end
        return None


def calendar_of(people: Collection[UUID], *, now: datetime.datetime) -> Calendar:
    """Read what holds mail back from these people; act as the system to see all of it."""
    zone = ZoneInfo(current_organisation().time_zone)
    today = now.astimezone(zone).date()
    hours = QuietHours.objects.first()
    chosen = list(Preference.objects.filter(person_id__in=people))
    absences = Absence.objects.filter(person_id__in=people, since__lte=today, until__gte=today)
    calls = OnCall.objects.filter(person_id__in=people, since__lte=now, until__gt=now)
    return Calendar(
        zone=zone,
        quiet=Span(hours.quiet_from, hours.quiet_until) if hours else None,
        weekends=bool(hours and hours.weekends),
        own={
            one.person_id: Span(one.quiet_from, one.quiet_until)
            for one in chosen
            if one.quiet_from and one.quiet_until
        },
        away_until={one.person_id: one.until for one in absences.order_by("until")},
        on_call=frozenset(calls.values_list("person_id", flat=True)),
        no_routine=frozenset(one.person_id for one in chosen if not one.mail_routine),
    )
