"""Keep the organisation's terms."""

from __future__ import annotations

import datetime

from django.db import transaction

from lanyard.engine.duties.models import Term
from lanyard.foundation.audit import api as audit


class TermsOverlap(ValueError):
    """A term that shares days with another."""


@transaction.atomic
def set_term(
    name: str, *, by: audit.Actor | None, since: datetime.date, until: datetime.date
) -> Term:
    """Set a term, or change the one that begins on that day.

    Raises ValueError for one that ends before it begins, TermsOverlap for days of another.
    """
    if until < since:
        raise ValueError("A term ends after it begins.")
    if Term.objects.filter(since__lte=until, until__gte=since).exclude(since=since).exists():
        raise TermsOverlap(name)
    term, _ = Term.objects.update_or_create(since=since, defaults={"name": name, "until": until})
    audit.record(
        "duties.term-set", by=by, subject=name, kind="term", subject_id=term.pk,
        since=since.isoformat(), until=until.isoformat(),
    )  # fmt: skip
    return term


@transaction.atomic
def remove_term(term: Term, *, by: audit.Actor) -> None:
    """Take a term away that was set wrongly."""
    audit.record(
        "duties.term-removed", by=by, subject=term.name, kind="term", subject_id=term.pk,
        since=term.since.isoformat(), until=term.until.isoformat(),
    )  # fmt: skip
    term.delete()
