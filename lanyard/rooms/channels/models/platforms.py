"""Platforms, and whether somebody looked at their risks before anybody uses them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record


class ChannelPlatform(Record):
    """An online tool, site or app; one that nobody has assessed yet is in scope all the same."""

    class Kind(models.TextChoices):
        """The types by which a policy sorts them (OAK-2-01)."""

        BLOG = "blog", _("Blogs")
        FORUM = "forum", _("Forums")
        NETWORK = "network", _("Social and business networking")
        WIKI = "wiki", _("Wikis")
        BOOKMARKS = "bookmarks", _("Bookmarking and tagging")
        SHARING = "sharing", _("Photo and video sharing")
        GAME = "game", _("Virtual-world games")
        MESSAGES = "messages", _("Messages and groups")

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    added_by_name = models.CharField(max_length=260, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint("organisation", Lower("name"), name="platform_listed_once")
        ]

    def __str__(self) -> str:
        return self.name


class PlatformAssessment(Record):
    """What somebody found when they looked at the risks of a platform. It is never altered."""

    class Outcome(models.TextChoices):
        ALLOWED = "allowed", _("May be used")
        REFUSED = "refused", _("May not be used")

    platform = models.ForeignKey(
        ChannelPlatform, on_delete=models.PROTECT, related_name="assessments"
    )
    risks = models.TextField()
    #: What makes them bearable: settings, age limits, moderation, who may join.
    measures = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    on = models.DateField()
    #: From then on it counts as not assessed.
    review_on = models.DateField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=260)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(risks__regex=r"\S", measures__regex=r"\S"),
                name="platform_assessed_in_words",
            ),
            models.CheckConstraint(
                condition=Q(review_on__gt=F("on")), name="platform_looked_at_again"
            ),
        ]
