"""Ask every control for its evidence, as the system of one organisation."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from uuid import UUID

import structlog
from django.db import transaction
from django.urls import reverse

from lanyard.engine.clauses.models import Attestation
from lanyard.engine.clauses.queries import words_given
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.controls import Control, Evidence, State, attested

_log = structlog.get_logger(__name__)
DUTY = "gather evidence"


def evidence_of_all(
    organisation: UUID, *, on: datetime.date, only: Collection[str] | None = None
) -> dict[str, Evidence]:
    """Return the evidence of every control that is built, or of some.

    A control whose own evidence fails is left out and logged: its last look then grows old and
    cannot stay green. Nothing but numbers leaves.
    """
    wanted = {s: c for s, c in registry.controls().items() if only is None or s in only}
    found: dict[str, Evidence] = {}
    with transaction.atomic(), system_duty(DUTY):
        words = words_given(wanted)
        for slug, control in wanted.items():
            evidence = _ask(control, organisation, on)
            if evidence is not None:
                found[slug] = with_word(evidence, words.get(slug), on=on)
    return found


def with_word(evidence: Evidence, word: Attestation | None, *, on: datetime.date) -> Evidence:
    """Let somebody's word stand where nothing is measured; what is measured always counts first."""
    if word is None or evidence.state is not State.NOT_SET_UP:
        return evidence
    return attested(
        word.at, word.expires_on, on=on, link=reverse("clauses:control", args=[word.control])
    )


def _ask(control: Control, organisation: UUID, on: datetime.date) -> Evidence | None:
    try:
        with transaction.atomic():
            return control.evidence(organisation, on)
    except Exception as error:
        _log.error("clauses.no-evidence", control=control.slug, error=type(error).__name__)
        return None
