"""People and posts for the tests of reporting."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client

from lanyard.engine.profiles.api import ProfileVersion, adopt, profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.identity.api import account_for, enrol_demonstration_totp
from lanyard.foundation.identity.tests import people as identity
from lanyard.people.models import Employment, Enrolment, Person
from lanyard.rooms.concerns.matters import Report
from lanyard.rooms.concerns.reasons import Category, ReporterKind

PASSWORD = "copper kettle harbour"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
START = datetime.date(2020, 1, 1)


def under(slug: str) -> ProfileVersion:
    """Put a shipped profile in force."""
    adopt(slug, by=None, effective_from=START, reason="The tests need it.")
    return profile_in_force()


def person(name: str, *roles: str, manager: Person | None = None, staff: bool = True) -> Person:
    """Add somebody; staff unless said otherwise."""
    given, _, family = name.partition(" ")
    somebody = Person.objects.create(given_name=given, family_name=family or "Example")
    if staff:
        Employment.objects.create(
            person=somebody, job_title="Lecturer", since=START, line_manager=manager
        )
    for role in roles:
        access.hold_role(role, somebody.pk, since=START)
    return somebody


def learner(name: str, born: datetime.date = datetime.date(2009, 5, 1)) -> Person:
    """Add a learner of 16 or so."""
    somebody = person(name, staff=False)
    somebody.born = born
    somebody.save()
    Enrolment.objects.create(person=somebody, programme="Level 2", band="16-18", since=START)
    return somebody


def report(**answers: Any) -> Report:
    """Return a report with usual answers where none is given."""
    given = {
        "reporter_kind": ReporterKind.STAFF, "category": Category.BULLYING, "risk_area": "conduct",
        "prevent": "no", "happened": "Words were said.", **answers,
    }  # fmt: skip
    return Report(**given)


def browser(somebody: Person | None = None, host: str = "here.test") -> Client:
    """Return a browser, in which somebody has signed in with all that is asked of them."""
    if somebody is None:
        return identity.browser(host)
    account = account_for(somebody.pk, email=f"{somebody.pk}@example.test", password=PASSWORD)
    if access.needs_second_factor(somebody.pk):
        enrol_demonstration_totp(account, SECRET)
    return identity.signed_in_as(account, host)
