"""Keep the organisation's terms."""

from __future__ import annotations

import datetime

from django.db import transaction

from lanyard.engine.duties.models import OfNation, Term
from lanyard.foundation.audit import api as audit
from lanyard.foundation.jobs import api as jobs


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


@transaction.atomic
def set_nation(nation: str, *, by: audit.Actor | None) -> None:
    """Say whose bank holidays the organisation keeps; what is due is counted anew at once.

    Raises ValueError for a nation that is none.
    """
    if nation not in OfNation.Nation.values:
        raise ValueError(f"{nation} is no nation with bank holidays of its own.")
    kept, _new = OfNation.objects.update_or_create(defaults={"nation": nation})
    audit.record(
        "duties.nation-set", by=by, subject=str(kept.get_nation_display()), kind="nation",
        subject_id=kept.pk,
    )  # fmt: skip
    jobs.defer("duties.recompute-all")
