"""Registers behind the check of connections: declared ones, followers, and the lead's list."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class ConnectionDeclaration(Record):
    """A connection whose main reason lies elsewhere, as declared, and what was decided of it."""

    class Ground(models.TextChoices):
        FAMILY = "family", _("We are family")
        BEFORE = "before", _("We knew each other before")
        OUTSIDE = "outside", _("We know each other from outside, such as a club or faith")
        OWN_CHILD = "own-child", _("They are a friend of my own child")
        FELLOW_LEARNER = "fellow-learner", _("We both study here")

    class State(models.TextChoices):
        PENDING = "pending", _("Waits for a decision")
        RECORDED = "recorded", _("Recorded")
        REFUSED = "refused", _("Refused")

    person_id = models.UUIDField()
    declared_by = models.CharField(max_length=260)
    concerned = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground)
    #: How they know each other, and what shows it.
    how = models.TextField()
    since = models.DateField()
    declared_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    because = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=260, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    #: Those who decide, and read it beside whoever declared it.
    circle_id = models.UUIDField()

    class Meta:
        ordering = ["-declared_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person_id", "concerned"], condition=Q(state="pending"),
                name="declared_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state="pending", decided_by__isnull=True)
                | (~Q(state="pending") & Q(decided_by__isnull=False) & ~Q(because="")),
                name="declared_decided_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="recorded") | Q(review_on__isnull=False),
                name="declared_recorded_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person_id")),
                name="declared_decided_by_another",
            ),
        ]  # fmt: skip


class FollowerFound(Record):
    """Somebody follows a member of staff who may not: what is to be done, and when it was."""

    person_id = models.UUIDField()
    #: The asker's own copy of the answer that said so.
    answer_id = models.UUIDField()
    found_on = models.DateField()
    must_block = models.BooleanField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["found_on", "id"]


class Restriction(Record):
    """The lead's list: somebody with whom no member of staff connects, and why. Confidential."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    since = models.DateField()
    #: From then on the home page asks for another look; it stays on the list until it is ended.
    review_on = models.DateField()
    put_by = models.UUIDField()
    put_by_name = models.CharField(max_length=260)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(blank=True)
    circle_id = models.UUIDField()

    class Meta:
        ordering = ["review_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], condition=Q(ended_on__isnull=True),
                name="restriction_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="restriction_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_because=""),
                name="restriction_ended_with_a_reason",
            ),
        ]  # fmt: skip
