"""The log of challenged posts; one that undermines British values goes to safeguarding too."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.models import Person
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.matters import Report
from lanyard.rooms.concerns.models import Challenge, Receipt
from lanyard.rooms.concerns.reasons import Category, ReporterKind, ThreeWay


@transaction.atomic
def log_challenge(
    *, by: Person, happened_on: datetime.date, platform: str, link: str, said: str,
    challenged: str, values: bool,
) -> Challenge:  # fmt: skip
    """Log that somebody challenged a learner's post (LAN-PREV-05).

    With the tick a copy goes to safeguarding as a report whose Prevent question stands open, so
    that somebody judges it. Without, the log is read by its writer and by safeguarding.
    """
    circle = access.circle_of(in_force.profile().posts.safeguarding)
    made = Challenge.objects.create(
        by=by, happened_on=happened_on, platform=platform, link=link, said=said,
        challenged=challenged, values=values, circle=circle,
    )  # fmt: skip
    audit.record(
        "concerns.challenge-logged", by=by, kind="challenge", subject_id=made.pk, circle=circle.pk,
        values=values,
    )  # fmt: skip
    if values:
        opened = open_concern(_copy(made), by=by)
        with system_duty("tie a challenge to its copy"):
            made.concern = Receipt.objects.get(pk=opened.receipt_id).concern
            made.save(update_fields=["concern"])
    return made


def _copy(made: Challenge) -> Report:
    return Report(
        reporter_kind=ReporterKind.STAFF, category=Category.EXTREMISM, risk_area="content",
        prevent=ThreeWay.UNSURE, platform=made.platform, link=made.link, post_seen=True,
        when_said=f"{made.happened_on:%d %B %Y}", happened=made.said,
        action_taken=_("Challenged: %(words)s") % {"words": made.challenged},
    )  # fmt: skip
