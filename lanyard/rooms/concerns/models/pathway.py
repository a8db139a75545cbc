"""The nude-images pathway, and low-level concerns about staff."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.foundation.access.models import Circle
from lanyard.foundation.organisations.records import Record
from lanyard.people.models import Group, Person
from lanyard.rooms.concerns.models.case import Case, OfCase


class ImageReview(OfCase):
    """The safeguarding lead's guided review. No image and no description of one is stored."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="image_reviews")
    #: Question slug to "yes", "no" or "unsure".
    answers = models.JSONField()
    adult_party = models.BooleanField()
    refer_at_once = models.BooleanField()
    next_steps = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class ImageViewing(OfCase):
    """The safeguarding lead looked at an image: why, in whose presence, when."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="image_viewings")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    because = models.TextField()
    witness = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(because__regex=r"\S"), name="viewing_has_reason"
            ),
            models.CheckConstraint(
                condition=~models.Q(witness=models.F("by")), name="viewing_has_other_witness"
            ),
        ]


class LowLevel(Record):
    """A low-level concern about a member of staff, apart from cases; a third raises a pattern."""

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    #: The class or team that it happened in, where it was said.
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    happened_on = models.DateField()
    self_reported = models.BooleanField(default=False)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    at = models.DateTimeField(default=timezone.now)
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    #: How many of the last year are about the same person; ``read_low_level`` counts them.
    again: int

    class Meta:
        indexes = [models.Index(fields=["about", "-happened_on"], name="low_level_about")]
