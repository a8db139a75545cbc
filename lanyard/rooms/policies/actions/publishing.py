"""Publish versions: at once or for a day to come, on which they take effect by themselves."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties.api import add_months
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.policies.actions.documents import Draft, NotNow
from lanyard.rooms.policies.actions.signing import ask_anew, invite_anew
from lanyard.rooms.policies.models import Document, Version
from lanyard.rooms.policies.shipped import papers


@transaction.atomic
def publish(
    version: Version, *, by: Person, effective_from: datetime.date,
    review_due: datetime.date | None = None, minute: str = "",
) -> Version:  # fmt: skip
    """Publish an approved version; it takes effect on its day, and the one before it ends then.

    Until that day the one before it is in force, shown and signed. ``review_due`` is the document's
    interval after that day unless it is set. Raises NotNow for one that is not approved, and
    "minute" where the policy wants the meeting and minute of the approval first (KMC-COV-03).
    """
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.state != Version.State.APPROVED:
        raise NotNow(locked.get_state_display())
    locked.minute = minute.strip() or locked.minute
    if needs_minute(locked.document) and not locked.minute:
        raise NotNow("minute")
    locked.state, locked.published_at = Version.State.SCHEDULED, timezone.now()
    locked.effective_from, locked.reviewed_on = effective_from, locked.approved_on
    locked.review_due = review_due or add_months(effective_from, locked.document.review_months)
    locked.save()
    audit.record(
        "policies.published", by=by, subject=str(locked), kind="policy-version",
        subject_id=locked.pk, because=locked.purpose, sha256=locked.sha256,
        effective_from=effective_from.isoformat(), material=locked.material,
    )  # fmt: skip
    if effective_from <= timezone.localdate():
        _put_in_force(locked)
    return locked


def needs_minute(document: Document) -> bool:
    """Say whether the policy wants the minute of the approval before a version is published."""
    return bool(document.register) and papers(document.register).minute_needed


def _put_in_force(version: Version) -> None:
    """End the version before it, and ask for the signatures that this one needs."""
    Version.objects.filter(document=version.document, state=Version.State.PUBLISHED).update(
        state=Version.State.SUPERSEDED
    )
    version.state = Version.State.PUBLISHED
    version.save(update_fields=["state"])
    ask_anew(version.document)
    if version.material:
        with system_duty("ask anew who signed by a link"):
            invite_anew(version)


@transaction.atomic
def take_effect(*, today: datetime.date | None = None) -> int:
    """Put in force whatever was published for a day that has come; return how many did."""
    day = today or timezone.localdate()
    with system_duty("put versions in force on their day"):
        come = list(
            Version.objects.select_for_update(of=("self",)).filter(
                state=Version.State.SCHEDULED, effective_from__lte=day
            ).select_related("document")
        )  # fmt: skip
        for version in come:
            _put_in_force(version)
            audit.record(
                "policies.took-effect", by=None, subject=str(version), kind="policy-version",
                subject_id=version.pk, sha256=version.sha256,
            )  # fmt: skip
    return len(come)


@transaction.atomic
def call_back(version: Version, *, by: Person, because: str) -> Version:
    """Take back a version before its day: it is approved, and waits to be published anew.

    Raises NotNow for any other, and ValueError without a reason.
    """
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.state != Version.State.SCHEDULED:
        raise NotNow(locked.get_state_display())
    if not because.strip():
        raise ValueError("Taking a version back needs a reason.")
    locked.state, locked.published_at = Version.State.APPROVED, None
    locked.effective_from = locked.review_due = locked.reviewed_on = None
    locked.save()
    audit.record(
        "policies.called-back", by=by, subject=str(locked), kind="policy-version",
        subject_id=locked.pk, because=because.strip(),
    )  # fmt: skip
    return locked


@transaction.atomic
def adopt_shipped(
    document: Document, draft: Draft, *, on: datetime.date, review_due: datetime.date
) -> Version:
    """Record the version that an organisation had before Lanyard, with its true dates.

    Only for a document that has none yet. It was approved outside, which the minute says.
    """
    if document.versions.exists():
        raise NotNow("versions")
    with system_duty("record the version in force"):
        version = Version(
            document=document, number=1, approved_on=on, reviewed_on=on, effective_from=on,
            review_due=review_due, state=Version.State.PUBLISHED, published_at=timezone.now(),
            **vars(draft),
        )  # fmt: skip
        version.sha256 = version.fingerprint()
        version.save(force_insert=True)
    audit.record(
        "policies.adopted", by=None, subject=str(version), kind="policy-version",
        subject_id=version.pk, sha256=version.sha256, effective_from=on.isoformat(),
    )  # fmt: skip
    return version
