"""Verbs of found accounts: report one, say what was done, look again until it is gone."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.channels.kinds import LOOK
from lanyard.rooms.channels.models import FoundAccount, FoundStep

State = FoundAccount.State
#: Who looks after the college's name, of the roles of the profile.
HANDLERS = ("director-marketing", "marketing-manager", "online-safety-coordinator")
#: When to look again after a platform was asked: the product's default.
WAIT = datetime.timedelta(days=3)


@dataclass(frozen=True)
class Seen:
    """What somebody saw, where, and how they can be reached."""

    kind: str
    url: str
    what: str
    contact: str = ""


@transaction.atomic
def report_found(seen: Seen, *, by: Person | None) -> FoundAccount:
    """Report an account that looks like ours; ``by`` is None through the public form."""
    people = {one for role in HANDLERS for one in access.holders_of(role)}
    roles = HANDLERS if people else (profile_in_force().profile.posts.safeguarding_lead,)
    with system_duty("take in a report of a false account"):
        made = FoundAccount.objects.create(
            kind=seen.kind, url=seen.url, what=seen.what.strip(), contact=seen.contact.strip(),
            found_by=by.pk if by else None, found_by_name=str(by) if by else "",
            circle_id=access.circle_of(roles).pk,
        )  # fmt: skip
    audit.record("channels.found", by=by, kind="found-account", subject_id=made.pk)
    people = {one for role in roles for one in access.holders_of(role)}
    notices.notify(
        "channels.found", sorted(people, key=str),
        url=reverse("channels:found-one", args=[made.pk]), event=f"channels.found:{made.pk}",
        subject_kind="found-account", subject_id=made.pk,
    )  # fmt: skip
    duties.keep_errands(LOOK, about=[made.pk])
    return made


@transaction.atomic
def take_step(
    found: FoundAccount, state: str, what: str, *, reference: str = "", by: Person
) -> FoundStep:
    """Keep what was done about a found account, and when to look again.

    Raises ValidationError without words, and for one that is done with.
    """
    locked = FoundAccount.objects.select_for_update().get(pk=found.pk)
    if locked.state in {State.CLOSED, State.NOTHING, State.HANDED_ON}:
        raise ValidationError(_("This is done with."))
    if not what.strip():
        raise ValidationError({"what": _("Say what you did, and what shows it")})
    made = FoundStep.objects.create(
        found=locked, state=state, what=what.strip(), reference=reference.strip(), by=by.pk,
        by_name=str(by),
    )  # fmt: skip
    closing = state == State.CLOSING
    locked.state = state
    locked.look_again_on = timezone.localdate() + WAIT if closing else None
    locked.save(update_fields=["state", "look_again_on"])
    audit.record(
        "channels.found-step", by=by, kind="found-account", subject_id=locked.pk, state=state
    )
    duties.errand_done(
        LOOK,
        locked.pk,
        by=by,
        evidence=made.get_state_display(),
        record=("found-account", locked.pk),
    )
    return made
