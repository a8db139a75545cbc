"""What the home page shows of contact."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lanyard.foundation.access.api import may
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person
from lanyard.rooms.contact.queries import (
    GROUPS,
    LIST,
    groups_taught,
    listed,
    standings,
    without_link,
)


def due(person: Person) -> Iterator[DueItem]:
    """Ask the leadership to look at channels again, teachers and managers to mend groups."""
    today = timezone.localdate()
    channels = listed()
    if may(person.pk, LIST):
        for one in channels:
            if one.review_on <= today:
                said = _("Look again at the channel {name}").format(name=one.name)
                yield DueItem(said, reverse("contact:change", args=[one.pk]), due=one.review_on)
    if not any(one.standard for one in channels):
        return
    for line in standings(groups_taught(person, today)):
        if line.wrong:
            said = _("Say where {group} works online").format(group=line.group)
            yield DueItem(said, reverse("contact:places", args=[line.group.pk]))
    if may(person.pk, GROUPS):
        count = without_link()
        if count:
            words = ngettext(
                "%(count)d group has no link to the standard platform",
                "%(count)d groups have no link to the standard platform", count,
            ) % {"count": count}  # fmt: skip
            yield DueItem(words, reverse("contact:groups"))
