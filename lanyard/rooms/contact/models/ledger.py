"""What happened by accident between staff and learners, and the word that staff give each term."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class ContactEvent(Record):
    """Contact outside the approved channels: told by the member of staff, or by a learner.

    It is read by whoever told it and by those who look for patterns, never by the member of staff
    whom a learner told of.
    """

    class Kind(models.TextChoices):
        MISTAKE = "mistake", _("I reached a learner by mistake, from something of my own")
        FOLLOWED = "followed", _("A learner follows me, or asked to be my friend")
        MESSAGED = "messaged", _("A learner wrote to my private account or number")
        NUMBER = "number", _("A learner has my own number or address")
        TOLD = "told", _("A learner was reached from a private number or account")

    #: The member of staff; nobody where a learner does not know who it was.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=Kind)
    learner = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    #: Whom a learner means, in their words.
    who = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    words = models.CharField(max_length=500, blank=True)
    reported_by = models.UUIDField()
    reported_by_name = models.CharField(max_length=260)
    reported_at = models.DateTimeField(default=timezone.now)
    #: The asker's own copy of what the policy says of a follower whom they named.
    answer_id = models.UUIDField(null=True, blank=True)
    #: Whether the reporter has still to say that it is dealt with here.
    waits = models.BooleanField(default=False)
    done_on = models.DateField(null=True, blank=True)
    #: Those who look for patterns.
    circle_id = models.UUIDField()

    class Meta:
        ordering = ["-reported_at", "-id"]
        indexes = [models.Index(fields=["organisation", "person", "on"], name="contact_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="told") | Q(person__isnull=False, reported_by=F("person_id")),
                name="contact_told_by_oneself",
            ),
            models.CheckConstraint(
                condition=~Q(kind="told") | Q(person__isnull=True) | ~Q(reported_by=F("person_id")),
                name="contact_told_of_another",
            ),
        ]  # fmt: skip


class ContactAttestation(Record):
    """That a member of staff keeps to the approved ways, said for one term (LAN-DD-04)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: The first day of the term that it is said for.
    term = models.DateField()
    said_on = models.DateField()
    #: The sentences as they were read.
    statements = models.JSONField()

    class Meta:
        ordering = ["-term", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "term"], name="contact_attested_once")
        ]
