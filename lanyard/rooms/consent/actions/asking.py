"""Ask for consent: the person on their own page, a guardian by a signed link that works once."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import api as notices
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.consent.actions.ending import keep_in_step, withdraw
from lanyard.rooms.consent.actions.giving import NotTaken, Said, Source, keep, of_age_on
from lanyard.rooms.consent.models import Consent, ConsentAnswer, ConsentRequest, Giver, Purpose
from lanyard.rooms.consent.owing import WARNED
from lanyard.rooms.consent.queries import is_known

#: How long a link works, and how long somebody asked on their own page has (Lanyard's defaults).
LINK_DAYS = 30
OWN_DAYS = 14


class NotAsked(ValueError):
    """A request that cannot be made; the text names why."""


@transaction.atomic
def ask_person(
    person: Person, *, purpose: str = Purpose.PUBLICITY, by: Person | None
) -> ConsentRequest:
    """Ask somebody on their own page; they are told. Raises NotAsked("asked") while it stands."""
    made = _made(
        by, person=person, purpose=purpose,
        expires_on=timezone.localdate() + datetime.timedelta(days=OWN_DAYS),
    )  # fmt: skip
    notices.notify(
        "consent.asked", [person.pk], url=reverse("consent:mine"), event=f"consent-asked:{made.pk}",
        subject_kind="consent-request", subject_id=made.pk,
    )  # fmt: skip
    duties.recompute_people([person.pk])
    return made


@transaction.atomic
def ask_guardian(
    link: GuardianLink, *, purpose: str = Purpose.PUBLICITY, by: Person | None
) -> ConsentRequest:
    """Send a guardian the link by which they answer, once, within thirty days.

    Raises NotAsked: "guardian" for a link that is not verified or has ended, or a guardian who is
    not to be written to; "address" where they have no e-mail address; "adult" for a learner of 18
    or more; "asked" while a request stands.
    """
    today = timezone.localdate()
    if not is_known(link) or not link.may_contact:
        raise NotAsked("guardian")
    if not link.guardian.email:
        raise NotAsked("address")
    grown = of_age_on(link.learner)
    if grown is not None and grown <= today:
        raise NotAsked("adult")
    last = today + datetime.timedelta(days=LINK_DAYS)
    made = _made(
        by, person=link.learner, link=link, purpose=purpose, email=link.guardian.email,
        expires_on=min(last, grown - datetime.timedelta(days=1)) if grown else last,
    )  # fmt: skip
    jobs.defer("consent.send-link", request_id=made.pk, again=0)
    return made


def _made(by: Person | None, **fields: Any) -> ConsentRequest:
    if fields["purpose"] not in Purpose.values:
        raise NotAsked("purpose")
    today = timezone.localdate()
    with system_duty("ask for a consent"):
        over = ConsentRequest.objects.filter(
            person=fields["person"], link=fields.get("link"), purpose=fields["purpose"],
            answered_at=None, withdrawn_on=None, expires_on__lt=today,
        )  # fmt: skip
        over.update(withdrawn_on=today)
        try:
            with transaction.atomic():
                made = ConsentRequest.objects.create(asked_by_name=str(by or ""), **fields)
        except IntegrityError:
            raise NotAsked("asked") from None
    audit.record(
        "consent.asked", by=by, subject=str(made.person), kind="person", subject_id=made.person_id,
        purpose=made.purpose, guardian=bool(made.link_id),
    )  # fmt: skip
    return made


@transaction.atomic
def answer_by_link(request_id: UUID, said: Said) -> ConsentAnswer:
    """Take a guardian's answer by a link: it can be used once; a receipt is sent.

    Raises NotTaken("link") for one that is used, over or taken back, and as ``keep`` does.
    """
    with system_duty("take a consent by a link"):
        request = ConsentRequest.objects.select_for_update(of=("self",)).get(pk=request_id)
        if request.link is None or not request.stands(timezone.localdate()):
            raise NotTaken("link")
        said = Said(request.purpose, said.until, said.pictures, said.names)
        made = keep(
            request.person, said, giver=request.link.guardian, link=request.link, actor=None,
            source=Source(how=ConsentAnswer.How.LINK, request=request),
        )  # fmt: skip
        jobs.defer("consent.send-receipt", answer_id=made.pk)
    return made


@transaction.atomic
def take_back_by_link(answer: ConsentAnswer) -> int:
    """Withdraw everything that a guardian's answer still gives; return how many ended."""
    with system_duty("withdraw a consent by a link"):
        standing = list(answer.consents.filter(ended_at=None))
        return withdraw(standing, by=None, by_name=answer.giver_name)


@transaction.atomic
def look_ahead(on: datetime.date) -> None:
    """Do what each day brings: end what is over, ask who came of age, warn guardians in time.

    Whoever answers for themselves is warned by the duty; a guardian by a new link at thirty days
    and the same again at fourteen.
    """
    bring_in_step(on)
    with system_duty("warn of consents that end"):
        ending = Consent.objects.filter(
            by=Giver.PARENT, ended_at=None, answer__superseded_by=None,
            until__range=(on, on + datetime.timedelta(days=WARNED[0])),
        )  # fmt: skip
        rows = ending.select_related("person", "answer__link__guardian").order_by("until", "pk")
        seen: set[tuple[object, str]] = set()
        for one in rows:
            link = one.answer.link
            if link is None or (link.pk, one.purpose) in seen:
                continue
            seen.add((link.pk, one.purpose))
            grown = of_age_on(one.person)
            if grown is None or one.until < grown - datetime.timedelta(days=1):
                _warn(link, one, on)


def _warn(link: GuardianLink, one: Consent, on: datetime.date) -> None:
    standing = ConsentRequest.objects.filter(
        link=link, purpose=one.purpose, answered_at=None, withdrawn_on=None, expires_on__gte=on
    ).first()
    if standing is None:
        try:
            ask_guardian(link, purpose=one.purpose, by=None)
        except NotAsked:
            return
    elif standing.reminded_on is None and (one.until - on).days <= WARNED[1]:
        standing.reminded_on = on
        standing.save(update_fields=["reminded_on"])
        jobs.defer("consent.send-link", request_id=standing.pk, again=1)


@transaction.atomic
def bring_in_step(on: datetime.date, people: tuple[UUID, ...] = ()) -> None:
    """End what is over and ask those who came of age themselves (POR-IMG-02)."""
    profile = profile_in_force(on).profile
    grown = keep_in_step(
        on, adult_age=profile.image.adult_age, afresh=profile.publish.consent.afresh, people=people
    )
    for person in Person.objects.filter(pk__in=grown).order_by("pk"):
        try:
            ask_person(person, by=None)
        except NotAsked:
            continue


def people_changed(*, person_id: UUID, **_facts: object) -> None:
    """Look again at what somebody gave or was given, in the transaction of the change."""
    with system_duty("end consents that are over"):
        about = set(
            Consent.objects.filter(giver_id=person_id, ended_at=None).values_list(
                "person_id", flat=True
            )
        )
        known = Consent.objects.filter(person_id=person_id, ended_at=None).exists()
    if about or known:
        bring_in_step(timezone.localdate(), (person_id, *about))
