"""Sessions in a room or online, and who is booked on them and came."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.training.models.courses import Course
from lanyard.rooms.training.models.taking import Completion


class TrainingSession(Record):
    """One occasion on which a course is given. Its register, once taken, closes it."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    #: How many may come; none where there is room for all.
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    led_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(
        max_length=12, choices=Completion.Method, default=Completion.Method.BRIEFING
    )
    register_taken_at = models.DateTimeField(null=True, blank=True)
    register_taken_by_name = models.CharField(max_length=260, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_span"),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True) | ~Q(cancelled_because=""),
                name="session_cancelled_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.starts_at:%d %B %Y}"


class Booking(Record):
    """That somebody is to come to a session, and whether they came."""

    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="bookings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    booked_at = models.DateTimeField(auto_now_add=True)
    booked_by_name = models.CharField(max_length=260)
    #: None until the register is taken.
    came = models.BooleanField(null=True, blank=True)
    cancelled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["person__family_name", "person__given_name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="booking_once",
                condition=Q(cancelled_on__isnull=True),
            )
        ]  # fmt: skip
