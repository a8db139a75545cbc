"""What the home page shows of connections: declarations to decide, followers, the list."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.answers.clearing import to_confirm
from lanyard.engine.answers.models import ConnectionDeclaration, FollowerFound, Restriction
from lanyard.foundation.access import api as access
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person


def due(person: Person) -> Iterator[DueItem]:
    """Give what waits for a person's own act."""
    state = ConnectionDeclaration.State.PENDING
    for one in ConnectionDeclaration.objects.filter(state=state).exclude(person_id=person.pk):
        yield DueItem(
            _("Decide on a connection that %(name)s declared") % {"name": one.declared_by},
            reverse("answers:declaration", args=[one.pk]),
        )
    for found in FollowerFound.objects.filter(person_id=person.pk, done_on__isnull=True):
        words = _("Block a follower, and say when")
        if not found.must_block:
            words = _("Check your privacy settings, and say when")
        yield DueItem(words, reverse("answers:follower", args=[found.pk]), due=found.found_on)
    today = timezone.localdate()
    for gone in to_confirm(today).filter(person_id=person.pk):
        yield DueItem(
            _("Say that the data you took off site came back or was deleted"),
            reverse("answers:data-back", args=[gone.pk]), due=gone.until,
        )  # fmt: skip
    if access.may(person.pk, "answers.restrict"):
        late = Restriction.objects.filter(ended_on__isnull=True, review_on__lte=today)
        if late.exists():
            yield DueItem(
                _("Look again at whom nobody may connect with"), reverse("answers:restricted")
            )
