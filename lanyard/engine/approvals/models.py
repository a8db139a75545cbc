"""Approvals as they stand: what is asked, and each approver's own word."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lanyard.foundation.organisations.records import Record


class Approval(Record):
    """Something that named posts must approve before it may be.

    ``subject_kind`` and ``subject_id`` name the room's record; ``title`` is its text at the time.
    """

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"
        WITHDRAWN = "withdrawn", "Withdrawn"

    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    title = models.CharField(max_length=200)
    #: Where the subject is to be read: a path of ours.
    url = models.CharField(max_length=300)
    #: Each step waits for the one before it; otherwise any order.
    in_order = models.BooleanField()
    clauses = models.JSONField(default=list)
    #: The chain is the product's labelled default, since the policy names none.
    by_default = models.BooleanField(default=False)
    asked_by = models.UUIDField()
    asked_by_name = models.CharField(max_length=260)
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "subject_kind", "subject_id"],
                name="approval_asked_once_at_a_time", condition=Q(state="open"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Step(Record):
    """One approver of a chain, by role, and what the person said who acted in it."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", "Approved"
        REJECTED = "rejected", "Rejected"

    approval = models.ForeignKey(Approval, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=60)
    #: The role as the policy calls it.
    role_title = models.CharField(max_length=200)
    #: The one person whom the role means here, such as the asker's line manager.
    decider = models.UUIDField(null=True, blank=True)
    #: Copied, so that a constraint can keep the asker from deciding.
    asked_by = models.UUIDField()
    #: What the policy has this approver weigh: ``label``, and whether it is a test to be ``met``.
    asks = models.JSONField(default=list)
    #: What the approver wrote of each: ``label``, ``note``, and ``met`` of a test.
    considered = models.JSONField(default=list)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=260, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["approval", "number"], name="approval_step_once"),
            models.UniqueConstraint(
                fields=["approval", "decided_by"], name="approval_by_different_people",
                condition=Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="approval_never_ones_own",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_by__isnull=True)
                | (~Q(outcome="") & ~Q(reason="") & Q(decided_by__isnull=False)),
                name="approval_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="approved", considered__contains=[{"met": False}]),
                name="approval_only_of_what_is_met",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.role_title
