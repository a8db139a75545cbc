"""The people of a case, each with their own part."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.people.names import fold
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions import team
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.consequences import set_in_motion
from lanyard.rooms.concerns.actions.triage import settle_people
from lanyard.rooms.concerns.models import Case, CasePerson
from lanyard.rooms.concerns.reasons import Part


@transaction.atomic
def add_person(
    case: Case, *, by: Person, name: str, part: str, relation: str = "", age: int | None = None
) -> CasePerson:
    """Add somebody to a case: one of ours where name or e-mail fits exactly one, else a name only.

    Somebody harmed or alleged who could read the case by role or name is kept out of it. Raises
    ValueError where that would be the actor.
    """
    with system_duty("bring a person into a case"):
        person = _one_called(name)
        subject = part in {Part.HARMED, Part.ALLEGED}
        if person is not None and subject and person.pk == by.pk:
            raise ValueError(_("You cannot work a case about yourself. Hand it over first."))
        one = CasePerson.objects.create(
            case=case, person=person, name=str(person) if person else name, part=part,
            relation=relation, born=person.born if person else None,
            age_when_opened=person.age_on(timezone.localdate()) if person else age,
        )  # fmt: skip
        settle_people(case)
    if person is not None and subject and _could_read(case, person):
        team.keep_out(case, person, by=by, because=_("Is a subject of the case."))
    add_line(
        case, kind=Kind.PEOPLE, by=by, source=("caseperson", one.pk),
        text=_("%(name)s was added: %(part)s.")
        % {"name": one.name, "part": one.get_part_display()},
    )  # fmt: skip
    set_in_motion(case, by=by)
    trail.on_case("case-changed", case, by=by, person_added=part)
    return one


def _one_called(name: str) -> Person | None:
    if "@" in name:
        return Person.objects.filter(email__iexact=name.strip()).first()
    words = fold(name).split()
    if not words:
        return None
    near = Person.objects.filter(name_folded__contains=words[0], left_on=None)
    found = [person for person in near if words in _names_of(person)]
    return found[0] if len(found) == 1 else None


def _names_of(person: Person) -> list[list[str]]:
    """Return how a person is called in full, each as its folded words."""
    firsts = (person.given_name, person.known_as)
    return [fold(f"{first} {person.family_name}").split() for first in firsts if first]


def _could_read(case: Case, person: Person) -> bool:
    by_role = not access.roles_of(person.pk).isdisjoint(case.circle.roles)
    return by_role or team.members(case).filter(person=person).exists()


@transaction.atomic
def end_person(one: CasePerson, *, by: Person, because: str) -> None:
    """Say that somebody has no part in a case after all; what was thought stays written."""
    one.ended_at = timezone.now()
    one.save(update_fields=["ended_at"])
    with system_duty("see whose clocks run"):
        settle_people(one.case)
    add_line(
        one.case, kind=Kind.PEOPLE, by=by, source=("caseperson", one.pk),
        text=_("%(name)s has no part in it after all: %(because)s")
        % {"name": one.name, "because": because},
    )  # fmt: skip
    trail.on_case("case-changed", one.case, by=by, because=because, person_ended=one.part)
