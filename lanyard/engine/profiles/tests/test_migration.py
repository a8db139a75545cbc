"""Versions made before they were kept whole are kept whole by the migration, row by row."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.db import connections, transaction

from lanyard.engine.profiles.api import propose_shipped, version_with_id
from lanyard.engine.profiles.differences import set_here
from lanyard.engine.profiles.queries import versions
from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.database.migrating import step_by_step
from lanyard.foundation.organisations.models import Organisation

_INSERT = """
SELECT set_config('lanyard.organisation', %(organisation)s, true);
INSERT INTO profiles_profileversion
    (id, organisation_id, slug, number, effective_from, changes, made_by_name, made_at, reason)
VALUES (%(id)s, %(organisation)s, %(slug)s, %(number)s, %(day)s, %(changes)s, 'x', now(), 'x')
"""
_OWN = '[[intervals]]\nslug = "security-review"\ndays = 5\n'


def _migrate(to: str = "") -> None:
    with step_by_step():
        call_command("migrate", *(("profiles", to) if to else ()), database="owner", verbosity=0)


def _insert(organisation: Organisation, slug: str, number: int, changes: str) -> UUID:
    key = time_ordered_id()
    values: dict[str, Any] = {
        "id": key, "organisation": str(organisation.pk), "slug": slug, "number": number,
        "day": datetime.date(2025, 1, number), "changes": changes,
    }  # fmt: skip
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute(_INSERT, values)
    return key


def test_rows_of_before_are_kept_whole(own_database: None) -> None:
    here = Organisation.objects.create(slug="here", name="Here")
    there = Organisation.objects.create(slug="there", name="There")
    _migrate("0002_isolate")
    plain, own = _insert(here, "company", 1, ""), _insert(here, "company", 2, _OWN)
    other = _insert(there, "landau", 1, "")
    _migrate()
    with transaction.atomic(), acting_as_system(here.pk, "look"):
        assert [one.pk for one in versions()] == [own, plain]
        first, second = version_with_id(plain), version_with_id(own)
        assert first.base == first.shipped == second.base == second.shipped
        assert first.whole != second.whole
        assert first.profile.interval("security-review").days is None
        assert second.profile.interval("security-review").days == 5
        assert set_here(first) == frozenset()
        assert set_here(second) == {"intervals.security-review"}
        assert propose_shipped() is None
    with transaction.atomic(), acting_as_system(there.pk, "look"):
        assert [one.pk for one in versions()] == [other]
        assert versions()[0].profile.slug == "landau"
