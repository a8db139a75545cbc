"""Say where a group works online (LAN-TL-03, LAN-TL-04)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Group, Person
from lanyard.rooms.contact.models import ClassPlace, ListedChannel
from lanyard.rooms.contact.queries import GROUPS, groups_taught, listed


@dataclass(frozen=True)
class Somewhere:
    """Where one activity takes place: an agreed channel, or words for somewhere else."""

    channel: ListedChannel | None = None
    elsewhere: str = ""
    url: str = ""
    because: str = ""


class NotPlaced(ValueError):
    """A place that cannot be declared so: ``activity`` says which, the text says why."""

    def __init__(self, activity: str, why: str) -> None:
        self.activity = activity
        super().__init__(why)


def may_declare(person: Person, group: Group) -> bool:
    """Say whether somebody may: those who teach the group, and those who see all groups."""
    taught = groups_taught(person, timezone.localdate()).filter(pk=group.pk)
    return taught.exists() or access.may(person.pk, GROUPS)


@transaction.atomic
def declare_places(group: Group, said: Mapping[str, Somewhere], *, by: Person) -> int:
    """Declare where a group does things; return how many places changed.

    What stands outside the agreed environments is kept, and shown to the manager. Raises
    PermissionError, NotPlaced where a reason is lacking.
    """
    if not may_declare(by, group):
        raise PermissionError("The group's teachers say where it works.")
    standard = any(one.standard for one in listed())
    changed = 0
    with system_duty("keep where a group works"):
        before = {
            one.activity: one
            for one in ClassPlace.objects.select_for_update(of=("self",)).filter(
                group=group, ended_at=None
            )
        }
        for activity, place in said.items():
            _check(activity, place, standard=standard)
            if _differs(before.get(activity), place):
                changed += 1
                _put(group, activity, place, before.get(activity), by)
    if changed:
        audit.record(
            "contact.places-declared", by=by, subject=group.name, kind="group",
            subject_id=group.pk, changed=changed,
        )  # fmt: skip
    return changed


def _put(
    group: Group, activity: str, place: Somewhere, before: ClassPlace | None, by: Person
) -> None:  # fmt: skip
    if before is not None:
        before.ended_at = timezone.now()
        before.save(update_fields=["ended_at"])
    ClassPlace.objects.create(
        group=group, activity=activity, channel=place.channel, elsewhere=place.elsewhere.strip(),
        url=place.url, because=place.because.strip(), declared_by_name=str(by),
    )  # fmt: skip


def _differs(before: ClassPlace | None, place: Somewhere) -> bool:
    now: tuple[Any, ...] = (
        place.channel.pk if place.channel else None, place.elsewhere.strip(), place.url,
        place.because.strip(),
    )  # fmt: skip
    return before is None or now != (
        before.channel_id, before.elsewhere, before.url, before.because,
    )  # fmt: skip


def _check(activity: str, place: Somewhere, *, standard: bool) -> None:
    if activity not in ClassPlace.Activity.values:
        raise NotPlaced(activity, _("Choose one of the four."))
    if place.channel is None and not place.elsewhere.strip():
        raise NotPlaced(activity, _("Say where."))
    usual = place.channel is not None and (place.channel.standard or not standard)
    if not usual and not place.because.strip():
        raise NotPlaced(activity, _("Say why it is not on the standard platform."))
