"""To whom somebody may turn here, by name: their own staff, and those who look after welfare."""

from __future__ import annotations

from dataclasses import dataclass

from lanyard.engine.profiles.api import ProfileVersion
from lanyard.people import api as directory
from lanyard.people.models import GuardianLink, Person
from lanyard.rooms.concerns import sentences

_OWN = ("course-manager", "apprenticeship-coordinator", "tutor")


@dataclass(frozen=True)
class Contacts:
    """A heading and the people under it."""

    title: str
    people: list[Person]


def contacts_of(person: Person | None, version: ProfileVersion) -> list[Contacts]:
    """Return the contacts of a learner, or of a parent's verified children; else welfare alone.

    Nobody who is not signed in is shown a name.
    """
    groups = []
    for learner in _learners(person):
        for part in _OWN:
            staff = directory.staff_of_learner(learner, part)
            if staff:
                groups.append(Contacts(_own_title(part, learner, person, version), staff))
    for role in version.profile.posts.safeguarding:
        people = directory.people_in_role(role) if person is not None else []
        if people or person is None:
            groups.append(Contacts(version.title_of(role), people))
    return groups


def _learners(person: Person | None) -> list[Person]:
    if person is None:
        return []
    if directory.is_learner(person):
        return [person]
    links = GuardianLink.objects.filter(
        guardian=person, verified_on__isnull=False, ended_on__isnull=True
    )
    return [link.learner for link in links.select_related("learner")]


def _own_title(part: str, learner: Person, person: Person | None, version: ProfileVersion) -> str:
    title = sentences.role_title(part, version) if part in _OWN[:2] else version.title_of(part)
    return title if learner == person else f"{version.title_of(part)}, {learner}"
