"""Unfinished reports: kept for their author only, and gone once they are sent."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import Identity, acting
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions.attachments import drop_from_draft
from lanyard.rooms.concerns.models import Draft

#: More than anybody types into a form; what goes beyond is answered beside its field.
_MOST_TEXT = 2_000_000
#: Of somebody without a name: ten times what a report takes, so that no script fills the disk.
_MOST_NAMELESS = 200_000
#: Where the profile sets no number of days: the product's default.
_DAYS = 30


class Author:
    """Whose draft it is: a person, or the bearer of a key that only their browser's session has."""

    def __init__(self, *, person: Person | None = None, key: str = "") -> None:
        if (person is None) == (key == ""):
            raise ValueError("A draft has a person or a key, and not both.")
        self.person_id = person.pk if person is not None else None
        self.key_hash = hashlib.sha256(key.encode()).hexdigest() if key else ""

    def identity(self) -> Identity:
        """Return the identity under which row security shows this author's drafts only."""
        return Identity(current_organisation_id(), self.person_id, self.key_hash)


@transaction.atomic
def draft_of(author: Author, form: str) -> Draft | None:
    """Return the author's unfinished report of a form, or None."""
    with acting(author.identity()):
        return Draft.objects.filter(form=form, **_by(author)).order_by("-updated").first()


@transaction.atomic
def save_answers(author: Author, form: str, page: str, answers: dict[str, list[str]]) -> Draft:
    """Keep the answers of one page as they were typed; the rest of the draft stays as it is."""
    most = _MOST_TEXT if author.person_id else _MOST_NAMELESS
    return change(author, form, {page: _storable(answers, most=most)})


@transaction.atomic
def change(author: Author, form: str, changed: dict[str, Any]) -> Draft:
    """Put several pages' answers into the author's draft, made if there is none."""
    with acting(author.identity()):
        found = Draft.objects.select_for_update().filter(form=form, **_by(author))
        draft = found.order_by("-updated").first() or Draft(form=form, **_by(author))
        draft.answers = {**draft.answers, **changed}
        draft.keep_until = timezone.now() + kept_for()
        draft.save()
        return draft


def kept_for() -> datetime.timedelta:
    """Return how long an unfinished report is kept after its author last wrote in it."""
    kept = profile_in_force().profile.interval("draft-kept")
    return datetime.timedelta(days=kept.days or _DAYS)


@transaction.atomic
def purge() -> int:
    """Destroy the drafts that nobody came back to, with their files; return how many went.

    The trail holds their number alone. Row security shows the system none that is still kept.
    """
    gone = list(Draft.objects.select_for_update().filter(keep_until__lt=timezone.now()))
    for draft in gone:
        drop_from_draft(draft, because=_("The report was not sent."))
        draft.delete()
    if gone:
        audit.record("concerns.drafts-purged", by=None, subject=str(len(gone)))
    return len(gone)


@transaction.atomic
def discard(author: Author, form: str) -> int:
    """Forget the author's unfinished reports of a form with their files; return how many."""
    with acting(author.identity()):
        going = list(Draft.objects.select_for_update().filter(form=form, **_by(author)))
        for draft in going:
            drop_from_draft(draft, because=_("The report was not sent."))
            draft.delete()
        return len(going)


def _by(author: Author) -> dict[str, Any]:
    return {"person_id": author.person_id, "key_hash": author.key_hash}


def _storable(answers: dict[str, list[str]], *, most: int) -> dict[str, list[str]]:
    """Leave out what PostgreSQL cannot hold, and cut what no form would take."""
    return {
        name: [value.replace("\x00", "")[:most] for value in values]
        for name, values in answers.items()
    }
