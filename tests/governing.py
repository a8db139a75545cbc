"""Governance with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.people.api import Person
from lanyard.rooms.governance.actions import meetings, papers, surveys
from lanyard.rooms.governance.kinds import KINDS

#: A law that binds every college.
LAW = "equality-2010"


def stand_governance(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Make them; return the arguments of their addresses, by the address where they differ."""
    lead, now = shown["dsl"], timezone.now()
    day = datetime.timedelta(days=1)
    waits = papers.begin_paper(KINDS["self-assessment"], by=lead)
    signed = papers.begin_paper(KINDS["leadership"], by=lead)
    words = {one.slug: "Said." for one in KINDS["leadership"].sections}
    signed = papers.sign_paper(papers.write_paper(signed, words, by=lead), by=lead)
    begun, coming = (
        meetings.call_meeting(
            meetings.Called("E-safety group", "Why now.", at, "Room 1"), ["principal"], by=lead
        )
        for at in (now - day, now + 9 * day)
    )
    surveys.open_survey(by=lead)
    return {
        "paper_id": waits.pk, "judgement_id": waits.judgements.all()[0].pk,
        "governance:paper.paper_id": signed.pk, "governance:receive-paper.paper_id": signed.pk,
        "signed_paper_id": signed.pk, "meeting_id": begun.pk, "coming_meeting_id": coming.pk,
        "governance:cancel-meeting.meeting_id": coming.pk,
        **{f"governance:{name}.slug": LAW for name in ("law", "check-law", "give-law")},
        **{f"governance:{name}.kind": "impact" for name in ("papers-of", "begin-paper")},
    }  # fmt: skip
