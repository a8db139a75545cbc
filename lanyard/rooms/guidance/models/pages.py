"""A college's own words over a page, who has read it, what is confidential, how much is checked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person


class OwnWording(Record):
    """A college's own version of a page. The newest counts; none is ever altered or deleted.

    ``withdrawn`` says that from then on the shipped page stands again.
    """

    slug = models.SlugField(max_length=80)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300)
    #: Markdown of the sections, marks and all.
    text = models.TextField(blank=True)
    withdrawn = models.BooleanField(default=False)
    because = models.TextField()
    made_by = models.UUIDField(null=True)
    made_by_name = models.CharField(max_length=260, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["slug", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug", "number"], name="own_wording_number_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn=True) | ~Q(text=""), name="own_wording_says_something"
            ),
            models.CheckConstraint(condition=~Q(because=""), name="own_wording_says_why"),
        ]

    def __str__(self) -> str:
        return self.title


class GuidanceReading(Record):
    """Somebody says that they have read a page in exactly these words."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(max_length=80)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "slug", "digest"], name="guidance_read_once")
        ]


class PageClarity(Record):
    """How many readers found a page clear in exactly these words: never who (OAK-4.6-07)."""

    slug = models.SlugField(max_length=80)
    digest = models.CharField(max_length=64)
    clear = models.PositiveIntegerField(default=0)
    partly = models.PositiveIntegerField(default=0)
    unclear = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["slug", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug", "digest"], name="page_clarity_once"
            )
        ]


class ConfidentialTerm(Record):
    """A word or phrase of the college that is not to go out; the checker of staff looks for it."""

    term = models.CharField(max_length=120)
    added_by_name = models.CharField(max_length=260, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "term"], name="confidential_term_once",
                condition=Q(ended_at__isnull=True),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.term


class CheckTally(Record):
    """How many texts of a kind were checked on a day: never whose, and nothing of what."""

    day = models.DateField()
    kind = models.CharField(max_length=10)
    checked = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "day", "kind"], name="check_tally_once")
        ]


class OfficialAnswer(Record):
    """What somebody answered before a post of an official account went out; nothing of the post."""

    by_name = models.CharField(max_length=260)
    at = models.DateTimeField(auto_now_add=True)
    #: Pairs of what was asked and what was answered.
    answers = models.JSONField()

    class Meta:
        ordering = ["-at"]


class OutsideLink(Record):
    """An address outside that a page of guidance leads to, and what it answered last."""

    class State(models.TextChoices):
        THERE = "there", "There"
        MOVED = "moved", "Moved for good"
        GONE = "gone", "Gone"
        UNCLEAR = "unclear", "It lets no program look"
        UNREACHED = "unreached", "Not reached"

    address = models.URLField(max_length=500)
    state = models.CharField(max_length=10, choices=State)
    #: Since when it answers so.
    since = models.DateTimeField()
    looked_at = models.DateTimeField()
    #: The last time that it answered at all; None where it never did.
    answered_at = models.DateTimeField(null=True)
    moved_to = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["address"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "address"], name="outside_link_once")
        ]

    def __str__(self) -> str:
        return self.address


class PrivacyCheck(Record):
    """That somebody went through the privacy settings of their profiles, or said not this time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    declined = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at"]


class PrivacyAnswers(Record):
    """What somebody answered in a self-check. Row security shows it to that person alone."""

    check_made = models.OneToOneField(PrivacyCheck, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    #: Slug of a platform to how it is set.
    platforms = models.JSONField()
    #: What was asked, what was answered, and what was advised ("" for nothing).
    answers = models.JSONField()

    class Meta:
        ordering = ["-check_made__at"]
