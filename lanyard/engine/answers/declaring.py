"""Verbs of the registers: declare, decide, deal with a follower, keep the lead's list."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.answers.errands import (
    DECLARED,
    FOLLOWED,
    LISTED,
    THE_LIST,
    overdue_restrictions,
)
from lanyard.engine.answers.models import ConnectionDeclaration, FollowerFound, Restriction
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person, is_staff, person_with_id, spans

State = ConnectionDeclaration.State
#: Who decides on declarations, and keeps the list, where the policy names nobody.
_BY_DEFAULT = ("dsl",)
_KEEPERS = ("dsl",)


class NotTheirs(PermissionError):
    """Somebody who may not decide on a declaration."""


def deciders() -> tuple[str, ...]:
    """Return the roles that decide on declarations: the policy's, else the product's default."""
    declared = profile_in_force().profile.connect.declared
    return declared.approvers if declared is not None else _BY_DEFAULT


def grounds_of(person: Person, concerned: Person) -> Sequence[tuple[str, str]]:
    """Return the grounds that somebody may give for a connection with a person (LAN-FRI-10).

    That both study here only an apprentice who works here may give, and only of a peer.
    """
    ground = ConnectionDeclaration.Ground
    own = person.enrolments.filter(spans(timezone.localdate()), apprentice=True)
    peers = is_staff(person) and own.exists() and studies_elsewhere(concerned, person)
    every = [(value, str(label)) for value, label in ground.choices]
    return [pair for pair in every if peers or pair[0] != ground.FELLOW_LEARNER]


def studies_elsewhere(peer: Person, worker: Person) -> bool:
    """Say whether somebody studies in another part of the organisation than one works in.

    A part is a site. It takes the records of both to show it: a site that is not known is none.
    """
    studied, worked = parts_of(peer, worker)
    known = studied and worked and None not in studied | worked
    return bool(known) and studied.isdisjoint(worked)


def parts_of(peer: Person, worker: Person) -> tuple[set[str | None], set[str | None]]:
    """Return the sites at which one studies and the other works today; None for one not known."""
    today = timezone.localdate()
    return (
        set(peer.enrolments.filter(spans(today)).values_list("site__name", flat=True)),
        set(worker.employments.filter(spans(today)).values_list("site__name", flat=True)),
    )


def shown_by_records(declaration: ConnectionDeclaration) -> tuple[list[str], list[str]] | None:
    """Return where the one works and the other studies, for those who decide on peers; or None."""
    if declaration.ground != ConnectionDeclaration.Ground.FELLOW_LEARNER:
        return None
    with system_duty("show what the records say of two peers"):
        worker = person_with_id(declaration.person_id)
        studied, worked = parts_of(declaration.concerned, worker)
    return sorted(filter(None, worked)), sorted(filter(None, studied))


@transaction.atomic
def declare(
    concerned: Person, *, by: Person, ground: str, how: str, since: datetime.date
) -> ConnectionDeclaration:
    """Declare a connection to those who decide; raises ValueError where one waits already.

    A ground that the declarer may not give is refused too.
    """
    if ground not in dict(grounds_of(by, concerned)) or not how.strip():
        raise ValueError(_("Say how you know each other."))
    waiting = ConnectionDeclaration.objects.filter(
        person_id=by.pk, concerned=concerned, state=State.PENDING
    )
    if waiting.exists():
        raise ValueError(_("You have declared this already; it waits for a decision."))
    with system_duty("keep a declared connection"):
        circle = access.circle_of(deciders())
        made = ConnectionDeclaration.objects.create(
            person_id=by.pk, declared_by=str(by), concerned=concerned, ground=ground,
            how=how.strip(), since=since, circle_id=circle.pk,
        )  # fmt: skip
        told = [one for role in circle.roles for one in access.holders_of(role) if one != by.pk]
    audit.record("answers.declared", by=by, kind="connection", subject_id=made.pk, circle=circle.pk)
    notices.notify(
        "answers.declared", told, event=f"declared:{made.pk}", subject_kind="connection",
        subject_id=made.pk, url=reverse("answers:declaration", args=[made.pk]),
    )  # fmt: skip
    duties.keep_errands(DECLARED, about=[made.pk])
    return made


def may_decide(person: Person, declaration: ConnectionDeclaration) -> bool:
    """Say whether somebody decides on a declaration: a decider, and never on one's own."""
    if person.pk == declaration.person_id or declaration.state != State.PENDING:
        return False
    roles = access.Circle.objects.get(pk=declaration.circle_id).roles
    return not access.roles_of(person.pk).isdisjoint(roles)


@transaction.atomic
def decide(
    declaration: ConnectionDeclaration, *, by: Person, record: bool, because: str,
    review_on: datetime.date | None,
) -> None:  # fmt: skip
    """Record a declaration until a day, or refuse it, with a reason; its declarer is told.

    Raises NotTheirs for whom it was not put to or where it was decided meanwhile, ValueError
    without a reason or a day.
    """
    declaration.refresh_from_db(
        from_queryset=ConnectionDeclaration.objects.select_for_update(of=("self",))
    )
    if not may_decide(by, declaration):
        raise NotTheirs("This declaration was not put to them.")
    if not because.strip() or (record and review_on is None):
        raise ValueError(_("Give the reason, and when it is looked at again."))
    declaration.state = State.RECORDED if record else State.REFUSED
    declaration.because, declaration.decided_at = because.strip(), timezone.now()
    declaration.review_on = review_on if record else None
    declaration.decided_by, declaration.decided_by_name = by.pk, str(by)
    declaration.save()
    audit.record(
        "answers.declaration-decided", by=by, kind="connection", subject_id=declaration.pk,
        circle=declaration.circle_id, recorded=record,
    )  # fmt: skip
    notices.notify(
        "answers.declaration-decided", [declaration.person_id],
        event=f"declaration-decided:{declaration.pk}", subject_kind="connection",
        subject_id=declaration.pk, url=reverse("answers:declaration", args=[declaration.pk]),
    )  # fmt: skip
    duties.errand_done(
        DECLARED, declaration.pk, by=by, evidence=_("Decided"),
        record=("connection", declaration.pk),
    )  # fmt: skip


@transaction.atomic
def follower_dealt_with(found: FollowerFound, *, by: Person, on: datetime.date) -> None:
    """Record when a follower was blocked, or the settings were checked; raises ValueError twice."""
    if found.done_on is not None:
        raise ValueError("It was dealt with before.")
    found.done_on = on
    found.save(update_fields=["done_on"])
    audit.record("answers.follower-dealt-with", by=by, kind="follower", subject_id=found.pk)
    duties.errand_done(
        FOLLOWED, found.pk, by=by, evidence=_("Dealt with"), record=("follower", found.pk)
    )


def keepers() -> access.Circle:
    """Return the circle that keeps the lead's list; made where it is new."""
    with system_duty("keep the lead's list"):
        return access.circle_of(_KEEPERS)


@transaction.atomic
def restrict(person: Person, *, by: Person, reason: str, review_on: datetime.date) -> Restriction:
    """Put somebody on the lead's list (LAN-FRI-05); raises ValueError where they stand on it."""
    if Restriction.objects.filter(person=person, ended_on__isnull=True).exists():
        raise ValueError(_("They are on the list already."))
    made = Restriction.objects.create(
        person=person, reason=reason.strip(), since=timezone.localdate(), review_on=review_on,
        put_by=by.pk, put_by_name=str(by), circle_id=keepers().pk,
    )  # fmt: skip
    audit.record(
        "answers.restricted", by=by, subject=str(person), kind="restriction",
        subject_id=made.pk, circle=made.circle_id,
    )  # fmt: skip
    duties.keep_errands(LISTED)
    return made


@transaction.atomic
def end_restriction(restriction: Restriction, *, by: Person, because: str) -> None:
    """Take somebody off the list, with the reason; the entry stays."""
    restriction.ended_on, restriction.ended_because = timezone.localdate(), because.strip()
    restriction.save(update_fields=["ended_on", "ended_because"])
    audit.record(
        "answers.restriction-ended", by=by, subject=str(restriction.person), kind="restriction",
        subject_id=restriction.pk, circle=restriction.circle_id, because=because.strip(),
    )  # fmt: skip
    if not overdue_restrictions(timezone.localdate()).exists():
        duties.errand_done(
            LISTED, THE_LIST, by=by, evidence=_("Looked at"),
            record=("restriction", restriction.pk),
        )  # fmt: skip
    duties.keep_errands(LISTED)


def declared_between(person: UUID, concerned: UUID) -> dict[str, object] | None:
    """Return the latest declaration of somebody about a person, as the rules read it."""
    latest = (
        ConnectionDeclaration.objects.filter(person_id=person, concerned=concerned)
        .order_by("-declared_at")
        .first()
    )
    if latest is None:
        return None
    review = {"review_on": latest.review_on.isoformat()} if latest.review_on else {}
    return {"elsewhere": True, "status": str(latest.state), **review}
