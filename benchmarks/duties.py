"""How long 60 duties of 20,000 people take to compute: ``python -m benchmarks.duties``."""

from __future__ import annotations

import datetime
import resource
import statistics
import sys
import time
from collections.abc import Callable
from uuid import UUID, uuid4

from benchmarks.cluster import cluster
from benchmarks.people_import import PEOPLE, a_college, fresh_organisation

DEFINITIONS = 60
_SINGLE = 200
#: How many approvals wait while single people change.
_WAITING = 200


def main() -> None:
    """Ask 60 things of a made-up college, then compute them again, then for each person."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    name = f"duties_{people}"
    with cluster(name) as server:
        from lanyard.foundation.database.identity import acting_as_system

        organisation = fresh_organisation(server, name)
        a_college(organisation, people)
        with acting_as_system(organisation, "measure duties"):
            _measure(organisation)


def _measure(organisation: UUID) -> None:
    from django.db import transaction

    from lanyard.engine.duties import api
    from lanyard.engine.duties.listening import people_changed
    from lanyard.people.api import Employment, Person

    today = datetime.date(2026, 11, 26)
    with transaction.atomic():
        _define(today)
    for title in ("all new", "nothing changed"):
        began = time.perf_counter()
        with transaction.atomic():
            changed = api.recompute_all(today=today)
        passed = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{title:16} {changed:7} changed in {passed:5.1f} s; peak {peak:4.0f} MB")
    with transaction.atomic():
        some = list(Person.objects.order_by("id").values_list("pk", flat=True)[:_SINGLE])
    _each("one person", some, lambda person: api.recompute_people([person], today=today))
    with transaction.atomic():
        _let_approvals_wait()
        staff = list(Employment.objects.order_by("id").values_list("person", flat=True)[:_SINGLE])
    _each(f"one of staff, {_WAITING} approvals", staff, lambda one: people_changed(person_id=one))


def _each(title: str, people: list[UUID], act: Callable[[UUID], object]) -> None:
    """Do something for each of some people, and say how long it took."""
    from django.db import transaction

    times = []
    for person in people:
        began = time.perf_counter()
        with transaction.atomic():
            act(person)
        times.append((time.perf_counter() - began) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"{title:27} p50 {statistics.median(times):4.0f} ms, p95 {p95:4.0f} ms")


def _let_approvals_wait() -> None:
    """Ask for many approvals of one post with a holder and a deputy."""
    from lanyard.engine.approvals.api import Chain, ask
    from lanyard.foundation.access import api as access
    from lanyard.people.api import Person

    asker, holder = Person.objects.order_by("id")[:2]
    access.hold_role("dsl", holder.pk, since=datetime.date(2020, 1, 1))
    for number in range(_WAITING):
        ask(
            "bench", Chain((("dsl", "Lead"),)), by=asker, subject=("account", uuid4()),
            title=f"Account {number}", url="/approvals/",
        )  # fmt: skip


def _define(today: datetime.date) -> None:
    """Ask 12 things of everybody, 18 of learners, 24 of staff, 6 of roles."""
    from lanyard.engine.duties import api

    audiences = (
        *(api.Audience(kinds=("staff", "learner", "guardian")) for _ in range(12)),
        *(api.Audience(kinds=("learner",)) for _ in range(18)),
        *(api.Audience(kinds=("staff",)) for _ in range(24)),
        *(api.Audience(roles=("dsl",)) for _ in range(6)),
    )
    rules = (
        api.Rule(anchor="day", day=today, days=14, every=12),
        api.Rule(anchor="joined", working_days=20),
        api.Rule(anchor="yearly", days=30),
    )
    for number, audience in enumerate(audiences):
        api.define(
            "duties.by-hand", api.Asked(f"Duty {number}", "/duties/", by_hand=True), by=None,
            audience=audience, rule=rules[number % 3], subject=("bench", str(number)),
            at_once=False,
        )  # fmt: skip


if __name__ == "__main__":
    main()
