"""What holds: consents of people on a day, and whether they may be shown."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Employment, Enrolment, GuardianLink, Person, Vulnerability, spans
from lanyard.rooms.consent import rules
from lanyard.rooms.consent.models import (
    MAY_CONSENT,
    Channel,
    Consent,
    ConsentAnswer,
    Covers,
    Giver,
    Purpose,
)

_DUTY = "look whether people may be shown"
#: Ends of a consent that say nothing against being shown.
_NO_OBJECTION = frozenset(
    {Consent.Ended.EXPIRED, Consent.Ended.GROWN_UP, Consent.Ended.NO_GUARDIAN}
)


class NoSuchUse(ValueError):
    """A channel or purpose that does not exist; the text names it."""


@dataclass(frozen=True)
class Shown:
    """Whether all of some people may be shown, and who stands in the way. Never why."""

    channel: str
    purpose: str
    on: datetime.date
    people: tuple[UUID, ...]
    lacking: tuple[UUID, ...]

    @property
    def allowed(self) -> bool:
        """Whether everybody may be shown: the weakest consent of a group wins."""
        return not self.lacking


def may_show(
    people: Iterable[UUID], *, channel: str, purpose: str = Purpose.PUBLICITY, on: datetime.date,
    named: Collection[UUID] = (), lock: bool = False,
) -> Shown:  # fmt: skip
    """Say whether these people may be shown in a channel for a purpose on a day (KMC-GSF-12).

    ``named`` are those whose names go with the picture. ``lock`` holds their consents until the
    caller's transaction ends, so that no withdrawal comes between. Somebody who is unknown here may
    not be shown. Raises NoSuchUse for a channel or purpose that does not exist.
    """
    ids, profile = tuple(dict.fromkeys(people)), profile_in_force(on).profile
    found = subjects_of(ids, channel=channel, purpose=purpose, on=on, lock=lock)
    lacking = tuple(
        one for one in ids
        if not rules.may_be_shown(profile, found[one], channel, on, named=one in named)
    )  # fmt: skip
    return Shown(channel, purpose, on, ids, lacking)


def subjects_of(
    people: Collection[UUID], *, channel: str, purpose: str, on: datetime.date, lock: bool = False
) -> dict[UUID, rules.Subject]:
    """Return people as ``media.publish`` takes them, with what their consents hold on a day.

    Somebody whom safeguarding keeps out of pictures comes as one whom nobody knows and who has
    consented to nothing, whatever stands in the record: that wins, and is not told.
    """
    if channel not in Channel.values:
        raise NoSuchUse(channel)
    if purpose not in Purpose.values:
        raise NoSuchUse(purpose)
    adult_age = profile_in_force(on).profile.image.adult_age
    with system_duty(_DUTY):
        known = _read(people, purpose, on, lock=lock)
    return {one: _subject(known.get(one), channel, on, adult_age) for one in people}


@dataclass
class _Known:
    """One person with what is on record."""

    person: Person
    kind: str
    hidden: bool
    answers: list[ConsentAnswer] = field(default_factory=list)
    consents: dict[UUID, list[Consent]] = field(default_factory=lambda: defaultdict(list))


def _read(
    people: Collection[UUID], purpose: str, on: datetime.date, *, lock: bool
) -> dict[UUID, _Known]:
    here = Person.objects.in_bulk(list(people))
    learners = set(Enrolment.objects.filter(person__in=here).values_list("person_id", flat=True))
    employed = Employment.objects.filter(spans(on), person__in=here)
    staff = set(employed.values_list("person_id", flat=True))
    flagged = Vulnerability.objects.filter(
        spans(on), person__in=here, kind=Vulnerability.Kind.NOT_SHOWN
    )
    hidden = set(flagged.values_list("person_id", flat=True))
    known = {pk: _Known(one, _kind(pk, learners, staff), pk in hidden) for pk, one in here.items()}
    rows: QuerySet[Consent] = Consent.objects.order_by("pk")
    if lock:
        # Those who withdraw lock the same rows in the same order.
        list(rows.filter(person__in=here, ended_at=None).select_for_update())
    answers = ConsentAnswer.objects.filter(
        person__in=here, purpose=purpose, superseded_by=None
    ).select_related("link")
    for answer in answers:
        known[answer.person_id].answers.append(answer)
    for consent in rows.filter(person__in=here, purpose=purpose, answer__superseded_by=None):
        known[consent.person_id].consents[consent.answer_id].append(consent)
    return known


def _kind(person: UUID, learners: Collection[UUID], staff: Collection[UUID]) -> str:
    if person in learners:
        return "learner"
    return "staff" if person in staff else "public"


def _subject(
    known: _Known | None, channel: str, on: datetime.date, adult_age: int
) -> rules.Subject:
    if known is None or known.hidden:
        return rules.subject("unknown", None, [])
    return rules.subject(known.kind, known.person.born, _holding(known, channel, on, adult_age))


def _holding(
    known: _Known, channel: str, on: datetime.date, adult_age: int
) -> list[dict[str, Any]]:
    """Return the consents for a channel that count.

    Lanyard's default: where one of several guardians says no, none of them has consented; and
    one's own no stands against any guardian's yes.
    """
    counted = [one for one in known.answers if _counts(one, known.person, on, adult_age)]
    refused = {one.by for one in counted if _says_no(known.consents[one.pk], channel)}
    if Giver.SELF in refused:
        refused.add(Giver.PARENT)
    found = []
    for answer in counted:
        if answer.by in refused:
            continue
        held = [c for c in known.consents[answer.pk] if c.channel == channel and c.holds(on)]
        shown = [c for c in held if c.covers == Covers.PICTURE]
        named = any(c.covers == Covers.NAME for c in held)
        found += [rules.consent_of(c.by, [channel], c.since, c.until, named=named) for c in shown]
    return found


def _counts(answer: ConsentAnswer, person: Person, on: datetime.date, adult_age: int) -> bool:
    """Say whether an answer is of somebody who may give it: a guardian's until 18, and known."""
    if answer.by == Giver.SELF:
        return True
    age = person.age_on(on)
    return is_known(answer.link) and (age is None or age < adult_age)


def is_known(link: GuardianLink | None) -> bool:
    """Say whether a link is a parent's or guardian's, verified, and has not ended (POR-IMG-02)."""
    return (
        link is not None
        and link.verified_on is not None
        and link.ended_on is None
        and link.relation in MAY_CONSENT
    )


def _says_no(consents: Iterable[Consent], channel: str) -> bool:
    """Say whether an answer is a no for a channel: not given, or withdrawn since."""
    given = [one for one in consents if one.channel == channel and one.covers == Covers.PICTURE]
    return not any(one.ended_at is None or one.ended_because in _NO_OBJECTION for one in given)


def must_consent(person: Person, on: datetime.date) -> tuple[Giver, ...]:
    """Return whose consent it takes for a person on a day under the policy in force."""
    learner = Enrolment.objects.filter(person=person).exists()
    staff = Employment.objects.filter(spans(on), person=person).exists()
    kind = _kind(person.pk, {person.pk} if learner else (), {person.pk} if staff else ())
    return rules.must_consent(profile_in_force(on).profile, kind, person.born, on)


def answers_about(person: Person, *, by: Person | None = None) -> QuerySet[ConsentAnswer]:
    """Return the answers in force about a person that the reader may see, newest first."""
    rows = ConsentAnswer.objects.filter(person=person, superseded_by=None)
    rows = rows.prefetch_related("consents")
    return rows.filter(giver=by) if by is not None else rows


def children_of(guardian: Person, on: datetime.date) -> list[GuardianLink]:
    """Return the verified links to learners under 18 for whom a guardian may answer."""
    adult_age = profile_in_force(on).profile.image.adult_age
    links = GuardianLink.objects.filter(
        guardian=guardian,
        verified_on__isnull=False,
        ended_on__isnull=True,
        relation__in=MAY_CONSENT,
    ).select_related("learner")
    found = []
    for link in links:
        age = link.learner.age_on(on)
        if age is None or age < adult_age:
            found.append(link)
    return found


def guardians_of(person: Person) -> list[GuardianLink]:
    """Return the verified links of a person's guardians."""
    links = GuardianLink.objects.filter(
        learner=person,
        verified_on__isnull=False,
        ended_on__isnull=True,
        relation__in=MAY_CONSENT,
    )
    return list(links.select_related("guardian").order_by("guardian__family_name", "pk"))


@dataclass(frozen=True)
class Ended:
    """That somebody may be shown in a channel no more by one giver's consent, since when."""

    person_id: UUID
    channel: str
    purpose: str
    at: datetime.datetime


def ended_since(moment: datetime.datetime) -> list[Ended]:
    """Return the consents to be shown that ended after a moment.

    For whoever has shown pictures: withdrawn, over, come of age, or no guardian any more; whether
    they may be shown all the same by another's consent says ``may_show``.
    """
    with system_duty(_DUTY):
        rows = Consent.objects.filter(ended_at__gt=moment, covers=Covers.PICTURE).exclude(
            ended_because=Consent.Ended.SUPERSEDED
        )
        found = rows.order_by("ended_at", "pk").values_list(
            "person_id", "channel", "purpose", "ended_at"
        )
        return [
            Ended(person, channel, purpose, at)
            for person, channel, purpose, at in found
            if at is not None
        ]
