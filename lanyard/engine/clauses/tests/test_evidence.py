"""The evidence of everything that exists, from a made-up college; with its records it falls."""

from __future__ import annotations

import psycopg
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.clauses.api import evidence_of_all
from lanyard.engine.clauses.gathering import DUTY
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.controls import Control, Evidence, State
from tests.database import Databases

GREEN = {State.IN_FORCE, State.AT_RISK}
#: The most queries that one control may ask.
_MOST = 8
#: What is put together from several lists asks more, but never more for more rows.
_MOST_OF = {
    "learner-induction": 11, "staff-guidance-read": 11,
    "tutorials-cover-e-safety": 11, "skills-measured": 15,
}  # fmt: skip
#: What a small made-up college surely bears out, whatever the dice.
_SURELY = {
    "audit-chain-whole", "cases-held", "concern-routed-by-policy",
    "incident-register", "named-posts-filled", "people-kept-current",
    "profile-in-force", "readers-second-factor", "risk-area-tagged", "staff-carry-learner-safety",
}  # fmt: skip
_KEPT = {"organisations_organisation", "organisations_hostname"}


def _named(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def _ask(organisation: Organisation) -> dict[str, Evidence]:
    with acting_as_system(organisation.pk, "look"), transaction.atomic():
        return evidence_of_all(organisation.pk, on=timezone.localdate())


def _empty(databases: Databases) -> None:
    """Empty every table but those of the organisation itself, as a superuser."""
    tables = [m._meta.db_table for m in apps.get_models() if m.__module__.startswith("lanyard.")]
    name = str(transaction.get_connection().settings_dict["NAME"])
    with psycopg.connect(databases.url(name, "postgres"), autocommit=True) as administrator:
        administrator.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_kept")
        administrator.execute("ALTER TABLE audit_link DISABLE TRIGGER audit_link_kept")
        names = ", ".join(sorted(set(tables) - _KEPT))
        administrator.execute(f"TRUNCATE {names} CASCADE")


def test_with_its_records_every_green_falls(made_up_colleges: None, databases: Databases) -> None:
    organisation = _named("much")
    before = _ask(organisation)
    assert before.keys() == registry.controls().keys()
    green = {slug for slug, one in before.items() if one.state in GREEN}
    assert green >= _SURELY, _SURELY - green
    for slug in green:
        figure = before[slug].figure
        assert figure is not None
        assert figure.part >= 1
    _empty(databases)
    after = _ask(organisation)
    assert after.keys() == registry.controls().keys()
    assert {slug: one.state for slug, one in after.items()} == dict.fromkeys(
        after, State.NOT_SET_UP
    )


def test_each_control_asks_few_questions_however_many_rows(made_up_colleges: None) -> None:
    few, many = _counted("some"), _counted("much")
    assert {slug: n for slug, n in many.items() if n > _MOST_OF.get(slug, _MOST)} == {}
    assert {slug: (n, many[slug]) for slug, n in few.items() if many[slug] > n} == {}


def _counted(slug: str) -> dict[str, int]:
    """Return how many questions each control asks of a college, before anything was gathered."""
    made = _named(slug)
    with transaction.atomic(), acting_as_system(made.pk, DUTY):
        return {slug: _queries(one, made) for slug, one in registry.controls().items()}


def _queries(control: Control, organisation: Organisation) -> int:
    with CaptureQueriesContext(connection) as captured:
        control.evidence(organisation.pk, timezone.localdate())
    return len(captured)


def test_without_the_duty_a_stranger_gathers_nothing_confidential(made_up_colleges: None) -> None:
    """The figures come from the system's duty, and from no reader's rights."""
    made = _named("much")
    empty = Organisation.objects.create(slug="elsewhere", name="Elsewhere College")
    with transaction.atomic(), acting_as_system(made.pk, DUTY):
        held = evidence_of_all(made.pk, on=timezone.localdate(), only=["cases-held"])
    assert held["cases-held"].figure is not None
    with transaction.atomic(), acting_as_system(empty.pk, DUTY):
        other = evidence_of_all(empty.pk, on=timezone.localdate())
    assert {one.state for one in other.values()} == {State.NOT_SET_UP}
