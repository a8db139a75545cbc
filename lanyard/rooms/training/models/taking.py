"""Who took what, and when: completions, attempts at modules, the key of a private calendar."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.training.models.courses import Course, CourseText


class Completion(Record):
    """That somebody took a course on a day. It is never altered; a wrong one is set aside."""

    class How(models.TextChoices):
        MODULE = "module", "Module read here"
        SESSION = "session", "Session attended"
        CERTIFICATE = "certificate", "Certificate from elsewhere"
        WORD = "word", "Own word, verified by somebody else"
        MOODLE = "moodle", "Moodle"
        XAPI = "xapi", "xAPI statement"
        SCORM = "scorm", "SCORM package"
        BEFORE = "before", "Record from before Lanyard"

    class Method(models.TextChoices):
        """By what method people are kept up to date; two different ones count (KMC-TRS-05)."""

        QUIZ = "quiz", "Reading with questions"
        BRIEFING = "briefing", "Briefing or session"
        BULLETIN = "bulletin", "Bulletin"
        VIDEO = "video", "Video"
        COURSE = "course", "Course elsewhere"

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="completions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    how = models.CharField(max_length=12, choices=How)
    method = models.CharField(max_length=12, choices=Method)
    #: The name as it stands on the certificate.
    name = models.CharField(max_length=260)
    edition = models.CharField(max_length=80, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    #: What the record came from: an attempt, a register's line, a row of an import.
    source_id = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by_name = models.CharField(max_length=260, blank=True)
    #: When the person confirmed the date in their own calendar (LAN-TRS-04).
    confirmed_on = models.DateField(null=True, blank=True)
    #: It counts only once a second person has verified it.
    needs_verifying = models.BooleanField(default=False)
    verified_on = models.DateField(null=True, blank=True)
    verified_by_name = models.CharField(max_length=260, blank=True)
    file_id = models.UUIDField(null=True, blank=True)
    set_aside_on = models.DateField(null=True, blank=True)
    set_aside_because = models.CharField(max_length=300, blank=True)
    set_aside_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "how", "source_id"], name="completion_once",
                condition=~Q(source_id=""),
            ),
            models.CheckConstraint(
                condition=Q(set_aside_on__isnull=True) | ~Q(set_aside_because=""),
                name="completion_set_aside_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True) | ~Q(verified_by_name=""),
                name="completion_verified_by_somebody",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["person", "course", "on"], name="completion_of_person")]

    def __str__(self) -> str:
        return f"{self.course}, {self.on:%d %B %Y}"

    @property
    def counts(self) -> bool:
        """Whether it counts: verified where that is asked, and not set aside."""
        return self.set_aside_on is None and (not self.needs_verifying or bool(self.verified_on))


class ModuleAttempt(Record):
    """One way through a module: how far it came, the answers given, and whether it was passed."""

    text = models.ForeignKey(CourseText, on_delete=models.PROTECT, related_name="attempts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    #: The last page read.
    page = models.PositiveSmallIntegerField(default=0)
    #: The choices made, in the order of the questions.
    answers = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True, blank=True)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    passed = models.BooleanField(default=False)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "person"], name="attempt_open_once",
                condition=Q(finished_at__isnull=True),
            )
        ]  # fmt: skip


class CalendarKey(Record):
    """What the address of a person's private calendar holds; a new number ends the old address."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)
