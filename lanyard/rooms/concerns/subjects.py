"""Whom a report is about, found out and not believed, and who must therefore be kept out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lanyard.engine.profiles.api import ProfileVersion
from lanyard.foundation.access import api as access
from lanyard.people import api as directory
from lanyard.people.models import Person, Sponsorship, spans
from lanyard.people.names import fold
from lanyard.rooms.concerns.matters import WORKS_HERE, Matter, Named
from lanyard.rooms.concerns.reasons import About, Part

_SUBJECT = "is a subject of the report"
_CONFLICT = "has a conflict of interest"
_PERHAPS = "may be the person described"
_POST = "holds the post that the report is about"
_TITLES = re.compile(r"^(mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam)\b\.?\s*", re.IGNORECASE)

Kept = dict[UUID, str]


def kept_out(matter: Matter, version: ProfileVersion) -> Kept:
    """Return who must not see the report, and why: subjects, conflicts, and those perhaps meant.

    Whoever is alleged or harmed is a subject. Somebody only described is compared with everybody
    who could receive the report, because a name in the wrong place must not open it to them.
    """
    kept: Kept = {}
    for named in matter.people:
        for person_id, because in _kept_for(named):
            kept.setdefault(person_id, because)
    for about, role in _posts(version):
        if matter.about is about and not _any_holds(role, kept):
            for person_id in _everybody_in(role):
                kept.setdefault(person_id, _POST)
    return kept


def abouts(matter: Matter, version: ProfileVersion, kept: Kept) -> tuple[About, ...]:
    """Return whom the report is about, the most protected first, whatever was ticked.

    Computed from the alleged people: the head of the organisation, the safeguarding lead or a
    deputy, staff. What the reporter ticked can only protect more.
    """
    alleged = [n for n in matter.people if n.part is Part.ALLEGED]
    suspected = {n.person_id for n in alleged if n.person_id}
    suspected |= {p for p, because in kept.items() if because in (_PERHAPS, _POST)}
    found = [about for about, role in _posts(version) if _any_holds(role, suspected)]
    found = list(dict.fromkeys([*([matter.about] if matter.about in _PROTECTED else []), *found]))
    found.sort(key=_PROTECTED.index)
    works_here = any(n.relation == WORKS_HERE for n in alleged) or _work_here(suspected)
    if not found and (works_here or matter.about is About.STAFF):
        found.append(About.STAFF)
    if not found:
        found.append(About.LEARNER if _concerns_learner(matter) else About.OTHER)
    return tuple(found)


_PROTECTED = [About.HEAD, About.DSL]


def _posts(version: ProfileVersion) -> list[tuple[About, str]]:
    posts = version.profile.posts
    return [(About.HEAD, posts.head), (About.DSL, posts.safeguarding_lead)]


def _kept_for(named: Named) -> Iterable[tuple[UUID, str]]:
    subject = named.part in (Part.ALLEGED, Part.HARMED)
    if not subject and not named.conflict:
        return []
    if named.person_id is not None:
        return [(named.person_id, _SUBJECT if subject else _CONFLICT)]
    if named.part is Part.ALLEGED or named.conflict:
        return [(person_id, _PERHAPS) for person_id in _perhaps_meant(named)]
    return []


def _perhaps_meant(named: Named) -> list[UUID]:
    """Return the people with a role whom a described name may mean.

    A first and a family name must both be there; of somebody said to work here the family name
    is enough ("Mr Okoro").
    """
    without_title = _TITLES.sub("", named.name.strip())
    titled = without_title != named.name.strip()
    said = set(fold(without_title).split())
    if not said:
        return []
    found = []
    for person in Person.objects.filter(pk__in=_holders_of_any_role()):
        given = {*fold(person.given_name).split(), *fold(person.known_as).split()}
        family = set(fold(person.family_name).split())
        enough = titled or named.relation == WORKS_HERE
        if family and family <= said and ((enough and said == family) or given & said):
            found.append(person.pk)
    return found


def _holders_of_any_role() -> set[UUID]:
    today = timezone.localdate()
    return set(
        access.RoleHolding.objects.filter(_held(today)).values_list("person_id", flat=True)
    ) | set(
        directory.Employment.objects.filter(spans(today), line_manager__isnull=False).values_list(
            "line_manager_id", flat=True
        )
    )


def _held(day: object) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def _everybody_in(role: str) -> set[UUID]:
    held = access.RoleHolding.objects.filter(_held(timezone.localdate()), role=role)
    return set(held.values_list("person_id", flat=True))


def _any_holds(role: str, people: Iterable[UUID]) -> bool:
    return not _everybody_in(role).isdisjoint(people)


def _work_here(people: Iterable[UUID]) -> bool:
    today = timezone.localdate()
    ids = list(people)
    return (
        directory.Employment.objects.filter(spans(today), person__in=ids).exists()
        or Sponsorship.objects.filter(spans(today), person__in=ids).exists()
        or access.RoleHolding.objects.filter(_held(today), person_id__in=ids).exists()
    )


def _concerns_learner(matter: Matter) -> bool:
    if matter.about is About.LEARNER:
        return True
    today = timezone.localdate()
    ids = [named.person_id for named in matter.people if named.person_id]
    said = any(named.relation == "learner" for named in matter.people)
    return said or directory.Enrolment.objects.filter(spans(today), person__in=ids).exists()
