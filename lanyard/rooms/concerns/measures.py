"""What concerns counts for the papers of those who answer for the whole.

As on the figures page for readers who work on no case: rounded to the nearest 5, and 1 to 4 kept
back, so that a paper tells nobody of a single person.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.registry.manifest import Measure, Tally
from lanyard.people.models import Employment, Enrolment, Vulnerability, spans
from lanyard.rooms.concerns import reasons
from lanyard.rooms.concerns.figures import SMALL, repeats_among, rounded
from lanyard.rooms.concerns.models import Case, CasePerson, Closure, Concern, Particular
from lanyard.rooms.concerns.particulars import CAPACITIES, GROUNDS, WHEREABOUTS
from lanyard.rooms.concerns.rules import NO_ACTION

#: A month and the half-year before it, to see whether reports come more thickly than usual.
_MONTH, _BEFORE = datetime.timedelta(days=30), 6
#: Below so many cases no share is told.
_ENOUGH = 10
_ABOUT = {
    "gender-reassignment": "gender reassignment", "race": "race", "religion": "religion or belief",
    "sex": "sex", "orientation": "sexual orientation",
}  # fmt: skip


def _kept(number: int) -> int | None:
    """Return a number as a paper may hold it."""
    return None if 0 < number < SMALL else rounded(number, exact=False)


def _span(since: datetime.date, until: datetime.date) -> tuple[datetime.datetime, ...]:
    ends = ((since, datetime.time.min), (until, datetime.time.max))
    return tuple(timezone.make_aware(datetime.datetime.combine(d, t)) for d, t in ends)


def behaviour(since: datetime.date, until: datetime.date) -> Iterator[Tally]:
    """Count reports, cases, breaches for each hundred users, and repeats (OAK-3-05)."""
    between = _span(since, until)
    reports = Concern.objects.filter(received_at__range=between, is_test=False)
    cases = Case.objects.filter(opened_at__range=between)
    found = cases.aggregate(
        opened=Count("pk"), closed=Count("pk", filter=Q(closed_at__isnull=False)),
        breaches=Count("pk", filter=Q(category="policy-breach") | ~Q(breach_codes=[])),
    )  # fmt: skip
    group = _("Reports and cases")
    yield Tally(_("Reports received"), _kept(reports.count()), group=group)
    yield Tally(_("Cases opened"), _kept(found["opened"]), group=group)
    yield Tally(_("Of these closed by now"), _kept(found["closed"]), group=group)
    yield from _breaches(found["breaches"], until)
    again = _kept(repeats_among(cases))
    yield Tally(
        _("Cases about somebody who was in an earlier one"), again, _kept(found["opened"]), group
    )
    areas = dict(cases.values_list("risk_area").annotate(n=Count("pk")))
    for value, label in reasons.RiskArea.choices:
        yield Tally(label, _kept(areas.get(value, 0)), group=_("Cases by area of risk"))
    yield from _asked(cases, "capacity", CAPACITIES, _("In which capacity it was done"))
    yield from _asked(cases, "whereabouts", WHEREABOUTS, _("Where it was done"))


def _asked(
    cases: QuerySet[Case], name: str, choices: Iterable[tuple[str, Any]], group: str
) -> Iterator[Tally]:
    """Count what the cases of conduct said to a question, where one said it (OAK-10-03)."""
    said = [str(value) for value in _newest(cases, name).values()]
    if said:
        for value, label in choices:
            yield Tally(label, _kept(said.count(value)), _kept(len(said)), group)


def _newest(cases: Any, name: str) -> dict[Any, Any]:
    """Return the newest answer of each case to a question; one query."""
    rows = Particular.objects.filter(case__in=cases, answers__has_key=name).order_by("at", "id")
    return {case: answers[name] for case, answers in rows.values_list("case_id", "answers")}


def example(since: datetime.date, until: datetime.date) -> Iterator[Tally]:
    """Count the cases on the conduct of staff that were borne out (LAN-STAFF-07).

    A closed case was borne out where its newest closure ended in more than no action.
    """
    closed = Case.objects.filter(
        kind=reasons.CaseKind.STAFF_CONDUCT, closed_at__range=_span(since, until)
    )
    ended = closed.annotate(outcome=_outcome()).exclude(outcome=None)
    group = _("The example that staff set")
    borne_out = _kept(ended.exclude(outcome=NO_ACTION).count())
    yield Tally(_("Cases on the conduct of staff that ended"), _kept(ended.count()), group=group)
    yield Tally(_("Of these, borne out"), borne_out, group=group)


def _breaches(breaches: int, until: datetime.date) -> Iterator[Tally]:
    group, kept = _("Behaviour"), _kept(breaches)
    people = set(Employment.objects.filter(spans(until)).values_list("person_id", flat=True))
    people |= set(Enrolment.objects.filter(spans(until)).values_list("person_id", flat=True))
    yield Tally(_("Breaches of the policy"), kept, group=group)
    rate = None if kept is None else round(100 * kept / len(people), 1) if people else 0
    yield Tally(_("Breaches for each hundred users"), rate, group=group)


@dataclass(frozen=True)
class _Handled:
    """A case as the comparison sees it."""

    in_time: bool
    on: datetime.date
    #: What it ended with; None while it goes on.
    outcome: str | None


def equality(since: datetime.date, until: datetime.date) -> Iterator[Tally]:
    """Compare cases, how soon something was done, and what came of them (COM-RCG-05)."""
    rows = Case.objects.filter(opened_at__range=_span(since, until)).annotate(outcome=_outcome())
    cases = {
        pk: _Handled(bool(at and by and at <= by), opened.date(), outcome)
        for pk, opened, at, by, outcome in rows.values_list(
            "pk", "opened_at", "first_action_at", "first_action_by", "outcome"
        )
    }
    harmed = list(
        CasePerson.objects.filter(
            case__in=cases, part=reasons.Part.HARMED, ended_at=None
        ).values_list("case_id", "person_id", "age_when_opened")
    )  # fmt: skip
    ages = ((case, _band(age)) for case, _person, age in harmed)
    yield from _compared(_("Age of who was harmed"), "age", ages, cases)
    yield from _compared(
        _("Special educational needs or a disability"), "disability", _needs(harmed, cases), cases
    )
    yield from _grounds(cases)


def _outcome() -> Subquery:
    """Return what the newest agreed closure of a case says it ended with."""
    newest = Closure.objects.filter(case=OuterRef("pk"), agreed_at__isnull=False)
    return Subquery(newest.order_by("-agreed_at").values("outcome")[:1])


def _band(age: int | None) -> str:
    if age is None:
        return _("Not known")
    if age < 16:
        return _("Under 16")
    return _("16 and 17") if age < 18 else _("18 and over")


def _needs(harmed: list[Any], cases: dict[Any, Any]) -> Iterator[tuple[Any, str]]:
    rows = Vulnerability.objects.filter(
        kind=Vulnerability.Kind.SPECIAL_NEEDS, person__in={p for _case, p, _age in harmed if p}
    )
    held = defaultdict(list)
    for row in rows:
        held[row.person_id].append(row)
    for case, person, _age in harmed:
        on = cases[case].on
        has = any(r.since <= on and (r.until is None or r.until >= on) for r in held[person])
        yield case, _("On record") if has else _("None on record")


def _compared(
    title: str, about: str, pairs: Iterable[tuple[Any, str]], cases: dict[Any, Any]
) -> Iterator[Tally]:
    found: dict[str, set[Any]] = defaultdict(set)
    for case, label in pairs:
        found[label].add(case)
    for label, among in sorted(found.items()):
        yield Tally(label, _kept(len(among)), group=title, about=about)
        handled = [cases[case] for case in among]
        ended = [one for one in handled if one.outcome is not None]
        for words, said, of in (
            (_("%(label)s: first action in time, percent"), [o.in_time for o in handled], handled),
            (_("%(label)s: ended in more than no action, percent"),
             [one.outcome != NO_ACTION for one in ended], ended),
        ):  # fmt: skip
            if len(of) >= _ENOUGH:
                share = round(10 * sum(said) / len(of)) * 10
                yield Tally(words % {"label": label}, share, group=title, about=about)


def _grounds(cases: dict[Any, Any]) -> Iterator[Tally]:
    """Count what cases were about, where whoever works them said so."""
    said = [str(value) for value in _newest(cases, "protected-characteristic").values()]
    if not said:
        return
    for slug, label in GROUNDS:
        yield Tally(
            label, _kept(said.count(slug)), _kept(len(said)),
            _("What cases were about"), _ABOUT.get(slug, ""),
        )  # fmt: skip


def trend(_since: datetime.date, until: datetime.date) -> Iterator[Tally]:
    """Count the reports of the last thirty days, and of a usual month before."""
    start = until - _MONTH
    rows = Concern.objects.filter(is_test=False)
    recent = rows.filter(received_at__range=_span(start, until)).count()
    before = rows.filter(
        received_at__range=_span(start - _BEFORE * _MONTH, start - datetime.timedelta(days=1))
    ).count()
    yield Tally("recent", _kept(recent))
    yield Tally("usual", _kept(round(before / _BEFORE)))


MEASURES = (
    Measure("concerns.behaviour", "behaviour", behaviour),
    Measure("concerns.equality", "equality", equality),
    Measure("concerns.trend", "trend", trend),
    Measure("concerns.example", "example", example),
)
