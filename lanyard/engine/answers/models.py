"""What somebody is asking, the copy of an answer that they keep, and decisions without names."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lanyard.engine.answers.clearances import Clearance
from lanyard.engine.answers.registers import (
    ConnectionDeclaration,
    FollowerFound,
    Restriction,
)
from lanyard.foundation.organisations.records import Record
from lanyard.foundation.registry.manifest import YEARS

__all__ = [
    "Clearance", "ConnectionDeclaration", "FollowerFound", "Inquiry", "KeptAnswer", "Precedent",
    "Restriction", "in_some_years", "in_thirty_days",
]  # fmt: skip

#: How long an unfinished question waits for its asker.
_DAYS_OPEN = 30


def in_thirty_days() -> datetime.datetime:
    """Return when an unfinished question is destroyed."""
    return timezone.now() + datetime.timedelta(days=_DAYS_OPEN)


def in_some_years() -> datetime.date:
    """Return until when an answer is kept: the product's default, where no policy says."""
    return timezone.localdate() + datetime.timedelta(days=YEARS * 365)


class Inquiry(Record):
    """A question that somebody is answering page by page; theirs alone."""

    person_id = models.UUIDField()
    question = models.CharField(max_length=40)
    #: Fact to its value as JSON, as the asker gave it.
    given = models.JSONField(default=dict)
    #: Facts that the asker does not know.
    unknown = models.JSONField(default=list)
    #: The person whom it is about, where the asker named one whom we know.
    concerned = models.UUIDField(null=True, blank=True)
    #: The asker would rather describe the person than name them.
    unnamed = models.BooleanField(default=False)
    keep_until = models.DateTimeField(default=in_thirty_days)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person_id", "question"], name="inquiry_one_of_a_question"
            )
        ]


class KeptAnswer(Record):
    """The dated copy of an answer, for its asker alone. Nothing in it is a protected fact."""

    person_id = models.UUIDField()
    asked_by = models.CharField(max_length=260)
    question = models.CharField(max_length=40)
    #: The question in the words of that day.
    title = models.CharField(max_length=200)
    asked_at = models.DateTimeField(default=timezone.now)
    #: What the asker gave, to ask again with one thing changed.
    given = models.JSONField(default=dict)
    unknown = models.JSONField(default=list)
    concerned = models.UUIDField(null=True, blank=True)
    unnamed = models.BooleanField(default=False)
    about = models.CharField(max_length=260, blank=True)
    #: Pairs of a question's words and the answer's, as they were shown.
    told = models.JSONField(default=list)
    #: What the records filled in, in words without their values.
    filled_in = models.JSONField(default=list)
    #: The documented fields of the answer, as the asker may see it.
    answer = models.JSONField()
    version_id = models.UUIDField()
    #: The policy and its version in words.
    version_name = models.CharField(max_length=300)
    #: The fact that an approval would answer, "" where none would help.
    approval_of = models.CharField(max_length=40, blank=True)
    #: The approval that answered, or the request for one that waited.
    clearance_id = models.UUIDField(null=True, blank=True)
    #: Why the asker goes ahead against advice; "" while they have not said so.
    because = models.TextField(blank=True)
    because_at = models.DateTimeField(null=True, blank=True)
    keep_until = models.DateField(default=in_some_years)

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "person_id", "asked_at"], name="kept_answer_of")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(because="", because_at__isnull=True)
                | (~Q(because="") & Q(because_at__isnull=False)),
                name="kept_answer_reason_dated",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def on(self) -> datetime.date:
        """The day for which it was answered."""
        return timezone.localdate(self.asked_at)


class Precedent(Record):
    """A decision without names: what the rules saw, coarsened, and what they answered.

    Nothing leads from it to whoever asked or to whom it was about. Only the system reads it, to ask
    it again under another profile and to count.
    """

    # Not in the order of time, as other keys are: that would lead to the asker's copy.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.CharField(max_length=40)
    on = models.DateField()
    facts = models.JSONField()
    answer = models.JSONField()
    rule = models.CharField(max_length=120)
    version_id = models.UUIDField()
    version_number = models.PositiveIntegerField()

    class Meta:
        ordering = ["-on", "id"]
        indexes = [
            models.Index(fields=["organisation", "question", "on"], name="precedent_of_question")
        ]
