"""Papers: written from figures, signed by name, received by name. A signed one stands still."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.organisations.records import Record


class Paper(Record):
    """One paper: its period, the figures as they were, and its sections in words."""

    class Conclusion(models.TextChoices):
        NO_CHANGE = "no-change", _("The policy needs no change")
        CHANGE = "change", _("The policy is to be reviewed")

    kind = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField()
    #: Groups of tallies: [{"title": …, "rows": [[label, number or null, of or null]]}].
    figures = models.JSONField(default=list)
    #: Section to its words.
    sections = models.JSONField(default=dict)
    conclusion = models.CharField(max_length=10, choices=Conclusion, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    begun_by_name = models.CharField(max_length=260)
    signed_on = models.DateField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.UUIDField(null=True, blank=True)
    signed_by_name = models.CharField(max_length=260, blank=True)

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["organisation", "kind", "-until"], name="paper_of_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="paper_period"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="paper_signed_by_name",
            ),
        ]


class PaperReceipt(Record):
    """Somebody of the leadership received a paper, with what was decided. It is never altered."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="receipts")
    by = models.UUIDField()
    by_name = models.CharField(max_length=260)
    post = models.CharField(max_length=200, blank=True)
    decided = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "by"], name="paper_received_once"),
            models.CheckConstraint(
                condition=Q(decided__regex=r"\S"), name="paper_receipt_says_what"
            ),
        ]


class ClauseJudgement(Record):
    """How a clause was judged in a self-assessment, with the evidence as it stood."""

    class Judged(models.TextChoices):
        MET = "met", _("Met")
        PARTLY = "partly", _("Partly met")
        NOT_MET = "not-met", _("Not met")

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="judgements")
    clause = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField()
    stand = models.CharField(max_length=12)
    #: For each control: slug, state, and the moment of its newest record.
    evidence = models.JSONField(default=list)
    judged = models.CharField(max_length=8, choices=Judged)
    #: Why it is judged better than its evidence, or anything else to say.
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "clause"], name="clause_judged_once"),
            models.CheckConstraint(
                condition=~Q(judged="met") | Q(stand="in-force") | Q(note__regex=r"\S"),
                name="clause_better_than_evidence_says_why",
            ),
        ]
