"""What comes from other systems: imports of completions, xAPI statements, SCORM packages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.training.models.courses import Course


class CompletionImport(Record):
    """One file of completions: what was recorded, and the rows that were not, with the reason."""

    file_name = models.CharField(max_length=255)
    at = models.DateTimeField(auto_now_add=True)
    by_name = models.CharField(max_length=260)
    recorded = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    unfinished = models.PositiveIntegerField(default=0)
    #: Each {"line", "who", "why"}.
    left_out = models.JSONField(default=list)

    class Meta:
        ordering = ["-at"]


class XapiStatement(Record):
    """A statement of another system about somebody's learning, as it was sent."""

    class Outcome(models.TextChoices):
        RECORDED = "recorded", "Recorded"
        OTHER = "other", "Not a completion"
        NOBODY = "nobody", "Nobody here has this address"
        NO_COURSE = "no-course", "No course is known by this name"
        VOIDED = "voided", "Taken back by its sender: look at the record"

    statement_id = models.UUIDField()
    stored_at = models.DateTimeField(auto_now_add=True)
    data = models.JSONField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    token_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-stored_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "statement_id"], name="xapi_statement_once"
            )
        ]


class ScormPackage(Record):
    """A validated package of a course; a newer one takes its place and the older one stays."""

    class Edition(models.TextChoices):
        V12 = "1.2", "SCORM 1.2"
        V2004 = "2004", "SCORM 2004"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="packages")
    edition = models.CharField(max_length=4, choices=Edition)
    title = models.CharField(max_length=200)
    #: Each {"id", "title", "href"}: the parts that are opened, in their order.
    parts = models.JSONField()
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by_name = models.CharField(max_length=260)

    class Meta:
        ordering = ["-uploaded_at"]


class ScormFile(Record):
    """One file of a package."""

    package = models.ForeignKey(ScormPackage, on_delete=models.PROTECT, related_name="files")
    path = models.CharField(max_length=400)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["package", "path"], name="scorm_file_once")]


class ScormRun(Record):
    """One way of a person through a package: what it keeps of each part, and how it ended."""

    package = models.ForeignKey(ScormPackage, on_delete=models.PROTECT, related_name="runs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    #: Part to what its data model holds, by element.
    values = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["package", "person"], name="scorm_run_open_once",
                condition=Q(finished_at__isnull=True),
            )
        ]  # fmt: skip
