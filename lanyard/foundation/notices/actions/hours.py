"""Set the organisation's quiet hours, and who is on call."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices.models import OnCall, QuietHours


@transaction.atomic
def set_quiet_hours(
    *,
    quiet_from: datetime.time | None,
    quiet_until: datetime.time | None,
    weekends: bool,
    by: audit.Actor,
) -> None:
    """Set when no mail is sent, save at severity 5 and to whoever is on call; None ends that."""
    QuietHours.objects.all().delete()
    if quiet_from is not None and quiet_until is not None:
        QuietHours.objects.create(quiet_from=quiet_from, quiet_until=quiet_until, weekends=weekends)
    audit.record(
        "notices.hours-set", by=by, kind="organisation",
        quiet_from=str(quiet_from or ""), quiet_until=str(quiet_until or ""), weekends=weekends,
    )  # fmt: skip


@transaction.atomic
def set_on_call(
    person_id: UUID, *, since: datetime.datetime, until: datetime.datetime, by: audit.Actor
) -> OnCall:
    """Put somebody on call for a span; raises ValueError where it does not end after it starts."""
    if until <= since:
        raise ValueError("A span on call ends after it starts.")
    call = OnCall.objects.create(person_id=person_id, since=since, until=until)
    audit.record(
        "notices.on-call-set", by=by, kind="person", subject_id=person_id,
        since=since.isoformat(), until=until.isoformat(),
    )  # fmt: skip
    return call


@transaction.atomic
def end_on_call(call: OnCall, *, by: audit.Actor) -> None:
    """End a span on call now; one that has not begun is taken back."""
    now = timezone.now()
    begun = OnCall.objects.filter(pk=call.pk, since__lt=now)
    if not begun.update(until=now):
        OnCall.objects.filter(pk=call.pk).delete()
    audit.record("notices.on-call-set", by=by, kind="person", subject_id=call.person_id, ended=True)
