"""Evidence of days past for the demonstration, so that its pages have a past to show."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from lanyard.engine.clauses.api import evidence_of_all, gather_as_system, keep
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation

#: How far back a whole college looks.
_DAYS = 60
#: Looked at every so many days, and on each day of the last week; a small college: on these only.
_EVERY, _LAST = 3, 7


@transaction.atomic
def look_back(organisation: Organisation, *, far: bool) -> None:
    """Gather the evidence of two months or of a week, and of today."""
    today = timezone.localdate()
    back = [*(range(_DAYS, _LAST, -_EVERY) if far else ()), *range(_LAST, 0, -1)]
    with acting_as_system(organisation.pk, "load the demonstration"):
        for days in back:
            on = today - datetime.timedelta(days=days)
            evening = timezone.make_aware(datetime.datetime.combine(on, datetime.time(3, 30)))
            keep(evidence_of_all(organisation.pk, on=on), taken_at=evening)
        gather_as_system()
