"""People, and how they belong: work, study, sponsorship, groups, sites, employers."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.models.days import ENDS_AFTER
from lanyard.people.names import FoldedName


class Site(Record):
    """A place of the organisation: a campus, a centre, an employer's premises used for teaching."""

    name = models.CharField(max_length=120)
    code = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name


class Employer(Record):
    """An employer of apprentices."""

    name = models.CharField(max_length=200)
    reference = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name


class Person(Record):
    """Somebody whom the organisation knows. What they are to it is in the tables that follow."""

    given_name = models.CharField(max_length=120)
    family_name = models.CharField(max_length=120)
    known_as = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    born = models.DateField(null=True, blank=True)
    #: Set when the last belonging of any kind ended; cleared on return.
    left_on = models.DateField(null=True, blank=True)
    updated = models.DateTimeField(auto_now=True)
    #: Given and family name, folded to plain letters, for search without an extension.
    name_folded = FoldedName(max_length=370, blank=True, editable=False)

    class Meta:
        ordering = ["family_name", "given_name", "id"]
        indexes = [
            models.Index(fields=["organisation", "family_name", "given_name"], name="person_name"),
            models.Index(fields=["organisation", "name_folded"], name="person_folded"),
        ]
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("email"), name="person_email_once", condition=~Q(email="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.known_as or self.given_name} {self.family_name}".strip()

    @property
    def initials(self) -> str:
        """The first letters of the names, for lists that must not show a whole name."""
        return f"{self.given_name[:1]}{self.family_name[:1]}".upper()

    def age_on(self, day: datetime.date) -> int | None:
        """Return the age on a day, None if unknown; 29 February counts on 1 March."""
        if self.born is None:
            return None
        reached = (day.month, day.day) >= (self.born.month, self.born.day)
        return day.year - self.born.year - (0 if reached else 1)


class ExternalId(Record):
    """The name that another system gives a person, post, group or other thing of ours."""

    system = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    target_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "system", "kind", "value"], name="external_id_once"
            )
        ]
        indexes = [models.Index(fields=["target_id"], name="external_id_of")]


class Employment(Record):
    """A span in which a person works here; ``until`` null means still here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    job_title = models.CharField(max_length=200)
    line_manager = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="direct_reports", null=True, blank=True
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The system whose import wrote the row; "" for one made by hand, which no import ends.
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER, name="employment_span")]


class Sponsorship(Record):
    """A person who is no employee (agency, contractor, visitor, governor), with an end date."""

    class Kind(models.TextChoices):
        VISITOR = "visitor", _("Visitor")
        VOLUNTEER = "volunteer", _("Volunteer")
        CONTRACTOR = "contractor", _("Contractor")
        AGENCY = "agency", _("Agency worker")
        OTHER = "other", _("Something else")

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sponsorships")
    sponsor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="sponsored", null=True, blank=True
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=200)
    #: When the person accepted the policy; nobody is given a sign-in before (POR-SCO-01).
    acknowledged_on = models.DateField(null=True, blank=True)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER, name="sponsorship_span")]


class AgeBand(models.TextChoices):
    """The provision a learner is enrolled in."""

    SCHOOL_AGE = "14-16", _("14 to 16")
    YOUNG = "16-18", _("16 to 18")
    ADULT = "adult", _("Adult")


class Enrolment(Record):
    """A span in which a person studies here."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    programme = models.CharField(max_length=200)
    band = models.CharField(max_length=10, choices=AgeBand)
    apprentice = models.BooleanField(default=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, blank=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The system whose import wrote the row; "" for one made by hand, which no import ends.
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER, name="enrolment_span")]
        indexes = [models.Index(fields=["person", "since"], name="enrolment_of_person")]


class Group(Record):
    """A course, class, tutor group or team."""

    class Kind(models.TextChoices):
        COURSE = "course", _("Course")
        CLASS = "class", _("Class")
        TUTOR_GROUP = "tutor-group", _("Tutor group")
        TEAM = "team", _("Team")

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """A person's part in a group for a span."""

    class Part(models.TextChoices):
        LEARNER = "learner", _("Learner")
        TEACHER = "teacher", _("Teacher")
        TUTOR = "tutor", _("Tutor")
        COURSE_MANAGER = "course-manager", _("Course manager")
        COORDINATOR = "apprenticeship-coordinator", _("Apprenticeship coordinator")
        MEMBER = "member", _("Member")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    part = models.CharField(max_length=30, choices=Part)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The system whose import wrote the row; "" for one made by hand, which no import ends.
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER, name="membership_span")]
