"""Whether reporting works: how to report, tests of the routes, and what families think of it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from lanyard.foundation.access.models import Circle
from lanyard.foundation.organisations.records import Record
from lanyard.people.models import Person
from lanyard.rooms.concerns.models.concern import Concern


class Procedure(Record):
    """One published version of how to report (OAK-4.7-01). A newer one takes its place."""

    version = models.PositiveIntegerField()
    text = models.TextField()
    review_on = models.DateField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version"], name="procedure_version_once"
            )
        ]


class Drill(Record):
    """One route or path that is to be tried with a marked test report, and how that went."""

    class Kind(models.TextChoices):
        """Why it is tried."""

        MYSTERY = "mystery", "Mystery report through a route"
        DRY_RUN = "dry-run", "Dry run of a path"

    kind = models.CharField(max_length=8, choices=Kind)
    #: Which route or path: see ``drills.PATHS``.
    path = models.CharField(max_length=20)
    due_on = models.DateField()
    concern = models.OneToOneField(
        Concern, on_delete=models.PROTECT, related_name="drill", null=True, blank=True
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    #: Kept here when it is recorded, since the report is not read by everybody who tests.
    minutes_to_answer = models.PositiveIntegerField(null=True, blank=True)
    in_time = models.BooleanField(null=True, blank=True)
    sent_to = models.TextField(blank=True)
    finding = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-due_on", "kind", "path"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "path", "due_on"], name="drill_once"
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True) | ~models.Q(finding=""),
                name="drill_has_finding",
            ),
        ]


class Survey(Record):
    """A window in which parents and carers may say what they think (COM-RCG-04)."""

    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        ordering = ["-opens_on"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "opens_on"], name="survey_once"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="survey_ends_later"
            ),
        ]


class SurveyAnswer(Record):
    """One answered survey, by nobody in particular: the day is kept, and no more of when."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    answered_on = models.DateField(default=timezone.localdate)
    #: Question slug to 1 (not at all) to 5 (fully).
    scores = models.JSONField(default=dict)
    comment = models.TextField(blank=True)


class Challenge(Record):
    """A learner's post that staff challenged, with the tick on British values (LAN-PREV-05)."""

    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    platform = models.CharField(max_length=120)
    link = models.TextField(blank=True)
    said = models.TextField()
    challenged = models.TextField()
    #: Whether the post undermines British values: asked, never presumed.
    values = models.BooleanField()
    concern = models.OneToOneField(
        Concern, on_delete=models.PROTECT, related_name="challenge", null=True, blank=True
    )
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "id"]


class PurposeCode(Record):
    """A purpose for which figures from logs may be used, approved by somebody else (OAK-8.1-04)."""

    code = models.CharField(max_length=20)
    purpose = models.TextField()
    until = models.DateField()
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="purpose_code_once")
        ]


class Conversation(Record):
    """A manager's conversation with somebody about their personal use (OAK-8.1-04)."""

    manager = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    what = models.TextField()
    agreed = models.TextField()
    #: Figures from logs, and the approved purpose for which they were taken; both or neither.
    figures = models.TextField(blank=True)
    purpose = models.ForeignKey(
        PurposeCode, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    concern = models.OneToOneField(
        Concern, on_delete=models.PROTECT, related_name="conversation", null=True, blank=True
    )
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-held_on", "-at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(figures="", purpose__isnull=True)
                | (~models.Q(figures="") & models.Q(purpose__isnull=False)),
                name="figures_have_a_purpose",
            ),
            models.CheckConstraint(
                condition=~models.Q(manager=models.F("about")), name="not_with_oneself"
            ),
        ]
