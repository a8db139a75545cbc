"""A college filled to any size by the server itself, for measuring."""

from __future__ import annotations

import datetime
from pathlib import Path

import psycopg
from django.db import transaction

from lanyard.config import installation
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.access import api as access
from lanyard.foundation.database.embedded import OWNER_ROLE, EmbeddedServer
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.api import account_for, enrol_demonstration_totp
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.models import Employment, Person

HOST = "bench.test"
PASSWORD = "copper kettle harbour"
#: The authenticator secret of those who need one.
_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_START = datetime.date(2020, 1, 1)
#: Who acts: the lead, a line manager who may read forty cases by name and none by role, a tutor.
_ACTORS = {"Lead": "safeguarding-team", "Manager": "line-manager", "Tutor": "",
           "Marketing": "marketing-team"}  # fmt: skip
_FUNCTIONS = """
CREATE FUNCTION bench_id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT ('0190' || lpad(to_hex(n), 8, '0') || '70008000' || left(md5(kind), 12))::uuid $$;
CREATE FUNCTION bench_organisation() RETURNS uuid LANGUAGE sql STABLE AS
    $$ SELECT id FROM organisations_organisation WHERE slug = 'bench' $$;
CREATE FUNCTION bench_circle(wanted text) RETURNS uuid LANGUAGE sql STABLE AS
    $$ SELECT id FROM access_circle
       WHERE key = wanted AND organisation_id = bench_organisation() $$;
"""


def fill(server: EmbeddedServer, database: str, *, people: int, concerns: int) -> None:
    """Make a database with that many people and reports; one that stands is used again."""
    administrator = server.url("postgres", "postgres")
    installation.prepare_roles(administrator)
    new = installation.prepare_database(administrator, database)
    installation.prepare_privileges(server.url(database, OWNER_ROLE))
    installation.migrate(verbosity=0)
    if new:
        write(server.url(database, "postgres"), people=people, concerns=concerns)


def write(administrator: str, *, people: int, concerns: int) -> None:
    """Write that many people and reports into the database in use, as its administrator."""
    _prepare_organisation()
    statements = (Path(__file__).parent / "dataset.sql").read_text("utf-8")
    with psycopg.connect(administrator, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(_FUNCTIONS)
        for statement in statements.format(people=people, concerns=concerns).split(";\n"):
            if statement.strip():
                connection.execute(statement)
        _grants(connection, concerns)
        connection.execute("VACUUM ANALYZE")


def email(name: str) -> str:
    """Return the address under which one of the college's actors signs in."""
    return f"{name.lower()}@bench.example"


def _prepare_organisation() -> None:
    with transaction.atomic():
        organisation = Organisation.objects.create(slug="bench", name="Bench College")
        HostName.objects.create(host=HOST, organisation=organisation)
        with acting_as_system(organisation.pk, "fill for measuring"):
            adopt("oaklands", by=None, effective_from=_START, reason="To measure under it.")
            for roles in ([], ["safeguarding-team"], ["hr-director", "principal"]):
                access.circle_of(roles)
            for name, role in _ACTORS.items():
                _add_actor(name, role)


def _add_actor(name: str, role: str) -> None:
    person = Person.objects.create(given_name=name, family_name="Bench", email=email(name))
    Employment.objects.create(person=person, job_title=name, since=_START)
    if role:
        access.hold_role(role, person.pk, since=_START)
    account = account_for(person.pk, email=email(name), password=PASSWORD)
    enrol_demonstration_totp(account, _SECRET)


def _grants(connection: psycopg.Connection, concerns: int) -> None:
    connection.execute(
        """
        INSERT INTO access_grant (id, organisation_id, record_kind, record_id, person_id, because,
            since, break_glass, escalated)
        SELECT gen_random_uuid(), bench_organisation(), kind,
            bench_id(kind, 9 + n * (%s / 40) / 10 * 10),
            (SELECT id FROM people_person WHERE given_name = 'Manager' AND family_name = 'Bench'),
            'works it', now(), false, false
        FROM generate_series(0, 39) n, unnest(ARRAY['case', 'concern']) kind
        """,
        [concerns],
    )
