"""Versions of an organisation's profile: kept whole for ever, each in force from a day."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from lanyard.engine.policy.api import (
    Profile,
    changed,
    fitted,
    from_json,
    from_whole,
    shipped_table,
)
from lanyard.foundation.organisations.records import Record

CHANGES_FILE = "changes.toml"


class ProfileSnapshot(Record):
    """A table kept as it was, known by the digest of its content; never altered, never removed.

    It is either a whole profile in effect, or a shipped profile as one release brought it.
    """

    digest = models.CharField(max_length=64)
    content = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "digest"], name="profile_snapshot_once")
        ]

    def __str__(self) -> str:
        return self.digest[:12]


class ProfileVersion(Record):
    """A whole profile as it is in effect from a day; never altered, but followed.

    Records keep the id of the version under which they were made, so that it can be replayed.
    """

    slug = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    #: Every value in effect, with the source of each. Nothing else is asked to replay an answer.
    whole = models.ForeignKey(ProfileSnapshot, on_delete=models.PROTECT, related_name="+")
    #: The shipped profile of the release that was last decided on.
    shipped = models.ForeignKey(ProfileSnapshot, on_delete=models.PROTECT, related_name="+")
    #: What of shipped profiles was taken: under ``changes``.
    base = models.ForeignKey(ProfileSnapshot, on_delete=models.PROTECT, related_name="+")
    #: TOML over the base; "" where nothing is changed.
    changes = models.TextField(blank=True)
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=260)
    made_at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="profile_version_number_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="profile_version_has_reason"),
        ]
        indexes = [
            models.Index(fields=["organisation", "effective_from"], name="profile_version_from")
        ]

    def __str__(self) -> str:
        return f"{self.profile.name}, version {self.number}"

    @property
    def profile(self) -> Profile:
        """The profile as pure data, as it was kept."""
        return _profile(self.whole_id, self.slug)

    @property
    def shipped_profile(self) -> Profile:
        """The profile that was shipped when this version was made."""
        return _profile(self.shipped_id, self.slug)

    @property
    def base_profile(self) -> Profile:
        """The profile that changes are laid over."""
        return _profile(self.base_id, self.slug)

    @property
    def base_table(self) -> dict[str, Any]:
        """What changes are laid over, as a table."""
        return _table(self.base_id)

    @property
    def shipped_table(self) -> dict[str, Any]:
        """The shipped profile of the release last decided on, as a table."""
        return _table(self.shipped_id)

    def with_changes(self, changes: str) -> Profile:
        """Return the profile with other changes over its base; raises ProfileInvalid."""
        return over_base(self.slug, self.base_table, changes)

    def title_of(self, role: str) -> str:
        """Return what the policy calls a role; raises KeyError for an unknown slug."""
        return self.profile.title_of(role)


def over_base(slug: str, base: Mapping[str, Any], changes: str) -> Profile:
    """Return the profile that changes over a kept base make; raises ProfileInvalid."""
    return changed(slug, changes, CHANGES_FILE, base=fitted(base, shipped_table(slug)))


# A snapshot is never altered, so that what was read of it once holds.
@lru_cache(maxsize=256)
def _table(snapshot: UUID) -> dict[str, Any]:
    table: dict[str, Any] = from_json(ProfileSnapshot.objects.get(pk=snapshot).content)
    return table


@lru_cache(maxsize=256)
def _profile(snapshot: UUID, slug: str) -> Profile:
    return from_whole(_table(snapshot), shipped_table(slug), f"{slug}, as kept")


class ProfileProposal(Record):
    """A release brought another shipped profile: somebody takes or keeps each value of it."""

    slug = models.SlugField(max_length=60)
    offered = models.ForeignKey(ProfileSnapshot, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(auto_now_add=True)
    #: A later release, or another profile, came before anybody decided.
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decided_by_name = models.CharField(max_length=260, blank=True)
    taken = models.JSONField(default=list)
    kept = models.JSONField(default=list)
    version = models.ForeignKey(
        ProfileVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(decided_at__isnull=True, withdrawn_at__isnull=True),
                name="profile_proposal_one_open",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, version__isnull=True)
                | Q(decided_at__isnull=False, version__isnull=False, withdrawn_at__isnull=True),
                name="profile_proposal_decided_with_version",
            ),
        ]


class ProfileDraft(Record):
    """Changes that somebody is still writing. Nothing follows from them until they are adopted."""

    author_id = models.UUIDField()
    changes = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "author_id"], name="profile_draft_once")
        ]
