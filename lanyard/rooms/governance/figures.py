"""The figures of papers: gathered from the rooms through their manifests, numbers only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.clauses.api import Stand, Standing, stand_of, standings
from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Profile, clauses, packs
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import Tally
from lanyard.rooms.governance import coverage
from lanyard.rooms.governance.kinds import Kind
from lanyard.rooms.governance.models import LawCheck

#: Controls that do not hold are listed up to so many.
_MOST = 20
#: Reports of a month are many where they are at least so many, and half as many again as usual:
#: the product's default, since no policy names a number.
SPIKE, _HALF_AGAIN = 10, 1.5
MANY_REPORTS = gettext_lazy("More reports came in the last thirty days than in a usual month.")


def gather(kind: Kind, profile: Profile, since: datetime.date, until: datetime.date) -> list[Any]:
    """Return the groups of figures of a paper, as it keeps them."""
    found = grouped(tallies(kind.topics, since, until))
    if kind.controls or kind.judges:
        found += _standing(profile, until)
    if kind.controls:
        found += _developments(since, until)
    return found


def tallies(topics: Iterable[str], since: datetime.date, until: datetime.date) -> list[Tally]:
    """Ask every room what it counts of some topics, as the system."""
    with system_duty("count for a paper"):
        return [
            one for topic in topics for measure in registry.measures(topic)
            for one in measure.count(since, until)
        ]  # fmt: skip


def grouped(found: Iterable[Tally]) -> list[Any]:
    """Put tallies under their headings, in the order in which they came."""
    groups: dict[str, list[Any]] = {}
    for one in found:
        row = [str(one.label), one.number, one.of, one.about]
        groups.setdefault(str(one.group), []).append(row)
    return [{"title": title, "rows": rows} for title, rows in groups.items()]


def _standing(profile: Profile, on: datetime.date) -> list[Any]:
    now = standings(profile, on=on)
    if not any(one.found for one in now.values()):
        return []
    register = clauses(profile.slug)
    stands = [stand_of(one, now) for one in register.values()]
    rows = [
        [str(word), stands.count(stand), len(stands), ""]
        for stand, word in (
            (Stand.IN_FORCE, _("Clauses in force")), (Stand.AT_RISK, _("Clauses at risk")),
            (Stand.NOT_IN_FORCE, _("Clauses not in force")),
            (Stand.NOT_SET_UP, _("Clauses not yet set up")),
        )
    ]  # fmt: skip
    rows.append([_("Duties overdue"), duties.overdue_count(on=on), None, ""])
    named = {slug for one in register.values() for slug in one.controls}
    return [{"title": _("How the policy stands"), "rows": rows}, *_fallen(now, named)]


def _fallen(now: dict[str, Standing], named: set[str]) -> list[Any]:
    fallen = [one for slug, one in now.items() if slug in named and one.stand is Stand.NOT_IN_FORCE]
    if not fallen:
        return []
    lines = [one.entry.sentence for one in fallen[:_MOST]]
    return [{"title": _("What is not in force"), "lines": lines, "rows": []}]


def _developments(since: datetime.date, until: datetime.date) -> list[Any]:
    lines = [
        _("In force since %(day)s: %(title)s") % {
            "day": f"{one.in_force_from:%d %B %Y}", "title": one.title,
        }
        for editions in packs().values() for one in editions if since <= one.in_force_from <= until
    ]  # fmt: skip
    checks = LawCheck.objects.filter(on__range=(since, until)).exclude(outcome="in-force")
    lines += [
        f"{one.entry.title}: {one.get_outcome_display()}" for one in checks.select_related("entry")
    ]
    return [{"title": _("New in law and guidance"), "lines": lines, "rows": []}] if lines else []


def spiking(on: datetime.date) -> bool:
    """Say whether many more reports came in the last thirty days than usual."""
    numbers = {str(one.label): one.number or 0 for one in tallies(("trend",), on, on)}
    recent, usual = numbers.get("recent", 0), numbers.get("usual", 0)
    return recent >= SPIKE and recent >= _HALF_AGAIN * usual


def reasons_to_meet(profile: Profile, on: datetime.date) -> list[str]:
    """Say what speaks for calling a meeting: more reports than usual, and what does not hold."""
    found: list[Any] = [MANY_REPORTS] if spiking(on) else []
    named = {slug for one in clauses(profile.slug).values() for slug in one.controls}
    now = standings(profile, on=on)
    fallen = sum(now[slug].stand is Stand.NOT_IN_FORCE for slug in named)
    if fallen:
        found.append(_("Controls that are not in force: %(many)d") % {"many": fallen})
    return [str(one) for one in found]


def agenda(profile: Profile, on: datetime.date) -> list[str]:
    """Return the lines with which a meeting's agenda begins; nothing points to a person."""
    until = on.replace(day=1) - datetime.timedelta(days=1)
    lines = [
        f"{one.label}: {_told(one)}" for one in tallies(("behaviour",), until.replace(day=1), until)
        if one.number != 0
    ]  # fmt: skip
    if lines:
        lines.insert(0, _("Figures of %(month)s") % {"month": f"{until:%B %Y}"})
    now = standings(profile, on=on)
    gaps = len(coverage.gaps(now))
    if gaps:
        lines.append(_("Gaps in the map of risks: %(many)d") % {"many": gaps})
    overdue = duties.overdue_count(on=on)
    if overdue:
        lines.append(_("Duties overdue: %(many)s") % {"many": f"{overdue:,}"})
    return [*lines, *reasons_to_meet(profile, on)]


def _told(one: Tally) -> str:
    return _("fewer than 5") if one.number is None else str(one.number)
