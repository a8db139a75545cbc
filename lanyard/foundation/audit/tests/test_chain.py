"""The audit trail is append-only and its chain names the first broken link."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation


def _chain_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_entries_are_chained_per_organisation(
    college: Organisation, elsewhere: Organisation
) -> None:
    for name in ("a", "b", "c"):
        audit.record("people.joined", by=None, subject=name)
    with acting_as_system(elsewhere.pk, "set the scene"):
        audit.record("people.joined", by=None, subject="d")
        _chain_now()
        assert audit.verify(elsewhere.pk).links == 1
    verified = audit.verify(college.pk)
    assert (verified.links, verified.broken) == (3, None)


def test_the_application_cannot_change_entries(college: Organisation) -> None:
    audit.record("people.joined", by=None, subject="a")
    for statement in (
        "UPDATE audit_entry SET subject = 'b'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_unknown_verb_is_refused(college: Organisation) -> None:
    with pytest.raises(LookupError):
        audit.record("people.vanished", by=None)
