"""Reads of profile versions."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from lanyard.engine.profiles.models import ProfileDraft, ProfileProposal, ProfileVersion

CHANGE = "profiles.change"
#: What waits for those who may change the profile, once a release proposes something.
PROPOSED = "profiles.decide-proposal"


class NoProfile(LookupError):
    """The organisation has adopted no profile that is in force on the day asked about."""


def profile_in_force(on: datetime.date | None = None) -> ProfileVersion:
    """Return the version in force on a day (today); raises NoProfile where there is none."""
    day = on or timezone.localdate()
    found = (
        ProfileVersion.objects.filter(effective_from__lte=day)
        .order_by("-effective_from", "-number")
        .first()
    )
    if found is None:
        raise NoProfile(f"No profile is in force on {day}.")
    return found


def version_with_id(version_id: UUID) -> ProfileVersion:
    """Return a version by its id; raises ProfileVersion.DoesNotExist."""
    return ProfileVersion.objects.get(pk=version_id)


def version_numbered(number: int) -> ProfileVersion:
    """Return a version by its number; raises ProfileVersion.DoesNotExist."""
    return ProfileVersion.objects.get(number=number)


def versions() -> QuerySet[ProfileVersion]:
    """Return every version, newest first."""
    return ProfileVersion.objects.order_by("-number")


def draft_of(person_id: UUID) -> ProfileDraft | None:
    """Return the changes that a person is writing, or None."""
    return ProfileDraft.objects.filter(author_id=person_id).first()


def scheduled(after: datetime.date | None = None) -> list[ProfileVersion]:
    """Return the versions that come into force after a day (today), one for each day."""
    day = after or timezone.localdate()
    found = ProfileVersion.objects.filter(effective_from__gt=day).order_by("number")
    return list({one.effective_from: one for one in found}.values())


def open_proposal() -> ProfileProposal | None:
    """Return the proposal of a release that nobody has decided yet, or None."""
    waiting = ProfileProposal.objects.filter(decided_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.select_related("offered").first()
