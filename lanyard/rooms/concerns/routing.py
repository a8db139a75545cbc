"""To whom a report goes: the profile's decision, resolved to people, never to nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lanyard.engine.decisions.api import Answer, decide, route_row
from lanyard.engine.profiles.api import ProfileVersion
from lanyard.foundation.access import api as access
from lanyard.foundation.registry import api as registry
from lanyard.people import api as directory
from lanyard.people.models import Person
from lanyard.rooms.concerns.matters import Matter
from lanyard.rooms.concerns.reasons import ROUTE_CATEGORY, About, Category, ReporterKind, ThreeWay
from lanyard.rooms.concerns.subjects import Kept, abouts, kept_out

#: Managers above a manager who is away or a subject, before the profile's fallback is used.
_STEPS_UP = 5
#: Kinds that go their own way even where extremism may be in it.
_GRAVER = (Category.NUDES, Category.SEXUAL_VIOLENCE, Category.UPSKIRTING, Category.GROOMING)
#: The duty by which the line manager of whoever saw a post hears of it at once (OAK-12-03).
TELL_MANAGER = "tell-line-manager-of-post"
_BOARD = ("governors", "trustee")
_LAST_RESORT = (*_BOARD, "senior-management-team", "management")


@dataclass(frozen=True, kw_only=True)
class Routed:
    """Who receives a report: ``roles`` read it as a circle, ``people`` by name.

    ``recipients`` are all of them as people today, and never empty where anybody at all may
    receive reports. ``told`` is the slugs of all roles found, for the words to the reporter.
    """

    recipients: tuple[UUID, ...]
    roles: tuple[str, ...]
    people: tuple[UUID, ...]
    told: tuple[str, ...]
    kept_out: Kept
    about: About
    answer: Answer
    duties: tuple[str, ...]
    facts: dict[str, Any]

    def as_json(self, *, chosen_role: str = "", post_seen: bool = False) -> dict[str, Any]:
        """Return what is kept with the report, so that the answer can be replayed."""
        return {
            "facts": self.facts,
            "answer": self.answer.as_json(),
            "rule": str(self.answer.rule),
            "duties": list(self.duties),
            "roles": list(self.roles),
            "told": list(self.told),
            "people": [str(person) for person in self.people],
            "chosen_role": chosen_role,
            "post_seen": post_seen,
        }


def route(matter: Matter, version: ProfileVersion, *, also_kept: Kept | None = None) -> Routed:
    """Decide who receives a report under a profile, leaving out whoever is kept from it.

    ``also_kept`` adds people who were kept out of it before.

    The roles of the answer are resolved to people: posts to their holders, deputies or stand-ins;
    a line manager, course manager, coordinator or trusted adult to the reporter's own. Where that
    leaves nobody, the profile's fallback is walked, then the head of the organisation, governors
    and trustees, at last anybody who may open the inbox of reports.
    """
    kept = {**(also_kept or {}), **kept_out(matter, version)}
    subjects = abouts(matter, version, kept)
    facts = _facts(matter, subjects[0])
    today = timezone.localdate()
    answers = [
        decide("concern.route", version.profile, today, {**facts, "about": str(about)})
        for about in subjects
    ]
    answer = answers[0]
    duties = list(answer.duties)
    wanted = _wanted(answer, matter, route_row(version.profile, facts)[1].choose)
    if matter.category is Category.NUDES:
        image = decide("image.found", version.profile, today, {"finder": _finder(matter)})
        duties += image.duties
        if subjects[0] in (About.LEARNER, About.OTHER):
            wanted = [_straight_to(image, version)]
    barred = {role for found in answers for role in found.excluded}
    for about, given in zip(subjects, answers, strict=True):
        barred |= {_post_of(about, version)} - {"", *given.recipients}
    resolver = _Resolver(matter, kept, barred)
    found = resolver.first([*wanted, *((role,) for role in _fallbacks(version))])
    if _safeguarding_must_know(matter, subjects[0]):
        found = resolver.besides(found, version.profile.posts.safeguarding)
    if matter.post_seen and TELL_MANAGER in duties:
        found = resolver.besides(found, ("line-manager",))
    return Routed(
        recipients=tuple(dict.fromkeys(p for people in found.values() for p in people)),
        roles=tuple(role for role in found if role not in _RELATIVE),
        people=resolver.by_name(found),
        told=tuple(found),
        kept_out=kept,
        about=subjects[0],
        answer=answer,
        duties=tuple(dict.fromkeys(duties)),
        facts=facts,
    )


def chain_for(routed: Routed, version: ProfileVersion) -> list[list[UUID]]:
    """Return who is told next where no recipient answers: those who act for them, then the top."""
    return [step for step in (_deputies_for(routed), _top_for(routed, version)) if step]


def _deputies_for(routed: Routed) -> list[UUID]:
    held = access.RoleHolding.objects.filter(_held_today(), role__in=routed.roles)
    people = held.order_by("since", "id").values_list("person_id", flat=True)
    out = {*routed.kept_out, *routed.recipients}
    return [person for person in dict.fromkeys(people) if person not in out]


def _top_for(routed: Routed, version: ProfileVersion) -> list[UUID]:
    return above(
        version, set(routed.kept_out), about_head=routed.about is About.HEAD,
        told=routed.recipients,
    )  # fmt: skip


def above(
    version: ProfileVersion,
    kept: set[UUID],
    *,
    about_head: bool,
    told: Collection[UUID] = (),
) -> list[UUID]:
    """Return the head of the organisation, who acts where nobody else does.

    What is about the head, or kept from the head, goes to those whom the profile names for
    reports about the head, then to the board: never to somebody else in the head's post.
    """
    head = version.profile.posts.head
    holders = access.holders_of(head)
    present = [person for person in holders if person not in kept]
    if not about_head and (present or not holders):
        return [person for person in present if person not in told]
    named = {role for row in version.profile.routing.about_head for role in row.to}
    out = {*kept, *holders, *told}
    for role in (*sorted(named - {head, *_RELATIVE}), *_BOARD):
        if up := [person for person in access.holders_of(role) if person not in out]:
            return up
    return []


def facts_for(matter: Matter, version: ProfileVersion) -> dict[str, Any]:
    """Return the facts of "concern.route" for a matter, with whom it is about found out."""
    return _facts(matter, abouts(matter, version, kept_out(matter, version))[0])


def first_to_tell(
    matter: Matter, version: ProfileVersion, roles: tuple[str, ...]
) -> dict[str, list[UUID]]:
    """Return the people of some roles without those kept out; the fallbacks where none is left."""
    kept = kept_out(matter, version)
    barred = {_post_of(about, version) for about in abouts(matter, version, kept)}
    resolver = _Resolver(matter, kept, barred - {""})
    return resolver.first((roles, *((role,) for role in _fallbacks(version))))


def offered(
    matter: Matter, version: ProfileVersion, roles: Iterable[str]
) -> list[tuple[str, list[Person]]]:
    """Return the choices open to a reporter: each role with its people, without any kept out."""
    resolver = _Resolver(matter, kept_out(matter, version), set())
    found = [(role, resolver.people_in(role)) for role in roles]
    known = directory.people_by_id({person for _, people in found for person in people})
    return [
        (role, [known[person] for person in people if person in known]) for role, people in found
    ]


class _Resolver:
    """Turns roles into people for one matter."""

    def __init__(self, matter: Matter, kept: Kept, barred: set[str]) -> None:
        self.matter = matter
        self.kept = kept
        self.barred = barred

    def first(self, groups: Iterable[tuple[str, ...]]) -> dict[str, list[UUID]]:
        """Return the people of the first group of roles that leaves anybody."""
        for group in groups:
            found = {role: self.people_in(role) for role in group if role not in self.barred}
            found = {role: people for role, people in found.items() if people}
            if found:
                return found
        return {}

    def besides(
        self, found: dict[str, list[UUID]], roles: tuple[str, ...]
    ) -> dict[str, list[UUID]]:
        """Add the first of some roles that leaves anybody, unless one of them is there already."""
        if not set(found).isdisjoint(roles):
            return found
        return {**found, **self.first((role,) for role in roles)}

    def people_in(self, role: str) -> list[UUID]:
        """Return who may receive the report in a role; relative roles are the reporter's own."""
        if role in _RELATIVE:
            return [person for person in _RELATIVE[role](self.matter, self.kept) if person]
        present = [p for p in access.holders_of(role) if p not in self.kept]
        if present:
            return present
        held = access.RoleHolding.objects.filter(_held_today(), role=role).order_by("since", "id")
        return [
            p for p in dict.fromkeys(held.values_list("person_id", flat=True)) if p not in self.kept
        ]

    def by_name(self, found: dict[str, list[UUID]]) -> tuple[UUID, ...]:
        """Return those who do not read as a circle: the reporter's own, and who only stands in."""
        roles = {role for role in found if role not in _RELATIVE}
        everybody = dict.fromkeys(p for people in found.values() for p in people)
        return tuple(p for p in everybody if access.roles_of(p).isdisjoint(roles))


def _facts(matter: Matter, about: About) -> dict[str, Any]:
    category = ROUTE_CATEGORY.get(matter.category, str(matter.category))
    if matter.prevent == ThreeWay.YES and matter.category not in _GRAVER:
        category = str(Category.EXTREMISM)
    return {
        "reporter": str(matter.reporter_kind),
        "about": str(about),
        "category": category,
        "serious": matter.serious,
        "source": str(matter.source),
    }


def _safeguarding_must_know(matter: Matter, about: About) -> bool:
    """Say whether safeguarding hears besides: a promise, perhaps a nude image or Prevent in it."""
    own_lane = about in (About.STAFF, About.DSL, About.HEAD)
    asked = matter.promised or matter.image_said or matter.prevent == ThreeWay.UNSURE
    return not own_lane and asked


def _wanted(answer: Answer, matter: Matter, choose: bool) -> list[tuple[str, ...]]:
    """Return the groups of roles to try: all of the answer together, or one after the other.

    Where the reporter may choose, their choice comes first, then the posts among the choices
    (which are there for everybody), then what is the reporter's own.
    """
    if not choose:
        return [answer.recipients]
    order = sorted(answer.recipients, key=lambda role: role in _RELATIVE)
    return [(role,) for role in sorted(order, key=lambda role: role != matter.chosen_role)]


def _straight_to(image: Answer, version: ProfileVersion) -> tuple[str, ...]:
    """Return who hears of a nude image: the lead, and safeguarding roles that a clause names."""
    posts = version.profile.posts
    named = () if image.silent else image.recipients
    others = (role for role in named if role in posts.safeguarding and not _is_welfare(role))
    return tuple(dict.fromkeys((posts.safeguarding_lead, *others)))


def _is_welfare(role: str) -> bool:
    return role == "student-welfare"


def _finder(matter: Matter) -> str:
    return {ReporterKind.LEARNER: "learner", ReporterKind.IT: "it"}.get(
        matter.reporter_kind, "staff"
    )


def _post_of(about: About, version: ProfileVersion) -> str:
    posts = version.profile.posts
    return {About.DSL: posts.safeguarding_lead, About.HEAD: posts.head}.get(about, "")


def _fallbacks(version: ProfileVersion) -> list[str]:
    profile = version.profile
    anybody = sorted(registry.permission("concerns.inbox").held_by)
    order = [*profile.routing.fallback, *profile.posts.safeguarding, profile.posts.head]
    return list(dict.fromkeys(r for r in [*order, *_LAST_RESORT, *anybody] if r not in _RELATIVE))


def _held_today() -> Q:
    day = timezone.localdate()
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))


def _is_away(person: UUID) -> bool:
    day = timezone.localdate()
    away = access.Absence.objects.filter(person_id=person, since__lte=day, until__gte=day)
    return away.exists()


def _line_managers(matter: Matter, kept: Kept) -> list[UUID]:
    """Return the reporter's line manager, or the next above who is there and no subject."""
    seen: set[UUID] = set()
    person = matter.reporter
    for _ in range(_STEPS_UP):
        person = directory.line_manager_of(person) if person is not None else None
        if person is None or person.pk in seen:
            return []
        seen.add(person.pk)
        if person.pk not in kept and person != matter.reporter and not _is_away(person.pk):
            return [person.pk]
    return []


def _own_staff(part: str) -> Callable[[Matter, Kept], list[UUID]]:
    def find(matter: Matter, kept: Kept) -> list[UUID]:
        if matter.reporter is None or matter.reporter_kind is not ReporterKind.LEARNER:
            return []
        staff = directory.staff_of_learner(matter.reporter, part)
        return [p.pk for p in staff if p.pk not in kept and not _is_away(p.pk)]

    return find


def _trusted_adult(matter: Matter, kept: Kept) -> list[UUID]:
    chosen = matter.chosen_adult_id
    if chosen is None or chosen in kept or _is_away(chosen):
        return []
    adult = Person.objects.filter(pk=chosen).first()
    return [chosen] if adult is not None and directory.is_staff(adult) else []


#: Roles that are somebody's own and not a post: never a circle, for it would admit all of them.
_RELATIVE: dict[str, Callable[[Matter, Kept], list[UUID]]] = {
    "line-manager": _line_managers,
    "course-manager": _own_staff("course-manager"),
    "apprenticeship-coordinator": _own_staff("apprenticeship-coordinator"),
    "trusted-adult": _trusted_adult,
}
