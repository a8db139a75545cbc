"""What staff have to do for the training of others, as duties: one day for each chore."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.rooms.training import induction, lessons, resources

#: The kind of duty, and what its subject is called.
DUTY = "training.chore"
SUBJECT = "training-chore"
Days = Callable[[datetime.date], Mapping[UUID, datetime.date]]
#: Chore to its title, its page, and who owes it by when.
_CHORES: dict[str, tuple[str, str, Days]] = {
    "inductions": ("Inductions to sign off", "/training/induction/", induction.owed),
    "lessons": ("Online-safety lessons to give", "/training/lessons/", lessons.owed),
    "resources": ("Teaching resources to review", "/training/resources/", resources.owed),
}


def begin(*, by: audit.Actor | None, at_once: bool = True) -> None:
    """Ask the chores of all staff; whoever has nothing to do owes nothing."""
    for slug, (title, url, _days) in _CHORES.items():
        duties.define(
            DUTY, duties.Asked(title, url), by=by, audience=duties.Audience(kinds=("staff",)),
            rule=duties.Rule(anchor=duties.BY_ROOM), subject=(SUBJECT, slug), at_once=at_once,
        )  # fmt: skip


def owing(
    chore: str, since: Mapping[UUID, datetime.date], today: datetime.date
) -> dict[UUID, duties.Due | None]:
    """Return the earliest day that each of some people owes a chore: the schedule of chores."""
    days = _CHORES[chore][2](today)
    return {person: duties.Due(chore, days[person]) if person in days else None for person in since}


def looked_at(people: Iterable[UUID]) -> None:
    """Bring the chores of some people into step, after something about them was done."""
    duties.recompute_people(list(people))
