"""What training counts for the papers of those who answer for the whole."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from lanyard.foundation.registry.manifest import Measure, Tally
from lanyard.people.api import Group, Membership
from lanyard.rooms.training.models import TaughtOnce


def education(since: datetime.date, until: datetime.date) -> Iterator[Tally]:
    """Count what was taught of online safety, by the team of whoever taught it (KMC-GSF-20).

    It counts lessons and moments, no people, so that small numbers need not be kept back.
    """
    rows = TaughtOnce.objects.filter(on__range=(since, until)).values_list("by_id", "on")
    teams = {one.pk: one.name for one in Group.objects.filter(kind=Group.Kind.TEAM)}
    of: dict[UUID, list[Membership]] = defaultdict(list)
    for member in Membership.objects.filter(group__in=teams, since__lte=until).order_by("since"):
        of[member.person_id].append(member)
    found: Counter[UUID | None] = Counter()
    for person, on in rows:
        then = [m for m in of[person] if m.since <= on and (m.until is None or m.until >= on)]
        found[then[-1].group_id if then else None] += 1
    group, whole = _("Online safety taught, by team"), found.total()
    yield Tally(_("All teams"), whole, group=group)
    for pk, name in sorted(teams.items(), key=lambda one: (-found[one[0]], one[1])):
        yield Tally(name, found[pk], group=group)
    if found[None]:
        yield Tally(_("In no team"), found[None], group=group)


MEASURES = (Measure("training.education", "education", education),)
