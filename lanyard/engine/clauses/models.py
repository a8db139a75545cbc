"""How controls stood, day by day, and what people vouched for. Nothing here is ever rewritten."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from lanyard.foundation.organisations.records import Record
from lanyard.foundation.registry.controls import Basis, State

_STATES = [(state.value, state.value) for state in State]
_BASES = [(basis.value, basis.value) for basis in Basis]
_CLAIMS = Q(state__in=[State.IN_FORCE.value, State.AT_RISK.value])


class ControlState(Record):
    """How one control stood when its evidence was gathered; the last of a day is the day's.

    It holds numbers and no names. The database itself refuses a state that claims more than its
    record bears out.
    """

    control = models.CharField(max_length=60)
    on = models.DateField()
    taken_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=12, choices=_STATES)
    basis = models.CharField(max_length=10, choices=_BASES)
    part = models.PositiveIntegerField(null=True)
    whole = models.PositiveIntegerField(null=True)
    as_of = models.DateTimeField(null=True)
    #: The last day of what somebody vouched for.
    until = models.DateField(null=True)
    link = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-on", "-taken_at", "-id"]
        indexes = [
            models.Index(
                fields=["organisation", "control", "-taken_at"], name="control_state_newest"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~_CLAIMS
                | Q(
                    part__isnull=False,
                    whole__isnull=False,
                    as_of__isnull=False,
                    part__gte=1,
                    whole__gte=F("part"),
                ),
                name="control_state_has_a_record",
            ),
            models.CheckConstraint(
                condition=~Q(basis=Basis.ATTESTED.value) | Q(until__isnull=False),
                name="control_state_word_has_an_end",
            ),
            models.CheckConstraint(
                condition=~_CLAIMS | Q(until__isnull=True) | Q(until__gte=F("on")),
                name="control_state_word_holds",
            ),
        ]


class Attestation(Record):
    """Somebody by name vouches for a control, until a day. It is withdrawn, never changed."""

    control = models.CharField(max_length=60)
    text = models.TextField()
    by = models.UUIDField()
    by_name = models.CharField(max_length=260)
    #: The role in which it was given, as the policy calls it.
    post = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    file_id = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_by_name = models.CharField(max_length=260, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["organisation", "control"], name="attestation_of_control")]
        constraints = [
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"), name="attestation_says_something"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(withdrawn_by__isnull=False, withdrawn_because__regex=r"\S"),
                name="attestation_withdrawn_with_reason",
            ),
        ]
