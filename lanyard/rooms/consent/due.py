"""What the home page shows of consent: papers to check, uses to take down."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lanyard.foundation.access import api as access
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.consent.models import ConsentPaper, Takedown

#: Lines of one kind on the home page.
_MOST = 20


def due(person: Person) -> Iterator[DueItem]:
    """Give what waits for a person's own act."""
    yield from _takedowns(person)
    if not access.may(person.pk, "consent.keep"):
        return
    waiting = ConsentPaper.objects.filter(state=ConsentPaper.State.WAITS)
    count = waiting.exclude(entered_by=person.pk).exclude(person=person).count()
    if count:
        words = ngettext(
            "Check a consent on paper", "Check %(count)d consents on paper", count
        ) % {"count": count}  # fmt: skip
        yield DueItem(words, reverse("consent:papers"))


def _takedowns(person: Person) -> Iterator[DueItem]:
    """Give each use that is to be taken down, for those who publish and whoever released it."""
    rows = Takedown.objects.filter(done_at=None).select_related("publication__picture")
    if not access.may(person.pk, "consent.publish"):
        return
    for one in rows[:_MOST]:
        yield DueItem(
            _("Take down: %(what)s") % {"what": one.publication},
            reverse("consent:takedown", args=[one.pk]), due=one.due, weight=1,
        )  # fmt: skip
