"""Inductions: what was gone through with somebody new, said by both, and signed off at the end."""

from __future__ import annotations

from django.db import models

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class InductionStep(Record):
    """That an item was gone through with somebody on a day; it counts once both have said so."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    item = models.SlugField(max_length=60)
    on = models.DateField()
    #: Whoever went through it with them; nobody for a receipt of their own.
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    confirmed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "item"], name="induction_step_once"),
            models.CheckConstraint(
                condition=models.Q(by__isnull=True) | ~models.Q(by=models.F("person")),
                name="induction_by_another",
            ),
        ]


class InductionSignedOff(Record):
    """That somebody's induction is complete."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    by_name = models.CharField(max_length=260)
