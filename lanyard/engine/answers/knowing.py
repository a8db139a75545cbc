"""What the records know already: of the asker, and of the person whom a question is about."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lanyard.engine.answers.declaring import declared_between
from lanyard.engine.answers.models import Restriction
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import (
    Employment,
    Enrolment,
    GuardianLink,
    Membership,
    Person,
    Vulnerability,
    spans,
    visible_to,
)
from lanyard.people.api import search as named

#: Questions about one person, and the facts that then come from the records.
ABOUT_A_PERSON: Mapping[str, frozenset[str]] = {
    "contact.connect": frozenset({
        "relation", "born", "enrolments", "responsible", "vulnerable", "deemed",
    }),
}  # fmt: skip
MOST_FOUND = 8
_LEAST_LETTERS = 2
_IT = frozenset(
    {"it-department", "it-support", "it-helpdesk", "head-digital-ict", "third-party-it"}
)
_LEADS = frozenset({"dsl", "dso"})
#: Roles of which rules about posts speak; anybody else is staff.
_AUTHORS = ("marketing-team", "director-marketing", "marketing-manager", "principal")
#: A reason for particular care that says nothing of contact.
_OF_PICTURES = Vulnerability.Kind.NOT_SHOWN


def known_to(asker: Person) -> QuerySet[Person]:
    """Return the people whom somebody may ask about by name.

    Those whom they may look up, and those in whose groups they once taught.
    """
    taught = Membership.objects.filter(person=asker).exclude(part=Membership.Part.LEARNER)
    then = Membership.objects.filter(group__in=taught.values("group"))
    return Person.objects.filter(
        Q(pk__in=visible_to(asker).values("pk")) | Q(pk__in=then.values("person"))
    ).exclude(pk=asker.pk)


def found(asker: Person, words: str) -> list[Person]:
    """Return the first few people whom somebody may ask about and whose names hold every word."""
    if len("".join(words.split())) < _LEAST_LETTERS:
        return []
    people = named(known_to(asker), words).order_by("family_name", "given_name", "id")
    return list(people[:MOST_FOUND])


def told_apart(people: Iterable[Person], on: datetime.date) -> list[tuple[Person, str]]:
    """Return people with what tells two of one name apart: what they study or studied, or do."""
    found = list(people)
    enrolments = Enrolment.objects.filter(person__in=found).order_by("since")
    works = Employment.objects.filter(spans(on), person__in=found)
    what = {one.person_id: one.job_title for one in works}
    for one in enrolments:
        here = one.until is None or one.until >= on
        what[one.person_id] = (
            one.programme if here else _("%(programme)s, left") % {"programme": one.programme}
        )
    return [(person, what.get(person.pk, "")) for person in found]


def person_known_to(asker: Person, person_id: UUID | None) -> Person | None:
    """Return a person whom somebody may ask about, None for anybody else."""
    return known_to(asker).filter(pk=person_id).first() if person_id else None


def of_asker(question: str, asker: Person, on: datetime.date) -> dict[str, Any]:
    """Return what the records know of whoever asks."""
    tell = _OF_ASKER.get(question)
    return tell(asker, access.roles_of(asker.pk), on) if tell else {}


def of_person(
    question: str, asker: Person, person: Person, on: datetime.date
) -> dict[str, Any]:  # fmt: skip
    """Return what the records know of a person, protected facts with them."""
    if question not in ABOUT_A_PERSON:
        return {}
    enrolments = list(person.enrolments.filter(since__lte=on).order_by("since"))
    facts: dict[str, Any] = {
        "relation": _relation(asker, person, enrolments, on),
        "born": person.born.isoformat() if person.born else None,
        "enrolments": [
            {"from": one.since.isoformat(), "to": _end(one.until, on)} for one in enrolments
        ] or None,
        "responsible": True if _teaches(asker, person, enrolments, on) else None,
        "declaration": declared_between(asker.pk, person.pk),
        **_protected(person, on),
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value is not None}


def _end(until: datetime.date | None, on: datetime.date) -> str | None:
    """Return the last day of study; none while it has not come."""
    return until.isoformat() if until is not None and until <= on else None


def _protected(person: Person, on: datetime.date) -> dict[str, bool]:
    with system_duty("decide whether two people may connect"):
        flags = Vulnerability.objects.filter(spans(on), person=person).exclude(kind=_OF_PICTURES)
        listed = Restriction.objects.filter(person=person, ended_on__isnull=True)
        return {"vulnerable": flags.exists(), "deemed": listed.exists()}


def _relation(
    asker: Person, person: Person, enrolments: list[Any], on: datetime.date
) -> str | None:
    """Return what a person is to the organisation; of several relations the more protected."""
    if any(one.until is None or one.until >= on for one in enrolments):
        return "current-learner"
    guards = GuardianLink.objects.filter(
        guardian=person, verified_on__isnull=False, ended_on__isnull=True
    )
    if guards.filter(learner__left_on__isnull=True).exists():
        return "parent-of-current-learner"
    if enrolments:
        return "former-learner"
    works = Employment.objects.filter(spans(on), person=person)
    if works.filter(line_manager=asker).exists():
        return "direct-report"
    if works.exists():
        return "colleague"
    return "parent-of-former-learner" if guards.exists() else None


def _teaches(asker: Person, person: Person, enrolments: list[Any], on: datetime.date) -> bool:
    """Say whether somebody teaches a learner, or once taught one who has left."""
    taught = asker.memberships.exclude(part=Membership.Part.LEARNER)
    learned = person.memberships.filter(part=Membership.Part.LEARNER)
    if any(one.until is None or one.until >= on for one in enrolments):
        taught, learned = taught.filter(spans(on)), learned.filter(spans(on))
    return learned.filter(group__in=taught.values("group")).exists()


def _reporter(_asker: Person, roles: frozenset[str], _on: datetime.date) -> dict[str, Any]:
    return {"reporter": "it" if roles & _IT else "staff", "source": "person"}


def _finder(_asker: Person, roles: frozenset[str], _on: datetime.date) -> dict[str, Any]:
    if roles & _LEADS:
        return {"finder": "dsl"}
    return {"finder": "it" if roles & _IT else "staff"}


def _author(_asker: Person, roles: frozenset[str], _on: datetime.date) -> dict[str, Any]:
    return {"author_role": next((role for role in _AUTHORS if role in roles), "staff")}


def _user(_asker: Person, _roles: frozenset[str], _on: datetime.date) -> dict[str, Any]:
    return {"person": "staff"}


def _trained(asker: Person, _roles: frozenset[str], on: datetime.date) -> dict[str, Any]:
    started = asker.employments.filter(spans(on)).order_by("since").values_list("since", flat=True)
    first = started.first()
    return {"started": first.isoformat()} if first else {}


def _not_declared(_asker: Person, _roles: frozenset[str], _on: datetime.date) -> dict[str, Any]:
    """Take nobody's own word for a declaration: it counts once the lead has recorded it."""
    return {"declaration": None}


_OF_ASKER: dict[str, Callable[[Person, frozenset[str], datetime.date], dict[str, Any]]] = {
    "concern.route": _reporter, "image.found": _finder, "account.post": _author, "web.use": _user,
    "training.due": _trained, "contact.connect": _not_declared,
}  # fmt: skip
