"""Who holds which role, and who may or may not see one confidential record."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record


class Standing(models.TextChoices):
    """How somebody holds a role."""

    HOLDER = "holder", _("Holder")
    #: Acts alongside the holder at all times.
    DEPUTY = "deputy", _("Deputy")
    #: Acts only while the post is vacant or every holder is away.
    STAND_IN = "stand-in", _("Stand-in")


class RoleHolding(Record):
    """A person holds a role for a span of days (both ends included), through a post."""

    role = models.CharField(max_length=60)
    person_id = models.UUIDField()
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.HOLDER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The post that gives the role, as its id in text; "" for one given directly.
    through = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "person_id"], name="holding_of_person"),
            models.Index(fields=["organisation", "role"], name="holding_of_role"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="holding_ends_after_it_starts",
            )
        ]


class Absence(Record):
    """A person is away from ``since`` to ``until``, both included."""

    person_id = models.UUIDField()
    since = models.DateField()
    until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "person_id"], name="absence_of_person")]


class Circle(Record):
    """A set of roles whose holders read a class of confidential records.

    ``key`` is the roles in order, joined by "+"; "" is the circle of nobody, whose records are read
    by named people only.
    """

    key = models.CharField(max_length=400)
    roles = ArrayField(models.CharField(max_length=60))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="circle_key_once")
        ]

    def __str__(self) -> str:
        return self.key or "named people only"


class Grant(Record):
    """A named person may read one record, because of a stated need, until it ends."""

    record_kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    person_id = models.UUIDField()
    because = models.TextField()
    granted_by = models.UUIDField(null=True)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    break_glass = models.BooleanField(default=False)
    #: Read because nobody whose record it is had answered in time; always ends by itself.
    escalated = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=False)
                | models.Q(break_glass=False, escalated=False),
                name="grant_out_of_turn_ends",
            )
        ]
        indexes = [
            models.Index(fields=["person_id", "record_kind"], name="grant_of_person"),
            models.Index(fields=["record_kind", "record_id"], name="grant_of_record"),
        ]


class Exclusion(Record):
    """A person must not see one record (its subject, or a conflict of interest); beats all else."""

    record_kind = models.CharField(max_length=40)
    record_id = models.UUIDField()
    person_id = models.UUIDField()
    because = models.TextField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "record_kind"], name="exclusion_of_person"),
            models.Index(fields=["record_kind", "record_id"], name="exclusion_of_record"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["record_kind", "record_id", "person_id"], name="exclusion_once"
            )
        ]
