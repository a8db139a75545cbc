"""Publish how to report, and keep who has read it."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.audit import api as audit
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions.marks import mark
from lanyard.rooms.concerns.models import Procedure, ReadMark


@transaction.atomic
def publish(*, text: str, review_on: datetime.date, by: Person) -> Procedure:
    """Publish the next version of how to report; those before stay as they were.

    Raises ValueError for an empty text, or a review that is not in the future.
    """
    if not text.strip():
        raise ValueError(_("Write how to report."))
    if review_on <= timezone.localdate():
        raise ValueError(_("Give a day to come for its review."))
    newest = Procedure.objects.aggregate(n=Max("version"))["n"] or 0
    made = Procedure.objects.create(
        version=newest + 1, text=text, review_on=review_on, published_by=by
    )
    audit.record("concerns.procedure-published", by=by, subject=str(made.version))
    return made


@transaction.atomic
def read(procedure: Procedure, *, by: Person) -> None:
    """Keep that somebody read a version."""
    if mark(ReadMark.What.PROCEDURE, procedure.pk, by=by):
        audit.record("concerns.procedure-read", by=by, subject=str(procedure.version))
