"""What somebody applies for before an official account may be."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.channels.models.platforms import ChannelPlatform

#: The sections in words, each of which must be filled in before an application is sent.
SECTIONS = (
    "purpose", "audience", "benefit", "business", "safety", "moderation", "content_plan",
)  # fmt: skip


class AccountApplication(Record):
    """An application for an official account, from its first line to the last approver's word."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        WAITING = "waiting", _("Waits for approval")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        WITHDRAWN = "withdrawn", _("Taken back")

    platform = models.ForeignKey(ChannelPlatform, on_delete=models.PROTECT, related_name="+")
    handle = models.CharField(max_length=80)
    #: The name that the account shows.
    name = models.CharField(max_length=120)
    purpose = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    benefit = models.TextField(blank=True)
    business = models.TextField(blank=True)
    safety = models.TextField(blank=True)
    moderation = models.TextField(blank=True)
    content_plan = models.TextField(blank=True)
    applicant = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Who answers for the account.
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    begun_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    #: Those who decide and keep the register, who read it beside the people named in it.
    circle_id = models.UUIDField()

    class Meta:
        ordering = ["-begun_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn"))
                | Q(sent_at__isnull=False, **{f"{one}__regex": r"\S" for one in SECTIONS}),
                name="application_sent_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.handle}, {self.platform.name})"


class ApplicationAdministrator(Record):
    """Somebody who is to be an administrator; ``role`` is the post for which the policy asks."""

    application = models.ForeignKey(
        AccountApplication, on_delete=models.CASCADE, related_name="administrators"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["person__family_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"], name="application_names_somebody_once"
            )
        ]
