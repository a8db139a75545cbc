"""The college's register of laws and the yearly checks of each."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record


class LawEntry(Record):
    """A statute or guidance on the register, with the post that answers for it."""

    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    owner_role = models.CharField(max_length=60)
    controls = ArrayField(models.CharField(max_length=60))
    #: What stands in its place, as Lanyard knows it; a check may know better.
    replaced_by = models.CharField(max_length=200, blank=True)
    #: The change for which a review of the policy's wording was opened last.
    review_asked = models.CharField(max_length=200, blank=True)
    #: Added by the college itself, and not shipped.
    own = models.BooleanField(default=False)
    since = models.DateField()
    archived_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="law_entry_once"),
            models.CheckConstraint(
                condition=Q(controls__len__gte=1), name="law_entry_has_a_control"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class LawCheck(Record):
    """Somebody by name says how a law stands. It is never altered."""

    class Outcome(models.TextChoices):
        IN_FORCE = "in-force", _("In force as the policy has it")
        CHANGED = "changed", _("In force, but changed")
        REPLACED = "replaced", _("Replaced by another")

    entry = models.ForeignKey(LawEntry, on_delete=models.PROTECT, related_name="checks")
    outcome = models.CharField(max_length=10, choices=Outcome)
    replaced_by = models.CharField(max_length=200, blank=True)
    #: Where it was looked up, and what was found.
    note = models.TextField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=260)
    on = models.DateField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-on", "-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(note__regex=r"\S"), name="law_check_says_where"),
            models.CheckConstraint(
                condition=~Q(outcome="replaced") | Q(replaced_by__regex=r"\S"),
                name="law_check_names_the_successor",
            ),
        ]
