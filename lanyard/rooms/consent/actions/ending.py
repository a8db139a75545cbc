"""End consents: withdrawn, over, come of age, or of somebody who is no guardian any more."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.consent.models import MAY_CONSENT, Consent, Covers, Giver

ENDED = "consent.ended"


def end_rows(
    rows: QuerySet[Consent], because: str, *, by_name: str = "", note: str = ""
) -> list[Consent]:
    """End consents that still stand, and return them; they are locked in the order of their ids.

    Whoever publishes with ``may_show(lock=True)`` locks them in the same order: a withdrawal waits
    until that is done, and then finds the use.
    """
    found = list(rows.filter(ended_at=None).order_by("pk").select_for_update(of=("self",)))
    ids = [one.pk for one in found]
    Consent.objects.filter(pk__in=ids).update(
        ended_at=timezone.now(), ended_because=because, ended_by_name=by_name, ended_note=note
    )
    return found


def hold(rows: QuerySet[Consent]) -> None:
    """Lock the people of consents, in order: before their consents, as whoever publishes does."""
    people = Person.objects.filter(pk__in=rows.values("person")).order_by("pk")
    list(people.select_for_update(of=("self",), no_key=True))


@transaction.atomic
def withdraw(
    rows: Iterable[Consent], *, by: audit.Actor | None, by_name: str, note: str = ""
) -> int:
    """Withdraw consents of one person at once; return how many still stood.

    ``consent.ended`` is announced, so that uses of pictures are taken down. To be named goes with
    to be shown. The caller says that whoever acts may: see ``standing_of``.
    """
    ids = [one.pk for one in rows]
    with system_duty("withdraw a consent"):
        found = Consent.objects.filter(pk__in=ids)
        hold(found)
        beside = Q()
        for one in found.filter(covers=Covers.PICTURE):
            beside |= Q(answer=one.answer_id, channel=one.channel, covers=Covers.NAME)
        whole = Consent.objects.filter(Q(pk__in=ids) | beside) if beside else found
        ended = end_rows(whole, Consent.Ended.WITHDRAWN, by_name=by_name, note=note)
        _tell(ended, Consent.Ended.WITHDRAWN)
    for person in {one.person for one in ended}:
        audit.record(
            "consent.withdrawn", by=by, subject=str(person), kind="person", subject_id=person.pk
        )
    return len(ended)


def standing_of(giver: Person, person: Person | None = None) -> QuerySet[Consent]:
    """Return the consents that a giver may withdraw: every one of theirs that stands."""
    rows = Consent.objects.filter(giver=giver, ended_at=None)
    return rows.filter(person=person) if person is not None else rows


@transaction.atomic
def keep_in_step(
    on: datetime.date, *, adult_age: int, afresh: bool, people: Iterable[UUID] = ()
) -> set[UUID]:
    """End what is over: past its day, of a guardian once 18 is reached, of an ended link.

    Of everybody, or of some people. ``afresh`` ends one's own of under 18 as well. Return who came
    of age and is to be asked (POR-IMG-02).
    """
    with system_duty("end consents that are over"):
        ids = list(people)
        rows = Consent.objects.filter(ended_at=None)
        rows = rows.filter(person__in=ids) if ids else rows
        hold(
            rows.filter(
                Q(by=Giver.PARENT)
                | Q(until__lt=on)
                | Q(person__born__year__lte=on.year - adult_age)
            )
        )
        known = Q(answer__link__verified_on__isnull=False, answer__link__ended_on=None,
                  answer__link__relation__in=MAY_CONSENT)  # fmt: skip
        _end(rows.filter(~known, by=Giver.PARENT), Consent.Ended.NO_GUARDIAN)
        old_enough = rows.filter(person__born__year__lte=on.year - adult_age)
        own = old_enough.filter(by=Giver.SELF) if afresh else old_enough.none()
        grown = [
            one.pk for one in (*old_enough.filter(by=Giver.PARENT).select_related("person"),
                               *own.select_related("person"))
            if _outgrown(one, on, adult_age)
        ]  # fmt: skip
        ended = _end(Consent.objects.filter(pk__in=grown), Consent.Ended.GROWN_UP)
        _end(rows.filter(until__lt=on), Consent.Ended.EXPIRED)
    return {one.person_id for one in ended}


def _end(rows: QuerySet[Consent], because: str) -> list[Consent]:
    ended = end_rows(rows, because)
    _tell(ended, because)
    return ended


def _outgrown(one: Consent, on: datetime.date, adult_age: int) -> bool:
    """Say whether somebody has come of age, and had not when their own consent was given."""
    return _is_adult(one.person, on, adult_age) and (
        one.by == Giver.PARENT or not _is_adult(one.person, one.since, adult_age)
    )


def _is_adult(person: Person, on: datetime.date, adult_age: int) -> bool:
    age = person.age_on(on)
    return age is not None and age >= adult_age


def _tell(ended: Iterable[Consent], because: str) -> None:
    """Announce what ended, once for each person and purpose."""
    groups: dict[tuple[UUID, str], set[str]] = defaultdict(set)
    for one in ended:
        groups[one.person_id, one.purpose].add(one.channel)
    for (person, purpose), channels in groups.items():
        registry.announce(
            ENDED, person_id=person, purpose=purpose, channels=sorted(channels), because=because
        )
