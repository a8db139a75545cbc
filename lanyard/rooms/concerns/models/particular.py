"""Answers to one set of questions that a case must hold (see ``particulars.py``)."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.people.models import Person
from lanyard.rooms.concerns.models.case import Case, OfCase


class Particular(OfCase):
    """One filled-in set of questions. The newest of a set and key stands; none is edited."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="particulars")
    #: The set of questions, such as "investigation" or "breach".
    slug = models.CharField(max_length=40)
    #: What the set is about where a case may hold several: a breach code, a person's id.
    key = models.CharField(max_length=60, blank=True)
    #: Question slug to the answer in text.
    answers = models.JSONField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["case", "slug", "key"], name="particular_of_case")]
