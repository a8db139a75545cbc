"""Reads of contact: what is listed, whose hours, where groups work."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from lanyard.engine.policy.api import Hours
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.people.api import Group, Membership, Person, spans
from lanyard.rooms.contact.models import AgreedHours, ClassPlace, ListedChannel, Use

LIST, GROUPS = "contact.list", "contact.groups"
#: The profile's hours within which learners and families are written to.
COLLEGE_HOURS = "college-hours"
_TEACHING = ("tutor", "teacher", "course-manager")


def listed(use: str = "") -> list[ListedChannel]:
    """Return the channels that stand, for one use or all; one query."""
    rows = ListedChannel.objects.filter(ended_on=None).select_related("technology")
    return [one for one in rows if not use or use in one.uses]


def listed_as(sends: str) -> ListedChannel | None:
    """Return the channel by which staff may write, None where nobody approved it."""
    return next((one for one in listed(Use.WRITE) if sends and one.sends == sends), None)


def college_hours() -> Hours | None:
    """Return the hours that the policy in force sets for contact, or None."""
    try:
        every = profile_in_force().profile.hours
    except NoProfile:
        return None
    return next((one for one in every if one.slug == COLLEGE_HOURS), None)


def profile_slug() -> str:
    """Return the slug of the policy in force, "" before one is."""
    try:
        return profile_in_force().slug
    except NoProfile:
        return ""


def hours_of(person: Person) -> AgreedHours | None:
    """Return the hours agreed with somebody, or None."""
    return AgreedHours.objects.filter(person=person, ended_on=None).first()


def teaching_groups(on: datetime.date) -> QuerySet[Group]:
    """Return the groups that learn on a day: every one but teams, while it lasts."""
    open_then = (Q(since=None) | Q(since__lte=on)) & (Q(until=None) | Q(until__gte=on))
    learners = Membership.objects.filter(spans(on), part=Membership.Part.LEARNER)
    found = Group.objects.filter(open_then, pk__in=learners.values("group"))
    return found.exclude(kind=Group.Kind.TEAM).order_by("name", "id")


def groups_taught(person: Person, on: datetime.date) -> QuerySet[Group]:
    """Return the groups that somebody teaches on a day."""
    mine = Membership.objects.filter(spans(on), person=person, part__in=_TEACHING)
    return teaching_groups(on).filter(pk__in=mine.values("group"))


@dataclass(frozen=True)
class Standing:
    """Where a group works: its places by activity, and what is wrong."""

    group: Group
    places: dict[str, ClassPlace]
    linked: bool

    @property
    def elsewhere(self) -> list[ClassPlace]:
        """What is outside the agreed environments."""
        return [one for one in self.places.values() if not agreed(one)]

    @property
    def wrong(self) -> bool:
        """Say whether its manager has to look."""
        return not self.linked or bool(self.elsewhere)


def agreed(place: ClassPlace) -> bool:
    """Say whether a place is a channel that still stands for lessons."""
    one = place.channel
    return one is not None and one.ended_on is None and Use.TEACH in one.uses


def standings(groups: Iterable[Group]) -> list[Standing]:
    """Return where groups work, what is wrong first; one query."""
    every = list(groups)
    found: dict[UUID, dict[str, ClassPlace]] = {one.pk: {} for one in every}
    rows = ClassPlace.objects.filter(group__in=found, ended_at=None).select_related("channel")
    for row in rows:
        found[row.group_id][row.activity] = row
    lines = [Standing(one, found[one.pk], _linked(found[one.pk].values())) for one in every]
    return sorted(lines, key=lambda one: (not one.wrong, one.group.name.casefold()))


def _linked(places: Iterable[ClassPlace]) -> bool:
    """Say whether a group has its link on the standard platform (LAN-TL-04)."""
    return any(p.url and p.channel and p.channel.standard and agreed(p) for p in places)


def without_link() -> int:
    """Count the teaching groups without a link on the standard platform; one query."""
    linked = ClassPlace.objects.filter(
        ended_at=None, channel__standard=True, channel__ended_on=None
    ).exclude(url="")
    today = timezone.localdate()
    return teaching_groups(today).exclude(pk__in=linked.values("group")).count()
