"""Choose when one is mailed."""

from __future__ import annotations

import datetime

from django.db import transaction

from lanyard.foundation.audit import api as audit
from lanyard.foundation.notices.models import Preference


@transaction.atomic
def choose(
    *,
    by: audit.Actor,
    mail_routine: bool,
    quiet_from: datetime.time | None,
    quiet_until: datetime.time | None,
) -> None:
    """Set the actor's own preferences. What needs an answer is mailed whatever they are."""
    stored = Preference.objects.filter(person_id=by.pk).first() or Preference(person_id=by.pk)
    stored.mail_routine = mail_routine
    stored.quiet_from, stored.quiet_until = quiet_from, quiet_until
    stored.save()
    audit.record("notices.preferences-set", by=by, kind="person", subject_id=by.pk)
