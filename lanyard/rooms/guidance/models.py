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
