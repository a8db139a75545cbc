"""How long 20,000 people take to import, and the memory: ``python -m benchmarks.people_import``."""

from __future__ import annotations

import csv
import datetime
import io
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from uuid import UUID

from benchmarks.cluster import cluster
from lanyard.foundation.database.embedded import EmbeddedServer

PEOPLE = 20_000
_FIRST = (
    "Ada",
    "Ben",
    "Cleo",
    "Dev",
    "Elin",
    "Finn",
    "Gwen",
    "Hari",
    "Iris",
    "Jonas",
    "Kaya",
    "Lev",
)
_SECOND = ("Ash", "Brook", "Croft", "Dale", "Elm", "Fern", "Glen", "Heath", "Ivy", "Lake", "Moor")


def main() -> None:
    """Import a made-up college thrice: all new, all the same, a tenth changed."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with cluster(f"people_import_{people}") as server:
        _measure(server, people)


def fresh_organisation(server: EmbeddedServer, database: str) -> UUID:
    """Make a database, if need be, and an organisation in it."""
    from django.db import transaction

    from lanyard.config import installation
    from lanyard.foundation.database.embedded import OWNER_ROLE
    from lanyard.foundation.organisations.models import Organisation

    if installation.prepare_database(server.url("postgres", "postgres"), database):
        installation.prepare_privileges(server.url(database, OWNER_ROLE))
    installation.migrate(verbosity=0)
    with transaction.atomic():
        number = Organisation.objects.count() + 1
        return Organisation.objects.create(slug=f"import-{number}", name="Import College").pk


def _measure(server: EmbeddedServer, people: int) -> None:
    from django.db import transaction

    from lanyard.foundation.database.identity import acting_as_system
    from lanyard.people import api

    organisation = fresh_organisation(server, f"people_import_{people}")
    today = datetime.date(2026, 3, 2)
    for title, changed in (("all new", 0), ("nothing changed", 0), ("a tenth changed", 10)):
        files = [api.Upload(name, data) for name, data in _set(people, changed)]
        began = time.perf_counter()
        with acting_as_system(organisation, "measure an import"), transaction.atomic():
            plan = api.plan_import(
                api.read_set("lanyard_csv", files, today=today), today=today, full=True
            )
            planned = time.perf_counter()
            api.apply_plan(plan, by=None, files=api.digests(files), confirm_leavers=True)
        ended = time.perf_counter()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rows = sum(c.add + c.change for c in plan.counts.values())
        print(
            f"{title:16} {rows:7} rows written; read and compared {planned - began:5.1f} s, "
            f"written {ended - planned:5.1f} s, whole {ended - began:5.1f} s; peak {peak:4.0f} MB"
        )


def a_college(organisation: UUID, people: int) -> None:
    """Import a made-up college."""
    from django.db import transaction

    from lanyard.foundation.database.identity import acting_as_system
    from lanyard.people import api

    files = [api.Upload(name, data) for name, data in _set(people, 0)]
    today = datetime.date(2026, 3, 2)
    with acting_as_system(organisation, "import people to measure"), transaction.atomic():
        read = api.read_set("lanyard_csv", files, today=today)
        plan = api.plan_import(read, today=today, full=True)
        api.apply_plan(plan, by=None, files=api.digests(files), confirm_leavers=True)


def _set(people: int, changed: int) -> Iterator[tuple[str, bytes]]:
    """Give the files of a college: a tenth staff, a guardian for one in five, four groups each."""
    pick = random.Random(7)
    staff = people // 10
    groups = max(1, people // 20)

    def person(n: int) -> tuple[object, ...]:
        phone = f"01632 {(n * changed) % 1_000_000:06}" if changed and n % 10 == 0 else ""
        born = datetime.date(1970, 1, 1) + datetime.timedelta(days=n % 14_000)
        return n, pick.choice(_FIRST), pick.choice(_SECOND), f"p{n}@college.example", born, phone

    yield _table("sites.csv", ("site id", "name"), lambda: ((s, f"Site {s}") for s in range(5)))
    yield _table(
        "people.csv",
        ("person id", "given name", "family name", "email", "birth date", "phone"),
        lambda: map(person, range(people)),
    )
    yield _table(
        "employments.csv",
        ("person id", "job title", "since", "site id"),
        lambda: ((n, "Tutor", "2020-09-01", n % 5) for n in range(staff)),
    )
    yield _table(
        "enrolments.csv",
        ("person id", "programme", "since", "site id"),
        lambda: (
            (n, f"Programme {n % 200}", "2025-09-08", n % 5) for n in range(staff, people * 4 // 5)
        ),
    )
    yield _table(
        "groups.csv",
        ("group id", "name", "kind", "site id"),
        lambda: ((g, f"Group {g}", "class", g % 5) for g in range(groups)),
    )
    yield _table(
        "memberships.csv",
        ("group id", "person id", "part", "since"),
        lambda: (
            ((n * 7 + k * 13) % groups, n, "teacher" if n < staff else "learner", "2025-09-08")
            for n in range(people * 4 // 5)
            for k in range(4)
        ),
    )
    yield _table(
        "guardians.csv",
        ("guardian id", "learner id", "relation"),
        lambda: ((n, n - people // 5, "parent") for n in range(people * 4 // 5, people)),
    )


def _table(
    name: str, header: tuple[str, ...], rows: Callable[[], Iterator[tuple[object, ...]]]
) -> tuple[str, bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    writer.writerows(rows())
    return name, buffer.getvalue().encode()


if __name__ == "__main__":
    main()
