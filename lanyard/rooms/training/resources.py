"""What is taught with: kept current by a post, and out of sight once its review is overdue."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.people.api import Person
from lanyard.rooms.training.models import TeachingResource

KEEP = "training.keep-resources"
#: Who keeps them where the post is held: Student Welfare (KMC-EDU-03), else who runs training.
_KEEPERS = ("student-welfare", "dsl", "safeguarding-team")
#: Months until a resource is looked at again (Lanyard's default).
_MONTHS = 12


def kept() -> QuerySet[TeachingResource]:
    """Return what is kept, the earliest review first."""
    return TeachingResource.objects.filter(withdrawn_on__isnull=True)


def current(on: datetime.date) -> QuerySet[TeachingResource]:
    """Return what may be taught with on a day: nothing whose review is overdue."""
    return kept().filter(review_due__gte=on)


def keepers() -> list[UUID]:
    """Return who keeps them: the holders of the first post that is held."""
    for role in _KEEPERS:
        if found := access.holders_of(role):
            return found
    return []


def owed(_today: datetime.date) -> dict[UUID, datetime.date]:
    """Return by when each keeper has the earliest review to do."""
    due = kept().aggregate(due=Min("review_due"))["due"]
    return dict.fromkeys(keepers(), due) if due is not None else {}


@dataclass(frozen=True, kw_only=True)
class Resource:
    """What a resource is."""

    title: str
    topic: str
    about: str = ""
    address: str = ""


@transaction.atomic
def add(given: Resource, *, by: Person) -> TeachingResource:
    """Keep a resource; it is looked at again within the year."""
    today = timezone.localdate()
    made = TeachingResource.objects.create(
        title=given.title, topic=given.topic, about=given.about, address=given.address,
        review_due=duties.add_months(today, _MONTHS), reviewed_on=today,
        reviewed_by_name=str(by),
    )  # fmt: skip
    _record("training.resource-added", made, by)
    return made


@transaction.atomic
def review(resource: TeachingResource, *, by: Person, keep: bool) -> None:
    """Say that a resource is still right, or take it out of use."""
    today = timezone.localdate()
    if keep:
        resource.review_due, resource.reviewed_on = duties.add_months(today, _MONTHS), today
        resource.reviewed_by_name = str(by)
    else:
        resource.withdrawn_on = today
    resource.save()
    _record("training.resource-reviewed" if keep else "training.resource-withdrawn", resource, by)


def _record(verb: str, resource: TeachingResource, by: Person) -> None:
    audit.record(
        verb, by=by, subject=resource.title, kind="teaching-resource", subject_id=resource.pk
    )
    duties.recompute_people(keepers())
