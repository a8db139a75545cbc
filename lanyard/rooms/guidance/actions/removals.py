"""Verbs of removals: note what was asked of a platform, say that it is gone, ask for help."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person, people_in_role
from lanyard.rooms.guidance.models import RemovalRequest

#: Who helps, of the roles of the profile.
HELPERS = ("director-marketing", "marketing-manager")
#: When to look again (Lanyard's default).
WAIT = datetime.timedelta(days=7)


class NotTheirs(ValueError):
    """Somebody acts on what is another's."""


@transaction.atomic
def note_removal(
    *, by: Person, what: str, platform: str, asked_on: datetime.date
) -> RemovalRequest:
    """Note that one asked a platform to take something down (OAK-10.3-06)."""
    made = RemovalRequest.objects.create(
        person=Person.objects.get(pk=by.pk), what=what, platform=platform, asked_on=asked_on,
        follow_up_on=asked_on + WAIT,
    )  # fmt: skip
    audit.record("guidance.removal-noted", by=by, kind="removal", subject_id=made.pk)
    return made


@transaction.atomic
def look_again(removal: RemovalRequest, *, by: Person, gone: bool) -> None:
    """Say that it is gone, or that it still stands and is to be looked at again.

    Raises NotTheirs.
    """
    _own(removal, by)
    today = timezone.localdate()
    removal.gone_on = today if gone else None
    removal.follow_up_on = removal.follow_up_on if gone else today + WAIT
    removal.save(update_fields=["gone_on", "follow_up_on"])
    audit.record("guidance.removal-looked-at", by=by, kind="removal", subject_id=removal.pk)


@transaction.atomic
def ask_help(removal: RemovalRequest, *, by: Person) -> None:
    """Ask those who look after the college's name for help; raises NotTheirs."""
    _own(removal, by)
    if removal.help_asked_at is not None:
        return
    removal.help_asked_at = timezone.now()
    removal.save(update_fields=["help_asked_at"])
    audit.record("guidance.removal-help", by=by, kind="removal", subject_id=removal.pk)
    helpers = {one.pk for role in HELPERS for one in people_in_role(role)}
    notices.notify(
        "guidance.removal-help", sorted(helpers), url="/guidance/removals/",
        event=f"removal:{removal.pk}", subject_kind="removal", subject_id=removal.pk,
    )  # fmt: skip


def _own(removal: RemovalRequest, by: Person) -> None:
    if removal.person_id != by.pk:
        raise NotTheirs(str(removal.pk))
