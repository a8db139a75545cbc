"""People who are neither staff nor learners: a sponsor, a reason and an end date for each."""

from __future__ import annotations

import datetime

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.foundation.registry import api as registry
from lanyard.people.actions.belonging import leave_many
from lanyard.people.models import Person, Sponsorship
from lanyard.people.queries import people_whose_time_has_passed


@transaction.atomic
def sponsor(
    person: Person,
    *,
    by: Person | None,
    sponsored_by: Person,
    reason: str,
    since: datetime.date,
    until: datetime.date,
    organisation_name: str = "",
    kind: str = Sponsorship.Kind.OTHER,
) -> Sponsorship:
    """Let somebody who is no employee in until a date, on a member's word (POR-SCO-01, COM-SCO-02).

    Raises ValueError where it ends before it starts or the sponsor is the person.
    """
    if until < since:
        raise ValueError("A sponsorship ends on or after the day it starts.")
    if sponsored_by == person:
        raise ValueError("Nobody sponsors themselves.")
    made = Sponsorship.objects.create(
        person=person, sponsor=sponsored_by, reason=reason, since=since, until=until,
        organisation_name=organisation_name, kind=kind,
    )  # fmt: skip
    if person.left_on is not None:
        person.left_on = None
        person.save(update_fields=["left_on"])
    audit.record(
        "people.sponsored", by=by, subject=str(person), kind="person", subject_id=person.pk,
        because=reason, sponsor=str(sponsored_by), until=until.isoformat(),
    )  # fmt: skip
    registry.announce("people.changed", person_id=person.pk)
    return made


@transaction.atomic
def accept_policy(sponsorship: Sponsorship, *, by: Person | None, on: datetime.date) -> None:
    """Record that a sponsored person accepted the policy; only then may they be given a sign-in."""
    sponsorship.acknowledged_on = on
    sponsorship.save(update_fields=["acknowledged_on"])
    audit.record(
        "people.sponsored-acknowledged", by=by, subject=str(sponsorship.person), kind="person",
        subject_id=sponsorship.person_id, on=on.isoformat(),
    )  # fmt: skip


@transaction.atomic
def extend_sponsorship(
    sponsorship: Sponsorship, *, by: Person | None, until: datetime.date, because: str
) -> None:
    """Move the end date, with a reason.

    Raises ValueError without one, for a day before the first, and for somebody who has left.
    """
    if not because.strip():
        raise ValueError("Say why the date moves.")
    if until < sponsorship.since:
        raise ValueError("A sponsorship ends on or after the day it starts.")
    if sponsorship.person.left_on is not None:
        raise ValueError("They have left: sponsor them anew.")
    before, sponsorship.until = sponsorship.until, until
    sponsorship.save(update_fields=["until"])
    audit.record(
        "people.sponsorship-extended", by=by, subject=str(sponsorship.person), kind="person",
        subject_id=sponsorship.person_id, because=because, before=before.isoformat(),
        until=until.isoformat(),
    )  # fmt: skip
    registry.announce("people.changed", person_id=sponsorship.person_id)


@transaction.atomic
def close_ended_sponsorships(*, today: datetime.date) -> int:
    """Record as leavers all whose last belonging has ended; return how many (KMC-INT-01)."""
    leavers = people_whose_time_has_passed(today)
    leave_many(leavers, by=None, because="The last day here has passed.")
    return len(leavers)
