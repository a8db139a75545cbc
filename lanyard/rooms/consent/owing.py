"""By when whoever answers for their own pictures is to answer: asked, or near the end."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from uuid import UUID

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.rooms.consent.models import Consent, ConsentRequest, Giver

DUTY = "consent.answer"
SUBJECT = ("consent", "own")
#: Days before the end of a consent on which its giver hears of it.
WARNED = (30, 14)


def begin(*, by: audit.Actor | None = None, at_once: bool = True) -> None:
    """Ask learners and staff to answer in time, from now on, with their warnings."""
    words = duties.Asked(
        "Say whether pictures of you may be shown", "/consent/", steps=(-30, -14, 0),
        clauses=("POR-IMG-02",), managers_every=0,
    )  # fmt: skip
    duties.define(
        DUTY, words, by=by, audience=duties.Audience(kinds=("learner", "staff")),
        rule=duties.Rule(anchor=duties.BY_ROOM), subject=SUBJECT,
        at_once=at_once,
    )  # fmt: skip


def owing(
    _subject_id: str, since: Mapping[UUID, datetime.date], today: datetime.date
) -> dict[UUID, duties.Due | None]:
    """Return by when each of some people is to answer: what they were asked, else the next end."""
    people = list(since)
    found: dict[UUID, duties.Due | None] = dict.fromkeys(people)
    soon = today + datetime.timedelta(days=WARNED[0])
    ending = Consent.objects.filter(
        person_id__in=people, by=Giver.SELF, ended_at=None, until__range=(today, soon)
    ).order_by("-until")
    for person, until in ending.values_list("person_id", "until"):
        found[person] = duties.Due(f"until-{until:%Y%m%d}", until)
    asked = ConsentRequest.objects.filter(
        person_id__in=people, link=None, answered_at=None, withdrawn_on=None
    ).order_by("-expires_on")
    for one in asked:
        found[one.person_id] = duties.Due(f"asked-{one.pk.hex[-12:]}", one.expires_on)
    return found
