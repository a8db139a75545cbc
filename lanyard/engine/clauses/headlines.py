"""How the policy stands, in a few lines, for those who answer for the whole organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.engine.clauses import pages
from lanyard.engine.clauses.queries import standings
from lanyard.engine.clauses.standing import Stand
from lanyard.engine.policy.api import clauses
from lanyard.engine.profiles.api import NoProfile, profile_in_force
from lanyard.people.api import Person

_TOLD = (
    (Stand.IN_FORCE, _("Clauses of the policy in force: %(part)s of %(whole)s")),
    (Stand.AT_RISK, _("Clauses of the policy at risk: %(part)s of %(whole)s")),
    (Stand.NOT_IN_FORCE, _("Clauses of the policy not in force: %(part)s of %(whole)s")),
)


def headlines(person: Person) -> Iterator[tuple[Any, str]]:
    """Give how many clauses stand how, each leading to them; none without a policy in force."""
    try:
        version = profile_in_force()
    except NoProfile:
        return
    day = timezone.localdate()
    lines = pages.lines_of(clauses(version.slug), standings(version.profile, on=day), on=day)
    counted = Counter(line.stand for line in lines)
    for stand, words in _TOLD:
        told = words % {"part": counted[stand], "whole": len(lines)}
        yield told, f"{reverse('clauses:policy')}?state={stand}"
