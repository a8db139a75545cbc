"""Reads of guidance: pages in force, who has read them, contacts, what is found."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import QuerySet

from lanyard.engine.policy.api import clauses
from lanyard.engine.profiles.api import NoProfile, ProfileVersion, profile_in_force
from lanyard.people import api as people
from lanyard.people.api import Person
from lanyard.rooms.guidance.content import GuidancePage, pages, sections_of
from lanyard.rooms.guidance.models import ConfidentialTerm, GuidanceReading, OwnWording


@dataclass(frozen=True)
class Contact:
    """A post to which one may turn, and who holds it, where the reader may know."""

    title: str
    people: tuple[Person, ...] = ()


def profile_version() -> ProfileVersion | None:
    """Return the profile in force; None before a college has adopted one."""
    try:
        return profile_in_force()
    except NoProfile:
        return None


def pages_in_force() -> dict[str, GuidancePage]:
    """Return every page by slug, in the college's own words where it wrote them."""
    version = profile_version()
    slug = version.slug if version else ""
    found, known = dict(pages(slug)), _known(slug)
    for own in newest_wordings():
        if own.slug in found and not own.withdrawn:
            found[own.slug] = with_own_words(found[own.slug], own, known)
    return found


def known_clauses() -> frozenset[str]:
    """Return the clause ids of the policy in force."""
    version = profile_version()
    return _known(version.slug if version else "")


def _known(slug: str) -> frozenset[str]:
    return frozenset(clauses(slug)) if slug else frozenset()


def with_own_words(page: GuidancePage, own: OwnWording, known: frozenset[str]) -> GuidancePage:
    """Return a page in a college's own words."""
    sections, _faults = sections_of(own.text, own.slug, known, own=True)
    return replace(page, title=own.title, summary=own.summary, sections=sections, own=True)


def newest_wordings() -> QuerySet[OwnWording]:
    """Return the newest version of each page that the college ever wrote itself."""
    return OwnWording.objects.order_by("slug", "-number").distinct("slug")


def wordings_of(slug: str) -> QuerySet[OwnWording]:
    """Return the college's versions of a page, newest first."""
    return OwnWording.objects.filter(slug=slug).order_by("-number")


def read_by(person: Person | None) -> frozenset[tuple[str, str]]:
    """Return what somebody has read, as pairs of slug and digest."""
    if person is None:
        return frozenset()
    rows = GuidanceReading.objects.filter(person_id=person.pk).values_list("slug", "digest")
    return frozenset(rows)


def found(words: str) -> list[GuidancePage]:
    """Return the pages that hold every one of the words, those with it in the title first."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    hits = [p for p in pages_in_force().values() if all(w in p.words.casefold() for w in wanted)]
    return sorted(hits, key=lambda p: not any(w in p.title.casefold() for w in wanted))


def contacts(version: ProfileVersion | None, *, by_name: bool) -> list[Contact]:
    """Return whom the policy names for safeguarding; who they are only for those signed in."""
    if version is None:
        return []
    return [
        Contact(version.title_of(role), tuple(people.people_in_role(role)) if by_name else ())
        for role in version.profile.posts.safeguarding
    ]


def confidential_terms() -> list[str]:
    """Return the college's terms that are not to go out."""
    rows = ConfidentialTerm.objects.filter(ended_at__isnull=True)
    return list(rows.order_by("term").values_list("term", flat=True))
