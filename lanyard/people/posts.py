"""Who holds each post, and what goes unanswered where nobody does."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from lanyard.foundation.access import api as access
from lanyard.people.models import Post, PostHolding, spans

#: What files call the record that an appointment letter hangs on.
LETTER = "post-holding"
#: Roles that are the reporter's own, and nobody's for the whole organisation.
OWN_ROLES = frozenset(
    {"line-manager", "course-manager", "apprenticeship-coordinator", "trusted-adult"}
)

Routes = Callable[[], Mapping[str, list[str]]]
_provided: list[Routes] = []


def provide_routes(routes: Routes) -> None:
    """Let a higher layer name, for each role, the routes to it; called once at start."""
    _provided[:] = [routes]


@dataclass
class Held:
    """One post on a day."""

    post: Post
    role: str
    holders: list[PostHolding] = field(default_factory=list)
    deputies: list[PostHolding] = field(default_factory=list)
    stand_ins: list[PostHolding] = field(default_factory=list)
    #: Everybody who holds it is away.
    away: bool = False
    routes: list[str] = field(default_factory=list)

    @property
    def vacant(self) -> bool:
        """Say whether nobody holds the post."""
        return not self.holders


def all_routes() -> Mapping[str, list[str]]:
    """Return for each role the routes that lead to it; none where nobody provides them."""
    return _provided[0]() if _provided else {}


def posts_on(day: datetime.date, *, away: set[UUID]) -> list[Held]:
    """Return every open post on a day, the vacant ones first (COM-SAF-01)."""
    found = {
        post.pk: Held(post, role_title(post.role))
        for post in Post.objects.order_by("title", "id")
        if not post.closed_on or post.closed_on > day
    }
    holdings = PostHolding.objects.filter(spans(day), post__in=found).select_related("person")
    for holding in holdings.order_by("since", "id"):
        held = found[holding.post_id]
        place = {
            access.Standing.HOLDER: held.holders,
            access.Standing.DEPUTY: held.deputies,
            access.Standing.STAND_IN: held.stand_ins,
        }[access.Standing(holding.standing)]
        place.append(holding)
    routes = all_routes()
    for held in found.values():
        held.away = bool(held.holders) and all(one.person_id in away for one in held.holders)
        if held.vacant or held.away:
            held.routes = routes.get(held.post.role, [])
    return sorted(found.values(), key=lambda held: not held.vacant)


def role_title(role: str) -> str:
    """Return what a role is called; its slug where it is unknown."""
    known = access.all_roles().get(role)
    return known.title if known else role
