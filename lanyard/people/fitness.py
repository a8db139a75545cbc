"""Who is fit for a role: a layer above says whose training for it has expired."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from uuid import UUID

from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.people.models import PostHolding, spans

#: From a role, people and a day to those who are not fit for it.
Unfit = Callable[[str, Collection[UUID], datetime.date], set[UUID]]
_provided: list[Unfit] = []


class NotFit(ValueError):
    """The post would be held only by people whose training for it has expired."""

    def __init__(self) -> None:
        super().__init__(
            _("Nobody in this post would have their training in date. Name another holder as well, "
              "or let the training be taken first.")
        )  # fmt: skip


def provide_fitness(unfit: Unfit) -> None:
    """Let a higher layer say who is not fit for a role; called once at start."""
    _provided[:] = [unfit]


def check_post(
    role: str, on: datetime.date, *, coming: UUID | None = None, going: UUID | None = None
) -> None:
    """Raise NotFit where the holders of a role would all be unfit once one comes or goes.

    Nobody at all in a post is its own alarm, and no case of this.
    """
    if not _provided:
        return
    held = PostHolding.objects.filter(
        spans(on), post__role=role, post__closed_on__isnull=True, standing=access.Standing.HOLDER
    )
    holders = set(held.values_list("person_id", flat=True)) - {going}
    after = {*holders, *([coming] if coming else [])} - {None}
    people = {one for one in after if one is not None}
    if people and people <= _provided[0](role, people, on):
        raise NotFit
