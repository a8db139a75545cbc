"""Begin a college's governance: its register of laws, and the papers that fall due."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Profile, clauses, edition_on, packs
from lanyard.rooms.governance.actions import papers
from lanyard.rooms.governance.actions.laws import keep_register
from lanyard.rooms.governance.kinds import KINDS, Kind

#: A paper is first due so many days after governance begins: the product's default.
FIRST_DAYS = 60


@transaction.atomic
def begin(profile: Profile, *, since: datetime.date | None = None) -> None:
    """Open the register of laws and ask for the papers of a policy; twice changes nothing."""
    keep_register(profile)
    day = since or timezone.localdate()
    for kind in asked_under(profile, day):
        known = duties.Definition.objects.filter(
            kind=papers.DUTY, subject_kind="paper", subject_id=kind.slug, ended_on=None
        )
        if not known.exists():
            _ask(kind, profile, day)


def _ask(kind: Kind, profile: Profile, day: datetime.date) -> None:
    register = clauses(profile.slug)
    cited = tuple(one for one in kind.clauses if one in register)
    duties.define(
        papers.DUTY,
        duties.Asked(str(kind.title), f"/governance/papers/{kind.slug}/", clauses=cited,
                     steps=(-30, -7, 0)),
        by=None,
        audience=duties.Audience(roles=(kind.role_under(profile),)),
        rule=duties.Rule(anchor="day", day=day, days=FIRST_DAYS, every=kind.months),
        subject=("paper", kind.slug),
    )  # fmt: skip


def asked_under(profile: Profile, on: datetime.date) -> list[Kind]:
    """Return the kinds of papers that a policy, or the law beside it, rests on."""
    named = {slug for one in clauses(profile.slug).values() for slug in one.controls}
    for editions in packs().values():
        named |= {slug for one in edition_on(editions, on).duties.values() for slug in one.controls}
    return [kind for kind in KINDS.values() if kind.control in named]
