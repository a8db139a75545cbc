"""Who may post for the organisation on which account, and what they signed for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.channels.models.accounts import OfficialAccount


class AuthorisedPoster(Record):
    """Somebody who may post on an account, by whose word and until when (OAK-9-01, POR-SM-02)."""

    account = models.ForeignKey(OfficialAccount, on_delete=models.PROTECT, related_name="posters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    issued_by = models.UUIDField()
    issued_by_name = models.CharField(max_length=260)
    #: The post by which it was issued, as the policy calls it.
    issued_as = models.CharField(max_length=120)
    since = models.DateField(default=timezone.localdate)
    #: The last day.
    until = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["person__family_name", "person__given_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person"], name="poster_listed_once",
                condition=Q(ended_on__isnull=True),
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="poster_span"),
            models.CheckConstraint(
                condition=~Q(issued_by=F("person")), name="poster_listed_by_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_because__regex=r"\S"),
                name="poster_ended_with_a_reason",
            ),
        ]  # fmt: skip


class PostingAgreement(Record):
    """What somebody signed for a year before they post for the organisation. Never altered."""

    class Use(models.TextChoices):
        """For what an official account is used (OAK-9-10)."""

        PROMOTION = "promotion", _("Promotion")
        TEACHING = "teaching", _("Teaching")
        RESEARCH = "research", _("Research")
        OTHER = "other", _("Something else")

    account = models.ForeignKey(OfficialAccount, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uses = models.JSONField()
    #: The rules as they were read and ticked.
    words = models.JSONField()
    signed_on = models.DateField(default=timezone.localdate)
    #: The last day.
    until = models.DateField()

    class Meta:
        ordering = ["-signed_on", "-id"]
        indexes = [
            models.Index(fields=["organisation", "account", "person"], name="agreement_of_poster")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=[]) & ~Q(uses=[]), name="agreement_says_something"
            )
        ]
