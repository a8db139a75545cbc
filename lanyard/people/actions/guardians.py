"""Guardians: linked, verified, refused, ended. A link that is not verified is used for nothing."""

from __future__ import annotations

import datetime

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.foundation.registry import api as registry
from lanyard.people.models import GuardianCheck, GuardianLink, Person

_DONE = {
    GuardianCheck.Result.VERIFIED: "people.guardian-verified",
    GuardianCheck.Result.REFUSED: "people.guardian-refused",
    GuardianCheck.Result.UNDONE: "people.guardian-undone",
    GuardianCheck.Result.ENDED: "people.guardian-ended",
}


class OwnLink(ValueError):
    """Nobody checks a link of their own."""


@transaction.atomic
def link_guardian(
    guardian: Person, learner: Person, *, by: Person | None, relation: str, may_contact: bool = True
) -> GuardianLink:
    """Record that somebody is said to be a learner's guardian; an ended link begins anew.

    Raises ValueError for a link with oneself, or one that is in force already.
    """
    if guardian == learner:
        raise ValueError("Nobody is their own guardian.")
    link, new = GuardianLink.objects.get_or_create(
        guardian=guardian, learner=learner, relation=relation,
        defaults={"may_contact": may_contact},
    )  # fmt: skip
    if not new:
        if link.ended_on is None:
            raise ValueError("This link is there already.")
        link.ended_on = link.refused_on = None
        link.may_contact = may_contact
        _unverify(link)
        link.save()
    audit.record(
        "people.guardian-linked", by=by, subject=str(learner), kind="person",
        subject_id=learner.pk, relation=relation,
    )  # fmt: skip
    return link


@transaction.atomic
def verify_guardian(link: GuardianLink, *, by: Person, on: datetime.date, how: str) -> None:
    """Record that the link was checked, by whom and what was seen.

    Raises ValueError without what was seen, for an ended link, and OwnLink for the actor's own.
    """
    if not how.strip():
        raise ValueError("Say how the link was checked.")
    _refuse_own(link, by)
    link.verified_on, link.verified_by, link.verified_how = on, by.pk, how
    link.refused_on = None
    _keep(link, GuardianCheck.Result.VERIFIED, by=by, on=on, because=how)


@transaction.atomic
def refuse_guardian(link: GuardianLink, *, by: Person, on: datetime.date, because: str) -> None:
    """Record that somebody looked and the link does not hold; it is used for nothing.

    Raises ValueError without a reason, for an ended link, and OwnLink for the actor's own.
    """
    _refuse_own(link, by)
    _unverify(link)
    link.refused_on = on
    _keep(link, GuardianCheck.Result.REFUSED, by=by, on=on, because=because)


@transaction.atomic
def undo_check(link: GuardianLink, *, by: Person, on: datetime.date, because: str) -> None:
    """Take back a verification or a refusal; the link waits to be checked again.

    Raises ValueError without a reason, or where there is nothing to take back.
    """
    if link.verified_on is None and link.refused_on is None:
        raise ValueError("This link has not been checked.")
    _refuse_own(link, by)
    _unverify(link)
    link.refused_on = None
    _keep(link, GuardianCheck.Result.UNDONE, by=by, on=on, because=because)


@transaction.atomic
def end_guardian(link: GuardianLink, *, by: Person | None, on: datetime.date, because: str) -> None:
    """End a link; it stays on record. Raises ValueError without a reason."""
    link.ended_on = on
    _keep(link, GuardianCheck.Result.ENDED, by=by, on=on, because=because)


def _refuse_own(link: GuardianLink, by: Person) -> None:
    if by.pk in {link.guardian_id, link.learner_id}:
        raise OwnLink("Nobody checks a link of their own.")
    if link.ended_on is not None:
        raise ValueError("This link has ended.")


def _unverify(link: GuardianLink) -> None:
    link.verified_on = link.verified_by = None
    link.verified_how = ""


def _keep(
    link: GuardianLink,
    result: GuardianCheck.Result,
    *,
    by: Person | None,
    on: datetime.date,
    because: str,
) -> None:
    if not because.strip():
        raise ValueError("Say why.")
    link.save()
    GuardianCheck.objects.create(
        link=link, result=result, on=on, checked_by=by.pk if by else None, because=because
    )
    audit.record(
        _DONE[result], by=by, subject=str(link.learner), kind="person",
        subject_id=link.learner_id, because=because, relation=link.relation,
    )  # fmt: skip
    registry.announce("people.changed", person_id=link.guardian_id)
