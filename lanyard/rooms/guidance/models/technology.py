"""The catalogue of technologies that teaching may use, where they are used, and with what care."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Group, Person


class Technology(Record):
    """A tool or site: why it teaches well, what can go wrong, what is done against it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        ENDED = "ended", _("No longer used")

    class Use(models.TextChoices):
        """What the internet is used for (POR-DEF-01, POR-DEF-03)."""

        CLASSROOM = "classroom", _("Work in class")
        COLLABORATION = "collaboration", _("Social networking and working together")
        ONLINE = "online-learning", _("Online learning")
        REMOTE = "remote-learning", _("Remote learning")
        EXPERTS = "experts", _("Talking with experts")
        ASSESSMENT = "assessment", _("Online assessments and exams")
        DIAGNOSTIC = "diagnostic", _("Initial and diagnostic tests")
        STAFF = "staff-development", _("Staff development")
        RECORDS = "records", _("Keeping and processing records")
        ACCESS = "remote-access", _("E-mail and documents from elsewhere")

    name = models.CharField(max_length=80)
    #: Codes of ``Use``; a use without a code here needs a new approval.
    uses = models.JSONField()
    benefit = models.CharField(max_length=500)
    risks = models.CharField(max_length=500)
    safeguard = models.CharField(max_length=500)
    #: Whether people share or talk almost at once through a network, in any medium (KMC-APX-02).
    social = models.BooleanField()
    terms_url = models.URLField(max_length=500)
    terms_summary = models.CharField(max_length=400)
    terms_review_on = models.DateField()
    #: The page of guidance that is taught where it comes into a class (POR-ES-03).
    lesson = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = [Lower("name"), "made_at"]
        constraints = [
            models.UniqueConstraint(
                "organisation", Lower("name"), name="technology_once",
                condition=Q(state="approved"),
            ),
            models.CheckConstraint(
                condition=~(Q(benefit="") | Q(risks="") | Q(safeguard="") | Q(terms_summary="")),
                name="technology_says_both_sides",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def uses_in_words(self) -> list[Any]:
        """What it may be used for, in words."""
        return [label for code, label in self.Use.choices if code in self.uses]


#: Uses in which learners meet it: such a tool comes with a lesson (POR-ES-03).
IN_CLASS = frozenset({
    Technology.Use.CLASSROOM, Technology.Use.COLLABORATION, Technology.Use.ONLINE,
    Technology.Use.REMOTE, Technology.Use.EXPERTS, Technology.Use.ASSESSMENT,
    Technology.Use.DIAGNOSTIC,
})  # fmt: skip


class ToolInClass(Record):
    """That a group uses a technology for something, and when its lesson was given."""

    technology = models.ForeignKey(Technology, on_delete=models.PROTECT, related_name="classes")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=20, choices=Technology.Use)
    since = models.DateField()
    taught_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["technology", "group", "use"], name="tool_in_class_once",
                condition=Q(ended_on__isnull=True),
            )
        ]  # fmt: skip


class ChosenPrecautions(Record):
    """Which precautions those who teach a group chose for it, and when learners were told."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    slugs = models.JSONField()
    by_name = models.CharField(max_length=260)
    chosen_at = models.DateTimeField(auto_now_add=True)
    told_on = models.DateField(null=True, blank=True)
    told_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["-chosen_at", "-id"]
