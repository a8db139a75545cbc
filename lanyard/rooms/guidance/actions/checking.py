"""Verbs of the checker: count that a text was checked, and keep the confidential terms."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.api import Person
from lanyard.rooms.guidance.checking.rules import Kind
from lanyard.rooms.guidance.models import ConfidentialTerm, OfficialAnswer

_COUNT = """
INSERT INTO guidance_checktally AS known (id, organisation_id, day, kind, checked, at)
VALUES (%s, %s, %s, %s, 1, %s)
ON CONFLICT (organisation_id, day, kind) DO UPDATE SET checked = known.checked + 1, at = excluded.at
"""


class NothingAnswered(ValueError):
    """No answer was given that could be kept."""


class TermKnown(ValueError):
    """The term is looked for already."""


def count_check(kind: Kind) -> None:
    """Count that a text of a kind was checked today: never whose, and nothing of what."""
    now = timezone.now()
    row = (time_ordered_id(), current_organisation_id(), timezone.localdate(), kind.value, now)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, row)


@transaction.atomic
def add_term(term: str, *, by: Person) -> ConfidentialTerm:
    """Let the checker of staff look for a term; raises TermKnown where it does."""
    said = " ".join(term.split())
    if ConfidentialTerm.objects.filter(term__iexact=said, ended_at__isnull=True).exists():
        raise TermKnown(said)
    made = ConfidentialTerm.objects.create(term=said, added_by_name=str(by))
    audit.record("guidance.term-added", by=by, kind="term", subject_id=made.pk)
    return made


@transaction.atomic
def keep_answers(answers: Sequence[tuple[str, str]], *, by: Person) -> OfficialAnswer:
    """Keep what was answered before a post of an official account goes out (OAK-10.3-03).

    Raises NothingAnswered. Nothing of the post itself is kept.
    """
    said = [[ask, " ".join(answer.split())] for ask, answer in answers if answer.strip()]
    if not said:
        raise NothingAnswered
    made = OfficialAnswer.objects.create(by_name=str(by), answers=said)
    audit.record("guidance.thought", by=by, kind="official-answer", subject_id=made.pk)
    return made


@transaction.atomic
def end_term(term: ConfidentialTerm, *, by: Person) -> None:
    """Let the checker look for a term no longer; a second time changes nothing."""
    locked = ConfidentialTerm.objects.select_for_update().get(pk=term.pk)
    if locked.ended_at is not None:
        return
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    audit.record("guidance.term-ended", by=by, kind="term", subject_id=locked.pk)
