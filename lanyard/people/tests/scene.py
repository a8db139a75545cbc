"""A small college for the tests of pages: staff who hold roles, each signed in."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.identity.api import account_for, enrol_demonstration_totp
from lanyard.foundation.identity.tests.people import PASSWORD, SECRET, signed_in_as
from lanyard.people.actions import employ, enrol, join
from lanyard.people.models import Person

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


def somebody(name: str, *roles: str) -> tuple[Person, Client]:
    """Add a member of staff who holds roles, signed in."""
    email = f"{name.lower()}@here.test"
    person = join(by=None, given_name=name, family_name="Example", email=email)
    employ(person, by=None, job_title="Staff", since=TODAY)
    for role in roles:
        access.hold_role(role, person.pk, since=TODAY)
    account = account_for(person.pk, email=email, password=PASSWORD)
    if access.needs_second_factor(person.pk):
        enrol_demonstration_totp(account, SECRET)
    return person, signed_in_as(account)


def a_learner(name: str = "Zoë") -> Person:
    """Add somebody who studies here, without a sign-in."""
    mail = f"{name.lower().replace('ë', 'e')}@here.test"
    person = join(by=None, given_name=name, family_name="Abara", email=mail)
    enrol(person, by=None, programme="Engineering", band="16-18", since=TODAY)
    return person


def parts(name: str, day: datetime.date) -> dict[str, Any]:
    """Return the three boxes of a day, filled in."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
