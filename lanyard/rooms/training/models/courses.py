"""What can be taken, the words of modules, and who is asked to take what."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lanyard.engine.duties.api import Audience, audience_from
from lanyard.foundation.organisations.records import Record


class Course(Record):
    """Something that somebody can be trained by, once or again and again."""

    class Kind(models.TextChoices):
        MODULE = "module", "Module read here"
        CLASSROOM = "classroom", "Session"
        EXTERNAL = "external", "Training elsewhere, with a certificate"
        PACKAGE = "package", "SCORM package"

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    #: The word of decision ``training.due`` that a completion counts as; "" for none.
    counts_as = models.CharField(max_length=30, blank=True)
    topics = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    for_learners = models.BooleanField(default=False)
    #: The edition in force, such as that of a statutory document, and since when it is.
    edition = models.CharField(max_length=80, blank=True)
    edition_since = models.DateField(null=True, blank=True)
    #: What it says of online safety; compulsory for what counts as safeguarding (COM-CMS-07).
    online_safety = models.TextField(blank=True)
    #: Its words name holders of posts, and are written anew when those change (LAN-DSL-02).
    written_from_posts = models.BooleanField(default=False)
    pass_percent = models.PositiveSmallIntegerField(default=80)
    shipped = models.BooleanField(default=False)
    #: What other systems call it: a course of Moodle, the id of an activity in xAPI.
    names_elsewhere = models.JSONField(default=list)
    archived_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="course_named_once"),
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="course_pass_mark"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CourseText(Record):
    """The words and questions of a module in one version. Published ones never change."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    #: "" for words that come with Lanyard.
    made_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="course_text_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.course}, {self.number}"


class CoursePicture(Record):
    """A picture of one's own for the pages of a module, with what it shows in words."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="pictures")
    #: What the words call it: ``picture:name``.
    name = models.SlugField(max_length=60)
    alt = models.CharField(max_length=300)
    file_id = models.UUIDField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by_name = models.CharField(max_length=260)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["course", "name"], name="course_picture_named_once"),
            models.CheckConstraint(condition=~Q(alt=""), name="course_picture_says_what"),
        ]


class TrainingRule(Record):
    """That an audience takes one of some courses: when first, how often, and what follows if not.

    The days come from decision ``training.due`` where ``decides`` names its word.
    """

    class Consequence(models.TextChoices):
        NOTHING = "nothing", "Reminders, then the line manager"
        MANAGER_AND_HR = "manager-and-hr", "The line manager and human resources are told"
        ACCESS = "access", "The account is not ready until it is done"
        LEAD = "lead", "The head is told at once; never the only lead in post"

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    course_slugs = models.JSONField()
    audience_data = models.JSONField()
    decides = models.CharField(max_length=30, blank=True)
    #: Days from joining, or from the day it was introduced where that is later.
    days = models.PositiveSmallIntegerField(default=28)
    #: Months from each completion; none for something taken once.
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    by_edition = models.BooleanField(default=False)
    consequence = models.CharField(max_length=16, choices=Consequence, default=Consequence.NOTHING)
    #: The set of which all parts must be passed, such as "learner-induction".
    part_of = models.SlugField(max_length=80, blank=True)
    clauses = models.JSONField(default=list)
    law = models.JSONField(default=list)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug"], name="training_rule_once",
                condition=Q(ended_on__isnull=True),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def audience(self) -> Audience:
        """Of whom it is asked."""
        return audience_from(self.audience_data)

    @property
    def is_default(self) -> bool:
        """Whether no policy and no law asks it: the product's labelled default."""
        return not self.clauses and not self.law
