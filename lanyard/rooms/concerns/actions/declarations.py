"""Interests and activities that staff declare, and the manager's answer (OAK-10.4-05, -14)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people import api as directory
from lanyard.people.api import Person
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.models import Declaration


def keepers() -> access.Circle:
    """Return the circle that keeps the register: those to whom concerns about staff go."""
    return access.circle_of(in_force.profile().patterns.alert_to)


@transaction.atomic
def declare(*, by: Person, kind: str, what: str, since: datetime.date | None = None) -> Declaration:
    """Declare an interest, or ask about an activity; the line manager is asked to answer.

    Raises ValueError without words.
    """
    if not what.strip():
        raise ValueError(_("Say what it is."))
    manager = directory.line_manager_of(by)
    with system_duty("keep a declaration"):
        circle = keepers()
        made = Declaration.objects.create(
            circle=circle, person=by, kind=kind, what=what, since=since, asked_of=manager
        )
        asked = [manager.pk] if manager else [p for r in circle.roles for p in access.holders_of(r)]
    audit.record(
        "concerns.declared", by=by, kind="declaration", subject_id=made.pk,
        circle=access.circle_of([]).pk,
    )  # fmt: skip
    notices.notify(
        "concerns.declaration", [p for p in asked if p != by.pk], event=f"declared:{made.pk}",
        url=reverse("concerns:declaration", args=[made.pk]), subject_kind="declaration",
        subject_id=made.pk,
    )  # fmt: skip
    return made


def may_answer(person: Person, declaration: Declaration) -> bool:
    """Say whether somebody answers a declaration: the line manager asked, or a keeper."""
    if person.pk == declaration.person_id:
        return False
    keeper = not access.roles_of(person.pk).isdisjoint(declaration.circle.roles)
    return keeper or person.pk == declaration.asked_of_id


@transaction.atomic
def answer(declaration: Declaration, *, by: Person, answer: str, said: str) -> None:
    """Answer a declaration; the answer stays, and whoever asked is told that it is there.

    Raises PermissionError for whom it was not put to, ValueError where it was answered before or
    nothing is said.
    """
    if not may_answer(by, declaration):
        raise PermissionError("This declaration was not put to them.")
    declaration.refresh_from_db(from_queryset=Declaration.objects.select_for_update(of=("self",)))
    if declaration.answered_by_id is not None:
        raise ValueError(_("This was answered already."))
    if not said.strip():
        raise ValueError(_("Say why, and on what conditions."))
    declaration.answer, declaration.answer_said = answer, said
    declaration.answered_by, declaration.answered_at = by, timezone.now()
    declaration.save(update_fields=["answer", "answer_said", "answered_by", "answered_at"])
    audit.record(
        "concerns.declaration-answered", by=by, kind="declaration", subject_id=declaration.pk,
        circle=access.circle_of([]).pk, answer=answer,
    )  # fmt: skip
    notices.notify(
        "concerns.declaration", [declaration.person_id], event=f"answered:{declaration.pk}",
        url=reverse("concerns:declaration", args=[declaration.pk]), subject_kind="declaration",
        subject_id=declaration.pk,
    )  # fmt: skip


def declared_by(people: Iterable[UUID]) -> list[Declaration]:
    """Return what these people declared, for a case in which it matters whether they had."""
    with system_duty("see what was declared before"):
        found = Declaration.objects.filter(person__in=list(people))
        return list(found.select_related("person", "answered_by").order_by("declared_at"))
