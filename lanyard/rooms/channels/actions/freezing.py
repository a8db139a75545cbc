"""The switch by which only the marketing team posts (LAN-SMU-04)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.channels.actions.releasing import hold_all
from lanyard.rooms.channels.freezes import alone, frozen
from lanyard.rooms.channels.models import AccountAdministrator, OfficialAccount, PostingFreeze

__all__ = ["freeze", "frozen", "thaw"]


@transaction.atomic
def freeze(*, because: str, by: Person) -> PostingFreeze:
    """Leave all posting to the marketing team, and hold what is on its way; its people are told.

    Raises ValidationError without a reason, and where a freeze is on.
    """
    if not because.strip():
        raise ValidationError({"because": _("Say why")})
    alone()
    try:
        with transaction.atomic():
            made = PostingFreeze.objects.create(by=by.pk, by_name=str(by), because=because.strip())
    except IntegrityError:
        raise ValidationError(_("Posting is frozen already.")) from None
    held = hold_all(made)
    audit.record(
        "channels.frozen", by=by, kind="posting-freeze", subject_id=made.pk, because=made.because,
        held=held,
    )  # fmt: skip
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
