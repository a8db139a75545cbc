"""An approval that somebody asked for from an answer, and for how long it then answers."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record


class Clearance(Record):
    """What the policy forbids until named posts approve it, asked for, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for a decision")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Refused")
        WITHDRAWN = "withdrawn", _("Taken back")
        ENDED = "ended", _("Ended")

    class Back(models.TextChoices):
        RETURNED = "returned", _("It came back")
        DELETED = "deleted", _("It was deleted")
        BOTH = "both", _("It came back, and copies were deleted")

    person_id = models.UUIDField()
    asked_by = models.CharField(max_length=260)
    #: The asker's own copy of the answer that led here.
    answer_id = models.UUIDField()
    question = models.CharField(max_length=40)
    #: The fact that it answers once it is approved.
    fact = models.CharField(max_length=40)
    #: The profile's chain of approvers, and what it calls what they approve.
    chain = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    #: Facts that must be the same for it to answer again.
    scope = models.JSONField(default=dict)
    #: Pairs of a question's words and the answer's, as the approvers read them.
    told = models.JSONField(default=list)
    #: Which learner or group it is for.
    whom = models.CharField(max_length=300, blank=True)
    purpose = models.TextField()
    #: The less risky way that was tried.
    instead = models.TextField(blank=True)
    until = models.DateField()
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_on = models.DateField(null=True, blank=True)
    #: Who approved it, as the rules read it: roles and days.
    approvals = models.JSONField(default=list)
    ended_by = models.UUIDField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=260, blank=True)
    ended_because = models.TextField(blank=True)
    #: What became of data that was taken away, in the word of whoever took it (OAK-4.5-06).
    back_how = models.CharField(max_length=10, choices=Back, blank=True)
    back_on = models.DateField(null=True, blank=True)
    #: The posts that decide; an approver who is the asker's own has a grant.
    circle_id = models.UUIDField()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(
                fields=["organisation", "person_id", "question"], name="clearance_of_asker"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(purpose=""), name="clearance_has_a_purpose"),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(decided_on__isnull=False),
                name="clearance_approved_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(back_how="", back_on__isnull=True)
                | (~Q(back_how="") & Q(back_on__isnull=False)),
                name="clearance_back_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | (~Q(ended_because="") & Q(ended_by__isnull=False)),
                name="clearance_ended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def holds(self, on: datetime.date) -> bool:
        """Say whether it is approved and its day has not passed (POR-DM-03)."""
        return self.state == self.State.APPROVED and on <= self.until
