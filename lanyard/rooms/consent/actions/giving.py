"""Give consent, or say no: each answer speaks of every channel and supersedes the one before."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry import api as registry
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.consent.actions.ending import end_rows
from lanyard.rooms.consent.models import (
    Channel,
    Consent,
    ConsentAnswer,
    ConsentPaper,
    ConsentRequest,
    Covers,
    Giver,
    Purpose,
)
from lanyard.rooms.consent.owing import DUTY, SUBJECT
from lanyard.rooms.consent.queries import is_known

#: The longest that a consent lasts (Lanyard's default; no policy sets a time).
LONGEST = datetime.timedelta(days=3 * 366)


class NotTaken(ValueError):
    """An answer that cannot be taken; the text names why."""


@dataclass(frozen=True)
class Said:
    """What somebody says: shown where, named where, for what, until when."""

    purpose: str
    until: datetime.date
    pictures: Collection[str] = ()
    names: Collection[str] = ()


@dataclass(frozen=True)
class Source:
    """How an answer came: signed in, by a link that was sent, or on a paper that was checked."""

    how: str = ConsentAnswer.How.ACCOUNT
    request: ConsentRequest | None = None
    paper: ConsentPaper | None = None
    said_on: datetime.date | None = None


@transaction.atomic
def answer(
    person: Person, said: Said, *, by: Person, link: GuardianLink | None = None
) -> ConsentAnswer:
    """Take the answer of somebody signed in, about themselves or, by a link, about their child.

    Raises NotTaken: "channel" or "purpose" that does not exist, "name" where somebody would be
    named who is not shown, "period" for a time that is over or too long, "guardian" for a link that
    is not the giver's, not verified or ended, "adult" about somebody of 18 or more.
    """
    if link is None and by.pk != person.pk:
        raise NotTaken("guardian")
    if link is not None and (link.guardian_id, link.learner_id) != (by.pk, person.pk):
        raise NotTaken("guardian")
    return keep(person, said, giver=by, link=link, actor=by, source=Source())


@transaction.atomic
def keep(
    person: Person, said: Said, *, giver: Person, link: GuardianLink | None,
    actor: audit.Actor | None, source: Source,
) -> ConsentAnswer:  # fmt: skip
    """Keep an answer and its consents in place of the giver's last; raises NotTaken."""
    on = source.said_on or timezone.localdate()
    until = _last_day(person, said, link, on)
    with system_duty("keep a consent"):
        # One at a time for each person: the next answer waits for this one.
        Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
        made = ConsentAnswer(
            id=time_ordered_id(), person=person, giver=giver, giver_name=str(giver), link=link,
            by=Giver.PARENT if link else Giver.SELF, purpose=said.purpose, how=source.how,
            said_on=on, request=source.request, paper=source.paper,
        )  # fmt: skip
        _supersede(made)
        made.save(force_insert=True)
        rows = [*((Covers.PICTURE, one) for one in said.pictures),
                *((Covers.NAME, one) for one in said.names)]  # fmt: skip
        Consent.objects.bulk_create(
            Consent(answer=made, person=person, giver=giver, by=made.by, covers=covers,
                    purpose=said.purpose, channel=channel, since=on, until=until)
            for covers, channel in dict.fromkeys(rows)
        )  # fmt: skip
        _asked_no_more(person, link, said.purpose)
    registry.announce("consent.answered", person_id=person.pk)
    audit.record(
        "consent.given" if said.pictures else "consent.refused", by=actor, subject=str(person),
        kind="person", subject_id=person.pk, purpose=said.purpose, how=str(source.how),
        giver=str(made.by),
    )  # fmt: skip
    if link is None:
        duties.complete(
            DUTY, SUBJECT, person.pk, by=actor, evidence="Answered", on=timezone.localdate(),
            record=("consent-answer", made.pk),
        )  # fmt: skip
        duties.recompute_people([person.pk])
    return made


def _last_day(
    person: Person, said: Said, link: GuardianLink | None, on: datetime.date
) -> datetime.date:
    """Return the last day of the consents: as said, a guardian's at most to the 18th birthday."""
    if said.purpose not in Purpose.values:
        raise NotTaken("purpose")
    if not {*said.pictures, *said.names} <= set(Channel.values):
        raise NotTaken("channel")
    if not set(said.names) <= set(said.pictures):
        raise NotTaken("name")
    today = timezone.localdate()
    if on > today or not today <= said.until <= on + LONGEST:
        raise NotTaken("period")
    if link is None:
        return said.until
    if not is_known(link) or link.learner_id != person.pk:
        raise NotTaken("guardian")
    grown = of_age_on(person)
    if grown is not None and grown <= today:
        raise NotTaken("adult")
    return min(said.until, grown - datetime.timedelta(days=1)) if grown else said.until


def of_age_on(person: Person) -> datetime.date | None:
    """Return the day on which somebody comes of age; 29 February counts on 1 March."""
    if person.born is None:
        return None
    years = person.born.year + profile_in_force().profile.image.adult_age
    try:
        return person.born.replace(year=years)
    except ValueError:
        return datetime.date(years, 3, 1)


def _supersede(made: ConsentAnswer) -> None:
    before = ConsentAnswer.objects.filter(
        person=made.person, giver=made.giver, purpose=made.purpose, superseded_by=None
    )
    rows = Consent.objects.filter(answer__in=before.values("pk"), ended_at=None)
    end_rows(rows, Consent.Ended.SUPERSEDED, by_name=made.giver_name)
    before.update(superseded_by=made.pk)


def _asked_no_more(person: Person, link: GuardianLink | None, purpose: str) -> None:
    ConsentRequest.objects.filter(
        person=person, link=link, purpose=purpose, answered_at=None, withdrawn_on=None
    ).update(answered_at=timezone.now())
