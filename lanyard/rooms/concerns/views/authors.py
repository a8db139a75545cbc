"""Whose unfinished report a request works on, and the surroundings of its pages."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.utils.translation import ngettext

from lanyard.engine.profiles.api import profile_in_force
from lanyard.people.models import Person
from lanyard.people.request import Request
from lanyard.rooms.concerns.actions import drafts
from lanyard.rooms.concerns.actions.attachments import drop_from_draft, no_images
from lanyard.rooms.concerns.forms.journeys import Journey, check
from lanyard.rooms.concerns.forms.reading import image_said, takes_files
from lanyard.rooms.concerns.forms.setting import Setting
from lanyard.rooms.concerns.models import Draft

_KEY = "report_key"


def person_of(request: Request) -> Person | None:
    """Return the signed-in person as a plain row, None where nobody is signed in."""
    return Person.objects.get(pk=request.person.pk) if request.person else None


def author_of(request: Request) -> drafts.Author:
    """Return who writes: the person, or the bearer of a random key kept in the session alone."""
    person = person_of(request)
    if person is not None:
        return drafts.Author(person=person)
    if _KEY not in request.session:
        request.session[_KEY] = secrets.token_urlsafe(32)
    return drafts.Author(key=request.session[_KEY])


def draft_for(request: Request, journey: Journey) -> Draft | None:
    """Return the unfinished report of this author, or None."""
    if request.person is None and _KEY not in request.session:
        return None
    return drafts.draft_of(author_of(request), journey.slug)


def setting_for(request: Request, journey: Journey) -> tuple[Setting, Draft | None]:
    """Return the surroundings of a journey's pages with the answers so far, checked."""
    draft = draft_for(request, journey)
    typed: dict[str, Any] = draft.answers if draft is not None else {}
    setting = Setting(
        kind=journey.kind, person=person_of(request), version=profile_in_force(), typed=typed
    )
    return check(journey, setting), draft


def drop_if_image(request: Request, journey: Journey) -> None:
    """Destroy the files of a report whose answers allow none any more, and say so."""
    setting, draft = setting_for(request, journey)
    if draft is None or (takes_files(setting) and image_said(setting) not in {"yes", "unsure"}):
        return
    gone = drop_from_draft(draft, because=no_images())
    if gone:
        said = ngettext(
            "The file that you added was destroyed. With this answer none may be sent or kept.",
            "The %(gone)d files that you added were destroyed. With this answer none may be sent or"
            " kept.",
            gone,
        )  # fmt: skip
        messages.warning(request, said % {"gone": gone})


def forget(request: Request, journey: Journey) -> None:
    """Forget the unfinished report, and an unsigned author's key with it."""
    if request.person is None and _KEY not in request.session:
        return
    drafts.discard(author_of(request), journey.slug)
    request.session.pop(_KEY, None)
