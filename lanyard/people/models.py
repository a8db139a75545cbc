"""People and how they belong: posts, groups, sites, employers, guardians, enrolments."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from lanyard.foundation.access.models import Standing
from lanyard.foundation.organisations.records import Record
from lanyard.people.names import FoldedName

_ENDS_AFTER = Q(until__isnull=True) | Q(until__gte=F("since"))


def spans(day: datetime.date) -> Q:
    """Return the filter for rows whose span of days, ends included, holds ``day``."""
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


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
        constraints = [models.CheckConstraint(condition=_ENDS_AFTER, name="employment_span")]


class Sponsorship(Record):
    """A person who is no employee (agency, contractor, visitor, governor), with an end date."""

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
        constraints = [models.CheckConstraint(condition=_ENDS_AFTER, name="sponsorship_span")]


class AgeBand(models.TextChoices):
    """The provision a learner is enrolled in."""

    SCHOOL_AGE = "14-16", "14 to 16"
    YOUNG = "16-18", "16 to 18"
    ADULT = "adult", "Adult"


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
        constraints = [models.CheckConstraint(condition=_ENDS_AFTER, name="enrolment_span")]
        indexes = [models.Index(fields=["person", "since"], name="enrolment_of_person")]


class Group(Record):
    """A course, class, tutor group or team."""

    class Kind(models.TextChoices):
        COURSE = "course", "Course"
        CLASS = "class", "Class"
        TUTOR_GROUP = "tutor-group", "Tutor group"
        TEAM = "team", "Team"

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
        LEARNER = "learner", "Learner"
        TEACHER = "teacher", "Teacher"
        TUTOR = "tutor", "Tutor"
        COURSE_MANAGER = "course-manager", "Course manager"
        COORDINATOR = "apprenticeship-coordinator", "Apprenticeship coordinator"
        MEMBER = "member", "Member"

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    part = models.CharField(max_length=30, choices=Part)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The system whose import wrote the row; "" for one made by hand, which no import ends.
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=_ENDS_AFTER, name="membership_span")]


class GuardianLink(Record):
    """A person is responsible for, or next of kin of, a learner. Used only once it is verified."""

    class Relation(models.TextChoices):
        PARENT = "parent", "Parent"
        GUARDIAN = "guardian", "Guardian"
        CARER = "carer", "Carer"
        NEXT_OF_KIN = "next-of-kin", "Next of kin"

    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guards")
    learner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guarded_by")
    relation = models.CharField(max_length=20, choices=Relation)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)
    verified_how = models.CharField(max_length=200, blank=True)
    may_contact = models.BooleanField(default=True)
    ended_on = models.DateField(null=True, blank=True)
    #: The system whose import wrote the row; "" for one made by hand, which no import ends.
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["guardian", "learner", "relation"], name="guardian_link_once"
            ),
            models.CheckConstraint(
                condition=~Q(guardian=F("learner")), name="guardian_is_somebody_else"
            ),
        ]


class Vulnerability(Record):
    """A reason to take particular care, seen by safeguarding roles only (row security)."""

    class Kind(models.TextChoices):
        SOCIAL_WORKER = "social-worker", "Has a social worker"
        LOOKED_AFTER = "looked-after", "Looked after, or a care leaver"
        SPECIAL_NEEDS = "special-needs", "Special educational needs or a disability"
        CARE_ACT = "care-act", "Adult with care and support needs"
        PREVENT = "prevent", "Prevent concern"
        NOT_SHOWN = "not-shown", "Must never be shown in pictures"
        OTHER = "other", "Other"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="vulnerabilities")
    kind = models.CharField(max_length=20, choices=Kind)
    note = models.TextField(blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The system whose import wrote the row; "" for one made by hand, which no import ends.
    source = models.CharField(max_length=40, blank=True)
    circle_id = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=_ENDS_AFTER, name="vulnerability_span")]


class Post(Record):
    """A post of the organisation that gives a role. It stays when its holder goes."""

    title = models.CharField(max_length=200)
    role = models.CharField(max_length=60)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class PostHolding(Record):
    """A person holds a post, deputises in it or stands in for it, for a span."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts_held")
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.HOLDER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    #: The sealed appointment letter, where there is one (COM-SAF-01).
    letter_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=_ENDS_AFTER, name="post_holding_span")]


class Login(Record):
    """A sign-in that another system holds, from its export, matched with a person or not."""

    system = models.CharField(max_length=40)
    user_name = models.CharField(max_length=200)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="logins", null=True, blank=True
    )
    enabled = models.BooleanField(default=True)
    #: May connect from outside (VPN, remote desktop).
    remote = models.BooleanField(default=False)
    exported_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organisation", "system", Lower("user_name"), name="login_once_in_its_system"
            )
        ]


class Device(Record):
    """A device that somebody uses here: whose it is, and what it is."""

    class Kind(models.TextChoices):
        LAPTOP = "laptop", "Laptop"
        DESKTOP = "desktop", "Desktop computer"
        TABLET = "tablet", "Tablet"
        PHONE = "phone", "Mobile phone"
        CONSOLE = "console", "Games console"
        WEARABLE = "wearable", "Watch or other wearable"
        OTHER = "other", "Other"

    class Ownership(models.TextChoices):
        COLLEGE = "college", "The college's"
        OWN = "own", "Their own"

    identifier = models.CharField(max_length=120)
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    ownership = models.CharField(max_length=10, choices=Ownership)
    #: Nobody where an export named a device whose user is not known.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="devices", null=True, blank=True
    )
    terms_accepted_on = models.DateField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", Lower("identifier"), name="device_once")
        ]

    def __str__(self) -> str:
        return self.name or self.identifier


class ImportRun(Record):
    """An uploaded set of files between its dry run and its application."""

    kind = models.CharField(max_length=40)
    file_names = models.TextField()
    #: The files as one zip; emptied once the set is applied, discarded or a day old.
    content = models.BinaryField()
    full = models.BooleanField(default=False)
    uploaded_by = models.UUIDField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    #: What the dry run counted, to notice that people changed between it and the application.
    counts = models.JSONField(default=dict)


class Provisioned(Record):
    """A user or group that another system keeps here by SCIM, as that system last said it."""

    kind = models.CharField(max_length=10)
    #: The person or group that it became.
    target_id = models.UUIDField()
    #: The user name, or the group's display name, in small letters.
    name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=200, blank=True)
    document = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "kind", "name"], name="provisioned_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], condition=Q(kind="User"), name="user_name_once"
            )
        ]
