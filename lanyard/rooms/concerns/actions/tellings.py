"""Parents or guardians, employers and learners: told or not, and why (COM-INC-05, COM-INC-03)."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.people.api import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.models import Case, CasePerson, Telling


@transaction.atomic
def decide_telling(
    case: Case,
    one: CasePerson,
    *,
    by: Person,
    party: str,
    answer: str,
    because: str,
    who: str = "",
    what: str = "",
    at: datetime.datetime | None = None,
) -> Telling:
    """Record whether a parent, guardian or employer was told about somebody, and why or why not."""
    if not because.strip():
        raise ValueError(_("Say why."))
    telling = Telling.objects.create(
        case=case, party=party, about=one.person, who=who, answer=answer, what=what,
        because=because, at=at or timezone.now(), by=by,
    )  # fmt: skip
    add_line(
        case, kind=Kind.SHARED, by=by, at=telling.at, source=("telling", telling.pk),
        text=_("%(party)s of %(name)s: %(answer)s. %(because)s")
        % {
            "party": telling.get_party_display(), "name": one.name, "because": because,
            "answer": str(telling.get_answer_display()).lower(),
        },
    )  # fmt: skip
    trail.on_case("decided", case, by=by, because=because, telling=party, answer=answer)
    return telling
