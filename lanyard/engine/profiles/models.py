"""Versions of an organisation's profile: kept for ever, each in force from a day."""

from __future__ import annotations

from functools import lru_cache

from django.db import models
from django.db.models import Q

from lanyard.engine.policy.api import Profile, changed
from lanyard.foundation.organisations.records import Record

_FILE = "changes.toml"


@lru_cache(maxsize=256)
def profile_of(slug: str, changes: str) -> Profile:
    """Return the shipped profile with changes over it; raises ProfileInvalid."""
    return changed(slug, changes, _FILE)


class ProfileVersion(Record):
    """A shipped profile with this organisation's changes over it; never altered, but followed.

    Records keep the id of the version under which they were made, so that it can be replayed.
    """

    slug = models.SlugField(max_length=60)
    number = models.PositiveIntegerField()
    effective_from = models.DateField()
    #: TOML over the shipped profile; "" where nothing is changed.
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
        """The profile as pure data."""
        return profile_of(self.slug, self.changes)

    def title_of(self, role: str) -> str:
        """Return what the policy calls a role; raises KeyError for an unknown slug."""
        return self.profile.title_of(role)


class ProfileDraft(Record):
    """Changes that somebody is still writing. Nothing follows from them until they are adopted."""

    author_id = models.UUIDField()
    changes = models.TextField(blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "author_id"], name="profile_draft_once")
        ]
