"""Who did the privacy self-check lately, counted by team and group: only that, never what."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from lanyard.engine.duties.api import Definition, add_months
from lanyard.foundation.registry.counting import ends
from lanyard.people.api import Employment, Enrolment, Membership, Person, spans
from lanyard.rooms.guidance.actions.selfchecking import DUTY
from lanyard.rooms.guidance.models import PrivacyCheck
from lanyard.rooms.guidance.queries import profile_version
from lanyard.rooms.guidance.selfcheck import SelfCheck, self_check_of


@dataclass(frozen=True)
class Uptake:
    """A team or group, how many of it did the check lately, left it out, and how many there are."""

    name: str
    done: int
    declined: int
    whole: int


def in_force() -> SelfCheck:
    """Return what the policy in force asks."""
    version = profile_version()
    return self_check_of(version.slug if version else "")


def being_asked() -> bool:
    """Say whether people are asked for it now."""
    return Definition.objects.filter(kind=DUTY, ended_on=None).exists()


def asked_people(asked: SelfCheck, on: datetime.date) -> QuerySet[Any]:
    """Return the ids of those of whom the policy asks it."""
    rows = Enrolment.objects if asked.audience == "learners" else Employment.objects
    return rows.filter(spans(on)).values("person_id").distinct()


def done_lately(asked: SelfCheck, on: datetime.date) -> tuple[set[UUID], set[UUID]]:
    """Return who did the check within the months that the policy gives, and who left it out."""
    since = add_months(on, -asked.months)
    rows = PrivacyCheck.objects.filter(at__date__gt=since, at__lte=ends(on))
    done: set[UUID] = set()
    declined: set[UUID] = set()
    for person, left_out in rows.values_list("person_id", "declined"):
        (declined if left_out else done).add(person)
    return done, declined - done


def newest(on: datetime.date) -> datetime.datetime | None:
    """Return when a check was made last."""
    rows = PrivacyCheck.objects.filter(at__lte=ends(on), declined=False)
    found: datetime.datetime | None = rows.aggregate(at=Max("at"))["at"]
    return found


def by_group(asked: SelfCheck) -> list[Uptake]:
    """Return the uptake of each team (of staff, by who leads it) or tutor group; few queries."""
    on = timezone.localdate()
    done, declined = done_lately(asked, on)
    here = {row["person_id"] for row in asked_people(asked, on)}
    groups: dict[str, set[UUID]] = {}
    for name, person in _placed(asked, on):
        if person in here:
            groups.setdefault(name, set()).add(person)
    placed = set().union(*groups.values()) if groups else set()
    groups |= {"": here - placed} if here - placed else {}
    return [
        Uptake(name, len(people & done), len(people & declined), len(people))
        for name, people in sorted(groups.items(), key=lambda pair: (not pair[0], pair[0]))
    ]


def _placed(asked: SelfCheck, on: datetime.date) -> Iterable[tuple[str, UUID]]:
    if asked.audience == "learners":
        rows = Membership.objects.filter(spans(on), part="learner", group__kind="tutor-group")
        yield from rows.values_list("group__name", "person_id")
        return
    work = Employment.objects.filter(spans(on), line_manager__isnull=False)
    leads = Person.objects.in_bulk(work.values_list("line_manager_id", flat=True).distinct())
    for lead, person in work.values_list("line_manager_id", "person_id"):
        if lead is not None:
            yield str(leads[lead]), person
