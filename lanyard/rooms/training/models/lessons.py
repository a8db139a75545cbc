"""Tutorials: plans, lessons given and missed, what is taught with; apprentices' reviews."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Group, Person


class TutorialPlan(Record):
    """What a group's tutorials of an academic year are about, and when; approved by another."""

    class State(models.TextChoices):
        RETURNED = "returned", "Returned"
        SUBMITTED = "submitted", "Waits for approval"
        APPROVED = "approved", "Approved"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    #: Each {"topic", "title", "on"}; topic "" for what is not about online safety.
    entries = models.JSONField()
    state = models.CharField(max_length=10, choices=State)
    because = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(because=""), name="plan_returned_with_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group.name}, {self.year}"


class LessonGiven(Record):
    """That a lesson of the year was given to a group. Who was not there is a row of its own."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    topic = models.SlugField(max_length=60)
    year = models.PositiveSmallIntegerField()
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "topic", "year"], name="lesson_given_once")
        ]


class LessonPart(Record):
    """That a learner was there, or was not and has it to catch up on."""

    lesson = models.ForeignKey(LessonGiven, on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    came = models.BooleanField()
    caught_up_on = models.DateField(null=True, blank=True)
    caught_up_with_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["person__family_name", "person__given_name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["lesson", "person"], name="lesson_part_once")
        ]


class TeachingResource(Record):
    """Something to teach with: kept by a post, and out of sight once its review is overdue."""

    title = models.CharField(max_length=200)
    topic = models.SlugField(max_length=60)
    about = models.TextField(blank=True)
    address = models.URLField(blank=True, max_length=500)
    review_due = models.DateField()
    reviewed_on = models.DateField()
    reviewed_by_name = models.CharField(max_length=260)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["review_due", "title"]

    def __str__(self) -> str:
        return self.title


class ApprenticeReview(Record):
    """A review with an apprentice: the guidance on online safety given, "" while it is missing."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    guidance = models.TextField(blank=True)
    #: Whether the dangers of extremist groups were explained (KMC-EXT-04).
    warned = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "on"], name="apprentice_review_once_a_day")
        ]
