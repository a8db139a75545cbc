"""Somebody leaves: what they could read by name ends, and their work on cases goes to others."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person, people_by_id
from lanyard.rooms.concerns.actions import escalation, team, work
from lanyard.rooms.concerns.models import Action, Case, TeamMember
from lanyard.rooms.concerns.queries.cases import kept_out_of
from lanyard.rooms.concerns.states import ActionState


def end_their_part(*, person_id: UUID, **_more: object) -> None:
    """End the places of somebody who left on every case, and what they were let read by name.

    Should they come back one day, they begin anew. Their open tasks go to the holder of the case,
    or to whoever answers for it.
    """
    with system_duty("end the part of somebody who left"):
        places = TeamMember.objects.filter(person_id=person_id, until=None)
        for place in places.select_related("case__circle", "person"):
            team.end_member(place, by=None, because=_("Left the organisation."))
        held = access.Grant.objects.filter(
            Q(until__isnull=True) | Q(until__gt=timezone.now()),
            person_id=person_id, record_kind__in=["case", "concern"],
        )  # fmt: skip
        for kind, record in set(held.values_list("record_kind", "record_id")):
            access.end_grant(kind, record, person_id)
        tasks = Action.objects.filter(owner_id=person_id, state=ActionState.TO_DO)
        for task in tasks.select_related("case__circle", "case__holder"):
            heir = _heir(task.case, but=person_id)
            if heir is not None:
                work.pass_task(task, by=None, owner=heir, because=_("Left the organisation."))


def _heir(case: Case, *, but: UUID) -> Person | None:
    if case.holder is not None and case.holder_id != but:
        return case.holder
    above = escalation.answerable(case, but={*kept_out_of(case), but})
    return people_by_id(above[:1]).get(above[0]) if above else None
