"""Guardians: linked, verified, ended. A link that is not verified is used for nothing."""

from __future__ import annotations

import datetime

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.people.models import GuardianLink, Person


@transaction.atomic
def link_guardian(
    guardian: Person, learner: Person, *, by: Person | None, relation: str, may_contact: bool = True
) -> GuardianLink:
    """Record that somebody is said to be a learner's guardian."""
    link = GuardianLink.objects.create(
        guardian=guardian, learner=learner, relation=relation, may_contact=may_contact
    )
    audit.record(
        "people.guardian-linked", by=by, subject=str(learner), kind="person",
        subject_id=learner.pk, relation=relation,
    )  # fmt: skip
    return link


@transaction.atomic
def verify_guardian(link: GuardianLink, *, by: Person, on: datetime.date, how: str) -> None:
    """Record that the link was checked, by whom and how; raises ValueError without the how."""
    if not how.strip():
        raise ValueError("Say how the link was checked.")
    link.verified_on, link.verified_by, link.verified_how = on, by.pk, how
    link.save(update_fields=["verified_on", "verified_by", "verified_how"])
    audit.record(
        "people.guardian-verified", by=by, subject=str(link.learner), kind="person",
        subject_id=link.learner_id, because=how,
    )  # fmt: skip


@transaction.atomic
def end_guardian(link: GuardianLink, *, by: Person | None, on: datetime.date, because: str) -> None:
    """End a link; it stays on record."""
    link.ended_on = on
    link.save(update_fields=["ended_on"])
    audit.record(
        "people.guardian-ended", by=by, subject=str(link.learner), kind="person",
        subject_id=link.learner_id, because=because,
    )  # fmt: skip
