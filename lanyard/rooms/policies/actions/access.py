"""Restrict access for a missing signature or by decision; IT confirms it, and its reversal."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.access.api import holders_of
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.policies.actions.copies import IT
from lanyard.rooms.policies.models import AccessRestriction
from lanyard.rooms.policies.queries.access import manages, to_confirm
from lanyard.rooms.policies.queries.signing import restricted

_PAGE = "/policies/restricted/"


class NotYours(ValueError):
    """Somebody who neither manages nor sponsors the person decides nothing about them."""


@transaction.atomic
def list_restrictions(*, today: datetime.date | None = None) -> int:
    """Bring the list up to date: whoever is late stands on it, whoever signed comes off it.

    A suspension ends after its last day. IT is told where there is something to apply or to take
    back (LAN-BEH-01, LAN-LRN-01). Returns how many lines changed.
    """
    day = today or timezone.localdate()
    with system_duty("list whose access is restricted"):
        late = {one.pk: one for one in restricted(day)}
        open_ones = AccessRestriction.objects.filter(ended_on__isnull=True)
        unsigned = open_ones.filter(why=AccessRestriction.Why.UNSIGNED)
        listed = set(unsigned.values_list("person_id", flat=True))
        new = [
            AccessRestriction(person=one, why=AccessRestriction.Why.UNSIGNED, since=day)
            for pk, one in late.items()
            if pk not in listed
        ]
        AccessRestriction.objects.bulk_create(new)
        over = unsigned.exclude(person_id__in=list(late)).update(ended_on=day)
        over += open_ones.filter(until__lt=day).update(ended_on=day)
        changed = len(new) + over
        if changed:
            _tell_it(day)
            audit.record("policies.restrictions-listed", by=None, kind="restriction", new=len(new),
                         over=over)  # fmt: skip
    return changed


def _tell_it(day: datetime.date) -> None:
    people = {holder for role in IT for holder in holders_of(role)}
    notices.notify(
        "policies.restrictions", sorted(people), url=_PAGE, event=f"policies-restrictions:{day}"
    )


@transaction.atomic
def suspend(
    person: Person, *, by: Person, since: datetime.date, until: datetime.date, because: str
) -> AccessRestriction:
    """Take somebody's personal use of the systems away for some days (OAK-8.1-03).

    Their line manager or sponsor decides. The person is told, and IT has the change to make. Raises
    NotYours, and ValueError without a reason, for days that end before they begin or have passed,
    and where a suspension stands.
    """
    today = timezone.localdate()
    if not manages(by, person, on=today):
        raise NotYours(str(person))
    if not because.strip():
        raise ValueError("A suspension needs a reason.")
    if until < since or until < today:
        raise ValueError("A suspension ends on or after its first day, and not before today.")
    if AccessRestriction.objects.filter(
        person=person, why=AccessRestriction.Why.SUSPENDED, ended_on__isnull=True
    ).exists():
        raise ValueError("A suspension stands.")
    with system_duty("suspend personal use"):
        made = AccessRestriction.objects.create(
            person=person, why=AccessRestriction.Why.SUSPENDED, because=because.strip(),
            since=since, until=until, decided_by_name=str(by),
        )  # fmt: skip
        notices.notify(
            "policies.suspended", [person.pk], url="/policies/",
            event=f"policies-suspended:{made.pk}",
        )  # fmt: skip
        _tell_it(today)
        audit.record(
            "policies.suspended", by=by, subject=str(person), kind="restriction",
            subject_id=made.pk, because=because, until=until.isoformat(),
        )  # fmt: skip
    return made


@transaction.atomic
def confirm(restriction: AccessRestriction, *, by: audit.Actor) -> AccessRestriction:
    """Confirm, as IT, that a restriction was applied, or taken back once it is over."""
    locked = AccessRestriction.objects.select_for_update().get(pk=restriction.pk)
    now = timezone.now()
    if locked.ended_on is None and locked.applied_at is None:
        locked.applied_at, locked.applied_by_name, done = now, str(by), "applied"
    elif locked.ended_on and locked.applied_at and locked.reversed_at is None:
        locked.reversed_at, locked.reversed_by_name, done = now, str(by), "reversed"
    else:
        return locked
    locked.save()
    audit.record(
        f"policies.restriction-{done}", by=by, subject=str(locked.person), kind="restriction",
        subject_id=locked.pk,
    )  # fmt: skip
    return locked


@transaction.atomic
def confirm_applied(person_id: UUID, state: str, *, by: audit.Actor) -> int:
    """Confirm what a directory says that it has applied of one person; return how many lines.

    "restricted" confirms what is called for, "ready" its end; any other word confirms nothing.
    """
    waiting = to_confirm(timezone.localdate()).filter(person_id=person_id)
    over = {"restricted": False, "ready": True}.get(state)
    done = [one for one in waiting if over is not None and (one.ended_on is not None) == over]
    for one in done:
        confirm(one, by=by)
    return len(done)
