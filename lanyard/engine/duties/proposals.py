"""The errand of those who set the policy: what a release proposes is taken or kept.

It stands here because profiles lie below duties: they announce, and this part listens.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.duties.errands import Errand, Only, Waiting
from lanyard.engine.duties.running import errand_done, keep_errands
from lanyard.engine.profiles.api import CHANGE, PROPOSED, open_proposal
from lanyard.foundation.access.api import holders_of, may
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person


def waiting(day: datetime.date, about: Only) -> Iterator[Waiting]:
    """Give the proposal that waits, with whoever may change the profile."""
    proposal = open_proposal()
    if proposal is not None and (about is None or str(proposal.pk) in about):
        roles = registry.permission(CHANGE).held_by
        people = {one for role in roles for one in holders_of(role, on=day)}
        yield Waiting(str(proposal.pk), people, timezone.localdate(proposal.found_at))


def touched(person_id: UUID, roles: Collection[str]) -> Iterable[str]:
    """Name the proposal to a holder of a post that may change the profile."""
    if set(roles).isdisjoint(registry.permission(CHANGE).held_by):
        return ()
    proposal = open_proposal()
    return {str(proposal.pk)} if proposal is not None else ()


def tell(person: Person, about: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Tell those who may decide on it."""
    proposal = open_proposal()
    if proposal is None or not may(person.pk, CHANGE):
        return {}
    said = _("A release changed the shipped policy profile: take or keep each change")
    return {str(proposal.pk): (said, reverse("profiles:proposal"))}


def proposed(*, proposals: Collection[UUID], **_facts: object) -> None:
    """Ask for a decision on what was proposed, and none on what it stands in place of."""
    keep_errands(PROPOSED, about=proposals)


def decided(*, proposal_id: UUID, by: Person, **_facts: object) -> None:
    """Record who decided."""
    errand_done(
        PROPOSED, proposal_id, by=by, evidence=_("Decided"),
        record=("profile-proposal", proposal_id),
    )  # fmt: skip


ERRAND = Errand(
    kind=PROPOSED, title=gettext_lazy("Decide on what a release changed in the policy profile"),
    waiting=waiting, touched=touched, tell=tell, working_days=20,
)  # fmt: skip
