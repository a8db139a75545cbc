"""Whether a picture may be published: ``media.publish`` answered out of the records."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from lanyard.engine.approvals import api as approvals
from lanyard.engine.decisions.api import Answer, Word, decide
from lanyard.engine.policy.api import ROLES
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person, fold
from lanyard.rooms.consent import rules
from lanyard.rooms.consent.models import Picture, Publication
from lanyard.rooms.consent.queries import subjects_of

APPROVAL = "consent.publication"
SUBJECT = "publication"
_CHECKS = ("quality", "privacy")
_MARKETING = "marketing-team"
_MARKETERS = ("marketing-team", "marketing-manager", "director-marketing")
_WORD = re.compile(r"[^\W_]+")


def facts_about(
    picture: Picture, *, channel: str, purpose: str, on: datetime.date,
    named: Collection[str] = (), doubt: bool = False, lock: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Return what the records know of a picture for ``media.publish``, as if all were checked.

    People on it whom nobody has named come as unknown: they have consented to nothing. A learner's
    name counts as consented where theirs holds for this place.
    """
    with system_duty("look whether a picture may be used"):
        ids = list(
            picture.subjects.filter(removed_at=None).order_by("person_id")
            .values_list("person_id", flat=True)
        )  # fmt: skip
    if rules.names_need_consent(profile_in_force(on).profile, on):
        # Whoever is named without being shown consents to that as well.
        ids = list(dict.fromkeys([*ids, *map(UUID, named)]))
    known = subjects_of(ids, channel=channel, purpose=purpose, on=on, lock=lock)
    unknown = [rules.subject("unknown", None, [])] if picture.others else []
    return {
        "rights": str(picture.rights_on(on)), "device": picture.device,
        "taken_by": picture.taken_by, "learning_activity": bool(picture.activity),
        "tutor_authorised": bool(picture.authorised_by_name),
        "one_to_one": bool(picture.one_to_one_because), "on_premises": picture.on_premises,
        "names_shown": bool(named), "doubt": doubt, "channel": channel,
        "subjects": [*known.values(), *unknown],
        "approvals": [], "checks": list(_CHECKS), "publisher": _MARKETING, "freeze": False,
    }  # fmt: skip


def answer_of(facts: dict[str, Any], on: datetime.date) -> Answer:
    """Return the policy's answer for facts on a day."""
    return decide("media.publish", profile_in_force(on).profile, on, facts)


def usable(picture: Picture, channel: str, purpose: str, on: datetime.date) -> Answer:
    """Return whether a picture may be used in a place today, were every check passed."""
    return answer_of(facts_about(picture, channel=channel, purpose=purpose, on=on), on)


def needs_checks(facts: dict[str, Any], on: datetime.date) -> bool:
    """Say whether the policy wants quality and privacy checked first (POR-IMG-04)."""
    unchecked = answer_of({**facts, "checks": []}, on)
    return unchecked.answer is Word.NO and answer_of(facts, on).answer is not Word.NO


def as_it_stands(
    one: Publication, *, publisher: Person, on: datetime.date, lock: bool
) -> dict[str, Any]:
    """Return the facts with the approvals, checks and publisher that there are now."""
    facts = facts_about(
        one.picture, channel=one.channel, purpose=one.purpose, on=on, named=one.named,
        doubt=one.doubt, lock=lock,
    )  # fmt: skip
    checked = [("quality", one.quality_by_name), ("privacy", one.privacy_by_name)]
    return {
        **facts, "checks": [word for word, name in checked if name],
        "approvals": approvals_of(one), "publisher": role_of(publisher.pk),
        "freeze": registry.holds("posting-frozen"),
    }  # fmt: skip


def approvals_of(one: Publication) -> list[dict[str, str]]:
    """Return the approvals given for a request, as the rules take them."""
    with system_duty("look at approvals"):
        found = approvals.of_subject(SUBJECT, one.pk).first()
        steps: Sequence[approvals.Step] = list(found.steps.all()) if found else []
    return [
        {"role": step.role, "on": step.decided_at.date().isoformat()}
        for step in steps if step.outcome == approvals.Step.Outcome.APPROVED and step.decided_at
    ]  # fmt: skip


def role_of(person_id: UUID) -> str:
    """Return the role in which somebody publishes: marketing's first, of those they hold."""
    held = access.roles_of(person_id)
    for role in (*_MARKETERS, "principal", *sorted(held)):
        if role in held and role in ROLES:
            return role
    return "tutor"


def names_in(texts: Iterable[str], tagged: Collection[Person]) -> list[str]:
    """Return the ids of the people named in texts: anybody by whole name, who is shown by either.

    LAN-IMG-07, OAK-4.4-05, COM-IMG-05: caption, alternative text, title and file name.
    """
    words = _WORD.findall(fold(" ".join(texts)))
    said, alone = f" {' '.join(words)} ", set(words)
    rows = Person.objects.values_list("pk", "given_name", "known_as", "family_name")
    found = {
        str(pk)
        for pk, given, known_as, family in rows.iterator(chunk_size=5000)
        if any(f" {fold(f'{one} {family}')} " in said for one in (given, known_as) if one)
    }
    for person in tagged:
        own = {person.given_name, person.known_as, person.family_name} - {""}
        if any(fold(name) in alone for name in own):
            found.add(str(person.pk))
    return sorted(found)
