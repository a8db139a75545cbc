"""What guidance puts on somebody's home page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.guidance.links import BROKEN
from lanyard.rooms.guidance.models import OutsideLink, RemovalRequest
from lanyard.rooms.guidance.remote import left_open
from lanyard.rooms.guidance.technology import late_terms, tools_of

#: So many of one kind are told on the home page; the pages have them all.
_MOST = 20


def due(person: Person) -> Iterator[DueItem]:
    """Tell of what one wanted taken down, and those who write of addresses that lead nowhere."""
    today = timezone.localdate()
    again = RemovalRequest.objects.filter(
        person_id=person.pk, gone_on=None, follow_up_on__lte=today
    ).count()
    if again:
        said = ngettext(
            "Look whether %(many)d thing about you was taken down",
            "Look whether %(many)d things about you were taken down", again,
        )  # fmt: skip
        yield DueItem(said % {"many": again}, reverse("guidance:removals"))
    yield from _in_class(person)
    if not may(person.pk, "guidance.write"):
        return
    many = OutsideLink.objects.filter(state__in=BROKEN).count()
    if many:
        said = ngettext(
            "%(many)d address in the guidance is gone or has moved",
            "%(many)d addresses in the guidance are gone or have moved", many,
        )  # fmt: skip
        yield DueItem(said % {"many": many}, reverse("guidance:links"))


def _in_class(person: Person) -> Iterator[DueItem]:
    """Tell of lessons that tools in class come with, of a tip to read, of terms to read again."""
    untaught = tools_of(person, teaching=True).filter(taught_on=None)
    for tool in untaught[:_MOST]:
        said = _("Give %(group)s the lesson that comes with %(tool)s")
        yield DueItem(
            said % {"group": tool.group.name, "tool": tool.technology.name},
            reverse("guidance:classroom"), due=tool.since,
        )  # fmt: skip
    if left_open(person).exists():
        yield DueItem(
            _("A meeting of yours went on after you had left"), reverse("guidance:classroom")
        )
    if may(person.pk, "guidance.catalogue"):
        for one in late_terms(timezone.localdate())[:_MOST]:
            yield DueItem(
                _("Read the terms of %(name)s again") % {"name": one.name},
                reverse("guidance:technology-terms", args=[one.pk]), due=one.terms_review_on,
            )  # fmt: skip
