"""What is shown beside a form, so that advice is read at the moment of use."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from lanyard.people.api import Person, is_learner, is_staff
from lanyard.rooms.guidance.content import Audience, GuidancePage, places
from lanyard.rooms.guidance.queries import pages_in_force

_MOST = 3


def beside(place: str, person: Person | None) -> Iterator[tuple[str, str, str]]:
    """Give the pages that stand beside a place, for whoever looks at it."""
    if place not in places():
        return
    wanted = audiences_of(person)
    fitting = [
        page
        for page in pages_in_force().values()
        if place in page.beside and page.audience in wanted
    ]
    for page in fitting[:_MOST]:
        yield page.title, page.summary, address(page)


def audiences_of(person: Person | None) -> frozenset[Audience]:
    """Return the audiences of a person; one not signed in may be a learner or a parent."""
    open_to_all = frozenset({Audience.EVERYBODY})
    if person is None:
        return open_to_all | {Audience.LEARNERS, Audience.PARENTS}
    if is_staff(person):
        return open_to_all | {Audience.STAFF}
    return open_to_all | {Audience.LEARNERS if is_learner(person) else Audience.PARENTS}


def address(page: GuidancePage) -> str:
    """Return where a page stands."""
    return reverse("guidance:page", args=[page.slug])
