"""The switch by which only the marketing team posts (LAN-SMU-04)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.api import Person
from lanyard.rooms.channels.models import AccountAdministrator, OfficialAccount, PostingFreeze


def frozen() -> PostingFreeze | None:
    """Return the freeze that is on, None while there is none."""
    return PostingFreeze.objects.filter(until=None).first()


def posting_frozen() -> bool:
    """Say whether only marketing posts; within a transaction no freeze begins until it ends."""
    _hold("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))")
    with system_duty("look whether posting is frozen"):
        return frozen() is not None


def _hold(statement: str) -> None:
    """Let a freeze wait for what is being released, and that for a freeze."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"posting {current_organisation_id()}"])


@transaction.atomic
def freeze(*, because: str, by: Person) -> PostingFreeze:
    """Leave all posting to the marketing team; whoever runs an account is told.

    Raises ValidationError without a reason, and where a freeze is on.
    """
    if not because.strip():
        raise ValidationError({"because": _("Say why")})
    _hold("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))")
    try:
        with transaction.atomic():
            made = PostingFreeze.objects.create(by=by.pk, by_name=str(by), because=because.strip())
    except IntegrityError:
        raise ValidationError(_("Posting is frozen already.")) from None
    audit.record(
        "channels.frozen", by=by, kind="posting-freeze", subject_id=made.pk, because=made.because
    )
    _tell("channels.frozen", made)
    return made


@transaction.atomic
def thaw(*, because: str, by: Person) -> PostingFreeze:
    """Let others post again; nothing that was held is released by it."""
    found = PostingFreeze.objects.select_for_update().filter(until=None).first()
    if found is None:
        raise ValidationError(_("Posting is not frozen."))
    if not because.strip():
        raise ValidationError({"because": _("Say why")})
    found.until, found.thawed_by, found.thawed_by_name = timezone.now(), by.pk, str(by)
    found.thawed_because = because.strip()
    found.save()
    audit.record(
        "channels.thawed", by=by, kind="posting-freeze", subject_id=found.pk,
        because=found.thawed_because,
    )  # fmt: skip
    _tell("channels.thawed", found)
    return found


def _tell(kind: str, made: PostingFreeze) -> None:
    open_now = OfficialAccount.objects.exclude(state=OfficialAccount.State.CLOSED)
    people = set(open_now.values_list("owner", flat=True)) | set(
        AccountAdministrator.objects.filter(until=None).values_list("person", flat=True)
    )
    notices.notify(
        kind, sorted(people, key=str), url=reverse("channels:home"), event=f"{kind}:{made.pk}",
        subject_kind="posting-freeze", subject_id=made.pk,
    )  # fmt: skip
