"""What is asked of readers, and whose signature stands under which words."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.policies.models.documents import Attachment, Document, Version


class Requirement(Record):
    """That an audience signs a document, within a grace, perhaps after answering questions."""

    class Consequence(models.TextChoices):
        NOTHING = "nothing", "Nothing follows"
        MANAGER = "manager", "The line manager is told"
        ACCESS = "access", "The account is listed for restriction"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="requirements")
    name = models.CharField(max_length=120)
    audience_data = models.JSONField()
    grace_days = models.PositiveSmallIntegerField(default=14)
    #: Sentences that are each ticked apart (OAK-10.4-21); kept with the signature.
    statements = models.JSONField(default=list)
    #: Each {"ask", "choices", "right", "why"}; all must be answered rightly to sign.
    questions = models.JSONField(default=list)
    #: Companions must have been opened in the version in force (OAK-1-04).
    with_companions = models.BooleanField(default=False)
    #: Slugs of the documents that belong to it: whoever has signed all of them is complete.
    bundle = models.JSONField(default=list)
    consequence = models.CharField(max_length=10, choices=Consequence, default=Consequence.MANAGER)
    #: The post that collects the signatures (HR; the head of digital); "" for none.
    collected_by = models.CharField(max_length=60, blank=True)
    clauses = models.JSONField(default=list)
    #: Since when it is asked; nobody was late before. Unknown of the oldest.
    asked_on = models.DateField(null=True, default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"], name="requirement_named_once",
                condition=Q(ended_on__isnull=True),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.document}: {self.name}"


class Opening(Record):
    """That a person opened a version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="opening_first_only")
        ]


class FormOpening(Record):
    """That a person opened another form of a version, such as its summary: a read receipt."""

    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="openings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attachment", "person"], name="form_opening_first_only")
        ]


class CheckAttempt(Record):
    """One try at a comprehension check, right or not; the answers are kept as chosen."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="attempts")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.JSONField()
    right = models.PositiveSmallIntegerField()
    passed = models.BooleanField()
    at = models.DateTimeField(auto_now_add=True)


class Signature(Record):
    """That somebody accepted the exact words of a version. Never altered, never deleted."""

    class How(models.TextChoices):
        ACCOUNT = "account", "Signed in"
        LINK = "link", "By a link sent to them"
        PAPER = "paper", "On paper"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="signatures"
    )
    #: Nobody where somebody from outside signed by a link.
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=260)
    job_title = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=10, choices=How)
    #: Copied from the version: the words that were signed.
    sha256 = models.CharField(max_length=64)
    statements = models.JSONField(default=list)
    #: Each {"title", "label", "sha256"} of a companion opened before.
    companions = models.JSONField(default=list)
    #: Of whoever had signed before: the paragraphs that changed since, and nothing else, are what
    #: this signature adds (KMC-MON-04).
    changes = models.JSONField(default=list)
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_on = models.DateField()
    entered_by_name = models.CharField(max_length=260, blank=True)
    paper_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ["-signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "requirement", "person"], name="signature_once",
                condition=Q(person__isnull=False),
            ),
            models.CheckConstraint(
                condition=~Q(how="paper") | ~Q(entered_by_name=""), name="paper_entered_by_somebody"
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["person", "version"], name="signature_of_person")]


class Invitation(Record):
    """A signed link by which somebody without an account signs, once."""

    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="invitations"
    )
    name = models.CharField(max_length=260)
    email = models.EmailField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    signature = models.OneToOneField(
        Signature, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    withdrawn_on = models.DateField(null=True, blank=True)


class Mailing(Record):
    """That somebody outside, such as a parent, was written to where a version can be read."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="mailings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    #: Nothing while it waits to be sent.
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="mailed_once")]


class Shown(Record):
    """When a person was first shown the log-on notice in a version, and by which device name."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="shown")
    login = models.CharField(max_length=200)
    first_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "login"], name="notice_first_seen_once")
        ]
