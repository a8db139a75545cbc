"""Registers beside the cases: quoted rules, checked months, declarations, pulses."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.access.models import Circle
from lanyard.foundation.organisations.records import Record
from lanyard.people.models import Person


class QuotedRule(Record):
    """One version of a companion policy that breach codes quote, as it read from a day on."""

    policy = models.CharField(max_length=200)
    version = models.CharField(max_length=60)
    in_force_from = models.DateField()
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["policy", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "policy", "in_force_from"], name="quoted_rule_of_day"
            ),
            models.CheckConstraint(
                condition=models.Q(text__regex=r"\S"), name="quoted_rule_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy} ({self.version})"


class CompletenessCheck(Record):
    """A month of the register against what alerts and the help desk saw (LAN-DSL-06)."""

    month = models.DateField()
    alerts = models.PositiveIntegerField()
    tickets = models.PositiveIntegerField()
    #: Counted by Lanyard when it was checked.
    recorded = models.PositiveIntegerField()
    explained = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-month", "-at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recorded__gte=models.F("alerts") + models.F("tickets"))
                | models.Q(explained__regex=r"\S"),
                name="completeness_gap_is_explained",
            )
        ]

    @property
    def missing(self) -> int:
        """How many more were seen than recorded."""
        return max(0, self.alerts + self.tickets - self.recorded)


class Declaration(Record):
    """An outside interest or activity that a member of staff declared, and the answer."""

    class Kind(models.TextChoices):
        INTEREST = "interest", _("An interest outside my work")
        ACTIVITY = "activity", _("An activity that I want to ask about first")

    class Answer(models.TextChoices):
        FINE = "fine", _("No problem")
        CONDITIONS = "conditions", _("No problem, on conditions")
        PROBLEM = "problem", _("A problem: do not do it")

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.TextField()
    since = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    #: The line manager at the time; null where there was none.
    asked_of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answer_said = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-declared_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer="", answered_by__isnull=True)
                | models.Q(answered_by__isnull=False, answer_said__regex=r"\S"),
                name="declaration_answered_with_words",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True)
                | ~models.Q(answered_by=models.F("person")),
                name="declaration_answered_by_another",
            ),
        ]
        indexes = [models.Index(fields=["person"], name="declaration_of_person")]


class Pulse(Record):
    """One question to all staff, once a year: what they saw and did not report."""

    opened_on = models.DateField()
    closes_on = models.DateField()
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: What was done about the gap, once it is closed.
    followed_up = models.TextField(blank=True)
    followed_up_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        ordering = ["-opened_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gt=models.F("opened_on")), name="pulse_stays_open"
            )
        ]


class PulseAnswer(Record):
    """An answer without a person and without a moment; its id says nothing of when it came."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="answers")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    saw_unreported = models.BooleanField()
    why_not = models.TextField(blank=True)


class PulseDone(Record):
    """That somebody answered a pulse, and nothing of what."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pulse = models.ForeignKey(Pulse, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pulse", "person"], name="pulse_answered_once")
        ]


class Transfer(Record):
    """A learner's safeguarding file and the next setting: sent against a receipt, or why not.

    Read by the safeguarding circle, never by the learner that it is about.
    """

    class Method(models.TextChoices):
        """How it went."""

        ELECTRONIC = "electronic", _("By a secure transfer between systems")
        SEALED = "sealed", _("As a sealed file, its password given apart")
        BY_HAND = "by-hand", _("By hand, to a named person")
        POST = "post", _("By tracked post")

    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, related_name="safeguarding_transfer"
    )
    #: Where they go, "" where no file goes anywhere; then ``why_none`` says why.
    setting = models.CharField(max_length=200, blank=True)
    why_none = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    #: What the next setting had to know before they began, and was told in advance.
    beforehand = models.TextField(blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)
    method = models.CharField(max_length=12, choices=Method, blank=True)
    apart = models.BooleanField(default=False)
    sent_on = models.DateField(null=True, blank=True)
    sent_to = models.CharField(max_length=200, blank=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    receipt_on = models.DateField(null=True, blank=True)
    receipt_from = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["sent_on", "due_on", "-decided_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(setting__regex=r"\S", why_none="", due_on__isnull=False)
                | models.Q(setting="", why_none__regex=r"\S", sent_on__isnull=True),
                name="transfer_goes_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_on__isnull=True)
                | models.Q(apart=True, sent_to__regex=r"\S") & ~models.Q(method=""),
                name="transfer_sent_apart_to_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(receipt_on__isnull=True)
                | models.Q(sent_on__isnull=False, receipt_from__regex=r"\S"),
                name="transfer_receipt_after_sending",
            ),
        ]
