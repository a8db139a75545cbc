"""Meetings on online safety, and work with bodies outside."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class Meeting(Record):
    """A meeting that the lead calls and chairs: agenda from the figures, then minutes."""

    title = models.CharField(max_length=200)
    because = models.TextField()
    at = models.DateTimeField()
    place = models.CharField(max_length=200)
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: Lines of the agenda as they stood when it was called.
    agenda = models.JSONField(default=list)
    called_at = models.DateTimeField(default=timezone.now)
    minutes = models.TextField(blank=True)
    decided = models.TextField(blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at__isnull=True)
                | Q(minutes__regex=r"\S", decided__regex=r"\S", cancelled_at__isnull=True),
                name="meeting_held_has_minutes",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(cancelled_because__regex=r"\S"),
                name="meeting_cancelled_with_a_reason",
            ),
        ]


class MeetingPerson(Record):
    """Somebody who was asked to a meeting, and whether they came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    came = models.BooleanField(null=True)

    class Meta:
        ordering = ["person__family_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="asked_to_a_meeting_once")
        ]


class Liaison(Record):
    """One contact, event or campaign with a body outside. It is never altered."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Contact")
        EVENT = "event", _("Event")
        CAMPAIGN = "campaign", _("Shared campaign")

    class Body(models.TextChoices):
        AUTHORITY = "authority", _("The local authority")
        POLICE = "police", _("The police")
        SCHOOLS = "schools", _("Schools and colleges")
        PARENTS = "parents", _("Parents and carers")
        EMPLOYERS = "employers", _("Employers")
        CHARITY = "charity", _("A charity or helpline")
        OTHER = "other", _("Another body")

    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    body = models.CharField(max_length=10, choices=Body)
    name = models.CharField(max_length=200)
    what = models.TextField()
    follow_up = models.TextField(blank=True)
    by = models.UUIDField()
    by_name = models.CharField(max_length=260)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(what__regex=r"\S"), name="liaison_says_what")
        ]
