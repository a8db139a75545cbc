"""Reads of evidence: the newest of each control, its history, and what people vouched for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from lanyard.engine.clauses.models import Attestation, ControlState
from lanyard.engine.clauses.standing import Found, Standing, standing_of
from lanyard.engine.policy.api import Profile, catalogue
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.controls import Basis, Evidence, Figure, State


def found_in(row: ControlState) -> Found:
    """Return a row of evidence as a value."""
    figure = None if row.part is None or row.whole is None else Figure(row.part, row.whole)
    return Found(
        State(row.state), Basis(row.basis), row.on, row.taken_at, figure, row.as_of, row.until,
        row.link,
    )  # fmt: skip


def found_as(evidence: Evidence, taken_at: datetime.datetime) -> Found:
    """Return evidence that was just gathered as a value."""
    return Found(
        evidence.state, evidence.basis, evidence.on, taken_at, evidence.figure, evidence.as_of,
        evidence.until, evidence.link,
    )  # fmt: skip


def newest(controls: Iterable[str] | None = None) -> dict[str, ControlState]:
    """Return the newest row of each control (of those named), in one query."""
    rows = ControlState.objects.order_by("control", "-taken_at", "-id").distinct("control")
    if controls is not None:
        rows = rows.filter(control__in=list(controls))
    return {row.control: row for row in rows}


def standings(
    profile: Profile, *, on: datetime.date, controls: Iterable[str] | None = None
) -> dict[str, Standing]:
    """Return how every control of the catalogue stands on a day, in one query."""
    rows = newest(controls)
    return standings_with({slug: found_in(row) for slug, row in rows.items()}, profile, on=on)


def standings_with(
    found: dict[str, Found], profile: Profile | None, *, on: datetime.date
) -> dict[str, Standing]:
    """Return how every control stands, from what was found."""
    known, built = catalogue(), registry.controls().keys()
    return {
        slug: standing_of(
            entry, built=slug in built, found=found.get(slug), on=on,
            owner=known.owner_under(slug, profile) if profile else entry.owner,
        )
        for slug, entry in known.controls.items()
    }  # fmt: skip


def history(controls: Iterable[str], *, since: datetime.date) -> dict[str, list[Found]]:
    """Return the last row of each day of several controls, oldest first, in one query."""
    rows = ControlState.objects.filter(control__in=list(controls), on__gte=since)
    found: dict[str, list[Found]] = {}
    for row in rows.order_by("control", "on", "-taken_at", "-id").distinct("control", "on"):
        found.setdefault(row.control, []).append(found_in(row))
    return found


def attestations(control: str) -> QuerySet[Attestation]:
    """Return what people vouched for about a control, newest first."""
    return Attestation.objects.filter(control=control)


def attestation_with_id(attestation_id: UUID) -> Attestation:
    """Return an attestation; raises Attestation.DoesNotExist."""
    return Attestation.objects.get(pk=attestation_id)


def words_given(controls: Iterable[str]) -> dict[str, Attestation]:
    """Return for each control the word that reaches furthest and was not withdrawn."""
    rows = Attestation.objects.filter(withdrawn_at__isnull=True, control__in=list(controls))
    return {row.control: row for row in rows.order_by("expires_on", "at")}
