"""Asking about a follower whom somebody names elsewhere, so that nothing is asked of them twice."""

from __future__ import annotations

from django.utils import timezone

from lanyard.engine.answers import knowing
from lanyard.engine.answers.actions import TooOften, conclude
from lanyard.engine.answers.models import FollowerFound, KeptAnswer
from lanyard.engine.answers.progress import Progress, Said
from lanyard.engine.decisions.api import FactsRefused
from lanyard.engine.profiles.api import profile_in_force
from lanyard.people.api import Person


def ask_of_follower(concerned: Person, *, platform: str, by: Person) -> KeptAnswer | None:
    """Ask what the policy says of somebody who follows one, and keep what is to be done of it.

    None where the asker may not ask about that person, or asks too often: the answer is then for
    them to ask for, and tells nothing here.
    """
    known = knowing.person_known_to(by, concerned.pk)
    if known is None:
        return None
    given = {"account": "personal", "direction": "followed-by"}
    if platform.strip():
        given["platform"] = platform.strip()
    said = Said(given, concerned=known.pk)
    version, today = profile_in_force(), timezone.localdate()
    try:
        return conclude(Progress("contact.connect", by, version, today, said), by=by)
    except (TooOften, FactsRefused):
        return None


def follower_waits(kept: KeptAnswer) -> bool:
    """Say whether an answer left a follower to be dealt with."""
    return FollowerFound.objects.filter(answer_id=kept.pk, done_on=None).exists()
