"""A policy document, its versions, its companions and its other forms."""

from __future__ import annotations

import datetime
import hashlib
import json

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from lanyard.foundation.organisations.records import Record


class Document(Record):
    """A policy, code or agreement that lasts while its versions follow each other."""

    class Kind(models.TextChoices):
        POLICY = "policy", "Policy"
        AGREEMENT = "agreement", "Agreement"
        CODE = "code", "Code of conduct"
        NOTICE = "notice", "Log-on notice"

    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    #: The number the organisation files it under, such as "KMS 004H".
    reference = models.CharField(max_length=40, blank=True)
    aliases = models.JSONField(default=list)
    #: The post that answers for it: its holder receives reviews and feedback.
    owner_role = models.CharField(max_length=60)
    author_role = models.CharField(max_length=60, blank=True)
    #: The posts that must approve a version, where they are others than the profile's.
    approver_roles = models.JSONField(default=list)
    in_order = models.BooleanField(default=False)
    #: The posts that read a draft before it is approved, where they are others than the profile's.
    reviewer_roles = models.JSONField(default=list)
    #: The clause register that its text is anchored to; "" for none.
    register = models.SlugField(max_length=60, blank=True)
    public = models.BooleanField(default=False)
    review_months = models.PositiveSmallIntegerField(default=12)
    clauses = models.JSONField(default=list)
    #: What it covers by name, such as platforms: kept beside the words, so that a new one needs no
    #: new version (KMC-APX-01).
    covers = models.JSONField(default=list)
    archived_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="document_slug_once")
        ]

    def __str__(self) -> str:
        return self.title


class Companion(Record):
    """A document that a policy is read with, by the name that the policy gives it."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="companions")
    name = models.CharField(max_length=200)
    reference = models.CharField(max_length=40, blank=True)
    #: The document that it is; nothing while it is missing here.
    linked = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="companion_of"
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["document", "name"], name="companion_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class Version(Record):
    """The words of a document; once approved they never change (a trigger holds that).

    ``material`` says that what is asked of people changed, so that they sign anew.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        REVIEW = "review", "In review"
        APPROVAL = "approval", "Waiting for approval"
        APPROVED = "approved", "Approved"
        SCHEDULED = "scheduled", "Published, not in force yet"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"
        DISCARDED = "discarded", "Discarded"

    class Trigger(models.TextChoices):
        INCIDENT = "incident", "An incident"
        NEED = "need", "A need of the organisation"
        TECHNOLOGY = "technology", "A technological development"
        LAW = "law", "A change of law or guidance"
        TREND = "trend", "A trend"

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    #: Counts from 1 within the document; ``label`` is what the version table prints.
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    #: Markdown, or the text of the uploaded file, for search and for the change list.
    text = models.TextField(blank=True)
    file_id = models.UUIDField(null=True, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True)
    material = models.BooleanField(default=True)
    #: The purpose of the change, as the version table has it.
    purpose = models.TextField(blank=True)
    #: What called for a version between two reviews (KMC-MON-04); "" for one that was due.
    trigger = models.CharField(max_length=12, choices=Trigger, blank=True)
    #: The version of the policy that an agreement or code reflects (COM-CMS-08).
    reflects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="reflected_in"
    )
    #: How the draft reflects the values, in general and value by value (OAK-1-01).
    values_check = models.TextField(blank=True)
    values_notes = models.JSONField(default=dict)
    #: The sources relied on and when each was checked (KMC-LEG-01).
    sources = models.TextField(blank=True)
    #: Meeting date and minute of the approval, where the policy asks for it (KMC-COV-03).
    minute = models.CharField(max_length=200, blank=True)
    lead_name = models.CharField(max_length=260)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    reviewed_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    review_due = models.DateField(null=True, blank=True)
    #: Of the exact words that people sign; set when it is sent for approval.
    sha256 = models.CharField(max_length=64, blank=True)
    #: An extension of the review date that the policy's own body allowed (LAN-IT-04).
    extended_to = models.DateField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["document"], name="version_one_in_force", condition=Q(state="published")
            ),
            models.UniqueConstraint(
                fields=["document"], name="version_one_draft",
                condition=Q(state__in=["draft", "review", "approval", "approved", "scheduled"]),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["scheduled", "published", "superseded"])
                | (Q(effective_from__isnull=False) & ~Q(sha256="") & Q(review_due__isnull=False)),
                name="version_published_with_its_dates",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "discarded"]) | ~Q(purpose=""),
                name="version_says_its_purpose",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return _("{title}, version {label}").format(title=self.document.title, label=self.label)

    @property
    def due(self) -> datetime.date | None:
        """When it must be reviewed: the extended day where one was allowed."""
        return self.extended_to or self.review_due

    def fingerprint(self) -> str:
        """Return the hash of exactly what people sign: title, label and words (or the file)."""
        signed = [self.document.title, self.label, self.text, self.file_sha256]
        return hashlib.sha256(json.dumps(signed, ensure_ascii=False).encode()).hexdigest()


class Attachment(Record):
    """Another form of a version: a summary, a translation, an easy-read edition."""

    class Kind(models.TextChoices):
        SUMMARY = "summary", "Summary in plain words"
        LEARNERS = "learners", "For learners"
        WELSH = "welsh", "Cymraeg"
        EASY_READ = "easy-read", "Easy read"
        LETTER = "letter", "Signed letter"

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="attachments")
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    file_id = models.UUIDField(null=True, blank=True)
    #: The audiences that it is written for and issued to; none for everybody.
    audience = models.JSONField(default=list)
    added_at = models.DateTimeField(auto_now_add=True, null=True)
    #: Written by Lanyard: a draft until the college adopts it, and read by whoever answers for it.
    shipped = models.BooleanField(default=False)
    adopted_at = models.DateTimeField(null=True, blank=True)
    adopted_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(file_id__isnull=False), name="attachment_has_content"
            )
        ]

    @property
    def is_draft(self) -> bool:
        """Say whether it is a draft of ours that the college has not adopted."""
        return self.shipped and self.adopted_at is None


class Source(Record):
    """A law or guidance that a document relies on, and when it was last found in force."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relied_on")
    name = models.CharField(max_length=200)
    checked_on = models.DateField()
    checked_by_name = models.CharField(max_length=260, blank=True)
    #: What has taken its place; "" while it stands.
    replaced_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["document", "name"], name="source_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class OutsideCopy(Record):
    """Where a document stands on another site (COM-CMS-05, KMC-GOT-06), and what stood there.

    Also the banner of the network (LAN-TRL-07) and pages that must lead to ours (LAN-TRL-02).
    """

    class How(models.TextChoices):
        OUTWARD = "outward", "Lanyard fetches it each day"
        PROBE = "probe", "A script inside the network sends what it finds each day"
        HAND = "hand", "A person looks each month: it is behind a sign-in"

    class Shows(models.TextChoices):
        WORDS = "words", "The words of the document"
        LINK = "link", "A link to our pages"

    class State(models.TextChoices):
        UNSEEN = "unseen", "Not looked at yet"
        SAME = "same", "Shows the version in force"
        DIFFERS = "differs", "Does not show the version in force"
        UNREACHED = "unreached", "Cannot be reached"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="copies")
    place = models.CharField(max_length=120)
    #: "" for a banner, which has no address.
    url = models.URLField(max_length=500, blank=True)
    how = models.CharField(max_length=8, choices=How, default=How.OUTWARD)
    shows = models.CharField(max_length=6, choices=Shows, default=Shows.WORDS)
    state = models.CharField(max_length=10, choices=State, default=State.UNSEEN)
    looked_at = models.DateTimeField(null=True, blank=True)
    #: The version that it was compared with.
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    #: Who looked, or the token of the script; "" where Lanyard did.
    looked_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "place", "url"], name="copy_address_once"
            ),
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(how="outward"), name="copy_fetched_from_somewhere"
            ),
        ]  # fmt: skip
