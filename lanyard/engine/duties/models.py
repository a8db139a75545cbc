"""Duties as they stand: definitions, one occurrence per person and period, reminders sent."""

from __future__ import annotations

import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lanyard.engine.duties.audience import Audience, audience_from
from lanyard.engine.duties.rules import Rule, rule_from
from lanyard.foundation.organisations.records import Record
from lanyard.people.api import Person

_DEFAULT_STEPS = [-7, -1, 0]


def default_steps() -> list[int]:
    """Return the days, relative to the due day, on which a reminder goes out."""
    return list(_DEFAULT_STEPS)


class Term(Record):
    """A term of the organisation, both days in it."""

    name = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="term_span"),
            models.UniqueConstraint(fields=["organisation", "since"], name="term_begins_once"),
        ]

    def __str__(self) -> str:
        return self.name


class OfNation(Record):
    """Whose bank holidays the organisation keeps. Without a row: England and Wales."""

    class Nation(models.TextChoices):
        ENGLAND_AND_WALES = "england-and-wales", _("England and Wales")
        SCOTLAND = "scotland", _("Scotland")
        NORTHERN_IRELAND = "northern-ireland", _("Northern Ireland")

    nation = models.CharField(max_length=20, choices=Nation)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="nation_one")]


class Definition(Record):
    """Something asked of an audience: by what rule it falls due, and what carries it out.

    ``subject_kind`` and ``subject_id`` name the room's record that asks it; ``title`` is its text
    when it was last said. A definition is never deleted: it ends.
    """

    kind = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60, blank=True)
    subject_id = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    #: Where the person goes to do it: a path of ours.
    url = models.CharField(max_length=300)
    audience_data = models.JSONField()
    rule_data = models.JSONField()
    steps = models.JSONField(default=default_steps)
    #: A role that hears of what is overdue beside the line manager; "" for none.
    owner_role = models.CharField(max_length=60, blank=True)
    #: How often a line manager hears of what is overdue: each day, each week (7), never (0).
    managers_every = models.PositiveSmallIntegerField(default=1)
    #: The room itself tells people when it opens, so that the first reminder is left out.
    told = models.BooleanField(default=False)
    #: Whose it is, is theirs alone: managers and owners see a number.
    private = models.BooleanField(default=False)
    #: Done by the person's own word, with a text; otherwise only a room's record completes it.
    by_hand = models.BooleanField(default=False)
    clauses = models.JSONField(default=list)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "subject_kind", "subject_id"],
                name="duty_defined_once", condition=Q(ended_on__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def audience(self) -> Audience:
        """Of whom it is asked."""
        return audience_from(self.audience_data)

    @property
    def rule(self) -> Rule:
        """When it falls due."""
        return rule_from(self.rule_data)


class Occurrence(Record):
    """What one person owes once: open until it is done, or no longer asked of them."""

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="occurrences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    #: The room's record that waits for them, "" where the duty is about none. Row security shows
    #: such a row to the person and to the system alone.
    about = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=20)
    due = models.DateField()
    opened_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    #: What shows that it was done, in a sentence, and the record behind it.
    evidence = models.CharField(max_length=300, blank=True)
    evidence_kind = models.CharField(max_length=60, blank=True)
    evidence_id = models.CharField(max_length=80, blank=True)
    done_by_name = models.CharField(max_length=260, blank=True)
    waived_until = models.DateField(null=True, blank=True)
    waiver_reason = models.TextField(blank=True)
    waived_by_name = models.CharField(max_length=260, blank=True)
    #: When a waiver was ended before its day, by whom and why; its last day is then the day before.
    waiver_ended_on = models.DateField(null=True, blank=True)
    waiver_ended_because = models.TextField(blank=True)
    waiver_ended_by_name = models.CharField(max_length=260, blank=True)
    #: No longer asked of the person: they left the audience, or the definition ended.
    withdrawn_on = models.DateField(null=True, blank=True)
    #: When a line manager last heard that this is late.
    manager_told_on = models.DateField(null=True, blank=True)

    #: What it is about in the room's words, and where: as its own reader may know it.
    said = ""
    at = ""

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "person", "about", "period"], name="duty_once_in_a_period"
            ),
            models.UniqueConstraint(
                fields=["definition", "person", "about"], name="duty_open_once",
                condition=Q(done_on__isnull=True, withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(evidence=""), name="duty_done_has_evidence"
            ),
            models.CheckConstraint(
                condition=Q(waived_until__isnull=True) | ~Q(waiver_reason=""),
                name="duty_waiver_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(waiver_ended_on__isnull=True) | ~Q(waiver_ended_because=""),
                name="duty_waiver_ended_with_reason",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["person", "due"], name="duty_open_of_person",
                condition=Q(done_on__isnull=True, withdrawn_on__isnull=True),
            ),
            models.Index(
                fields=["organisation", "due"], name="duty_open_by_day",
                condition=Q(done_on__isnull=True, withdrawn_on__isnull=True),
            ),
        ]  # fmt: skip

    @property
    def title(self) -> str:
        """What is to be done, as closely as its reader may know."""
        return self.said or self.definition.title

    @property
    def url(self) -> str:
        """Where it is done."""
        return self.at or self.definition.url

    def state_on(self, day: datetime.date) -> str:
        """Return its state on a day: done, withdrawn, waived, overdue or open."""
        if self.done_on:
            return "done"
        if self.withdrawn_on:
            return "withdrawn"
        if self.waived_until and self.waived_until >= day:
            return "waived"
        return "overdue" if self.due < day else "open"


class Reminder(Record):
    """That a person was reminded of one step; each step goes out once, whatever happens."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=20)
    sent_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "step"], name="duty_reminded_once")
        ]
