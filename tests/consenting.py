"""Consent with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.people.actions.guardians import verify_guardian
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.consent import links
from lanyard.rooms.consent.actions import asking, paper
from lanyard.rooms.consent.actions.giving import Said, answer
from lanyard.rooms.consent.models import ConsentRequest
from lanyard.rooms.consent.tests.pictures import PNG

_PLACES = ("website", "social")


def stand_consent(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Let the tutor and the learner answer, ask the parent, enter a paper; return arguments."""
    tutor, learner, head = shown["tutor"], shown["learner"], shown["head"]
    today = timezone.localdate()
    until = today + datetime.timedelta(days=90)
    link = GuardianLink.objects.filter(learner=learner, guardian=shown["parent"])[0]
    if link.relation not in {"parent", "guardian"}:
        link.relation = "parent"
        link.save()
    if link.verified_on is None:
        verify_guardian(link, by=head, on=today, how="Saw the passport")
    own = answer(tutor, Said("publicity", until, _PLACES), by=tutor)
    theirs = answer(learner, Said("publicity", until, _PLACES), by=learner)
    parents = answer(learner, Said("publicity", until, _PLACES), by=link.guardian, link=link)
    asked = asking.ask_guardian(link, purpose="teaching", by=shown["dsl"])
    ConsentRequest.objects.filter(pk=asked.pk).update(reminded_on=today)
    form = paper.enter(
        learner, Said("teaching", until, ("print",)), by=head, link=None, signed_on=today,
        scan=paper.Scan("form.png", PNG),
    )  # fmt: skip
    return {
        "consent:answer.purpose": "publicity", "consent:answer-for.purpose": "publicity",
        "consent:answer-for.link_id": link.pk, "consent:withdraw.answer_id": own.pk,
        "consent:take-down.answer_id": theirs.pk, "consent:check-paper.paper_id": form.pk,
        "consent:by-link.secret": links.token_of(asked),
        "consent:take-back.secret": links.withdrawal_token_of(parents),
    }  # fmt: skip
