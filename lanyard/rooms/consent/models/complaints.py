"""Leave to use what is the college's, and complaints about what is somebody's."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person
from lanyard.rooms.consent.models.pictures import Publication


class MaterialLicence(Record):
    """That somebody wants to use the college's name, logo or material, and the leave for it."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waits")
        ISSUED = "issued", _("Licence")
        REFUSED = "refused", _("Refused")

    what = models.CharField(max_length=200)
    where = models.CharField(max_length=300)
    #: Who uses it, where it is not whoever asks.
    for_whom = models.CharField(max_length=200)
    until = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    decided_by_name = models.CharField(max_length=260, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="material_licence_decided_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.what


class MaterialComplaint(Record):
    """That material of somebody's is used without leave: ours by others, or theirs by us."""

    class Kind(models.TextChoices):
        THEIRS = "theirs", _("We show something that is somebody else's")
        OURS = "ours", _("Somebody uses our name, logo or material")

    kind = models.CharField(max_length=6, choices=Kind)
    where = models.CharField(max_length=500)
    what = models.CharField(max_length=1000)
    #: Who complains, or who uses what is ours.
    who = models.CharField(max_length=260, blank=True)
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(default=timezone.now)
    #: By when it is taken down.
    due = models.DateField()
    #: What was on record of licences in that moment.
    on_record = models.JSONField(default=list)
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_how = models.CharField(max_length=500, blank=True)
    #: Whether it is a matter of discipline, and of the police or the law; each with its reason.
    discipline = models.BooleanField(null=True, blank=True)
    discipline_because = models.CharField(max_length=500, blank=True)
    law = models.BooleanField(null=True, blank=True)
    law_because = models.CharField(max_length=500, blank=True)
    closed_by_name = models.CharField(max_length=260, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | (Q(discipline__isnull=False, law__isnull=False, gone_at__isnull=False)
                   & ~Q(discipline_because="") & ~Q(law_because="") & ~Q(gone_how="")),
                name="material_complaint_decided_and_gone",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.where
