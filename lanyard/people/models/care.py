"""Who looks after whom, who took note of the policy, and reasons for particular care."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.models.belonging import Person
from lanyard.people.models.days import ENDS_AFTER


class GuardianLink(Record):
    """A person is responsible for, or next of kin of, a learner. Used only once it is verified."""

    class Relation(models.TextChoices):
        PARENT = "parent", _("Parent")
        GUARDIAN = "guardian", _("Guardian")
        CARER = "carer", _("Carer")
        NEXT_OF_KIN = "next-of-kin", _("Next of kin")

    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guards")
    learner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guarded_by")
    relation = models.CharField(max_length=20, choices=Relation)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    verified_how = models.CharField(max_length=200, blank=True)
    may_contact = models.BooleanField(default=True)
    #: Somebody looked into it and it was not so; a refused link is used for nothing.
    refused_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    #: The system whose import wrote the row; "" for one made by hand, which no import ends.
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guardian", "learner", "relation"], name="guardian_link_once"
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True) | Q(refused_on__isnull=True),
                name="guardian_verified_or_refused",
            ),
            models.CheckConstraint(
                condition=~Q(guardian=F("learner")), name="guardian_is_somebody_else"
            ),
        ]


class GuardianCheck(Record):
    """One look at a guardian link: what came of it, who looked, and what was seen. Only added."""

    class Result(models.TextChoices):
        VERIFIED = "verified", _("Verified")
        REFUSED = "refused", _("Refused")
        UNDONE = "undone", _("Undone")
        ENDED = "ended", _("Ended")

    link = models.ForeignKey(GuardianLink, on_delete=models.PROTECT, related_name="checks")
    result = models.CharField(max_length=10, choices=Result)
    on = models.DateField()
    checked_by = models.UUIDField(null=True)
    #: What was seen, or why.
    because = models.CharField(max_length=300)
    recorded = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-recorded", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="guardian_check_says_why")
        ]


class Acknowledgement(Record):
    """A person took note of the policy on a day, recorded by hand or from another system's list."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="acknowledgements")
    on = models.DateField()
    #: How it was given: a signed sheet, another system's record.
    how = models.CharField(max_length=200)
    recorded_by = models.UUIDField(null=True)
    recorded = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "on"], name="acknowledgement_once_a_day")
        ]


class Vulnerability(Record):
    """A reason to take particular care, seen by safeguarding roles only (row security)."""

    class Kind(models.TextChoices):
        SOCIAL_WORKER = "social-worker", _("Has a social worker")
        LOOKED_AFTER = "looked-after", _("Looked after, or a care leaver")
        SPECIAL_NEEDS = "special-needs", _("Special educational needs or a disability")
        CARE_ACT = "care-act", _("Adult with care and support needs")
        PREVENT = "prevent", _("Prevent concern")
        NOT_SHOWN = "not-shown", _("Must never be shown in pictures")
        OTHER = "other", _("Other")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="vulnerabilities")
    kind = models.CharField(max_length=20, choices=Kind)
    note = models.TextField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The system whose import wrote the row; "" for one made by hand, which no import ends.
    source = models.CharField(max_length=40, blank=True)
    circle_id = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER, name="vulnerability_span")]
