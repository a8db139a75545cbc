"""People and duties for the tests of duties."""

from __future__ import annotations

import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from lanyard.engine.duties.api import Asked, Audience, Definition, Rule, define
from lanyard.foundation.access import api as access
from lanyard.foundation.identity.api import account_for, enrol_demonstration_totp
from lanyard.foundation.identity.tests.people import PASSWORD, SECRET, signed_in_as
from lanyard.people.actions import employ, enrol, join
from lanyard.people.api import Person

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
STAFF = Audience(kinds=("staff",))


def staff(name: str, *roles: str, manager: Person | None = None, since: Any = None) -> Person:
    """Add a member of staff who holds roles."""
    person = join(
        by=None, given_name=name, family_name="Example", email=f"{name.lower()}@here.test"
    )
    employ(
        person, by=None, job_title="Staff", since=since or TODAY - 400 * DAY, line_manager=manager
    )
    for role in roles:
        access.hold_role(role, person.pk, since=TODAY)
    return person


def learner(name: str, **more: Any) -> Person:
    """Add a learner."""
    person = join(by=None, given_name=name, family_name="Example", **more)
    enrol(person, by=None, programme="Art", band="16-18", since=TODAY - 100 * DAY)
    return person


def browse(person: Person) -> Client:
    """Return a browser in which somebody is signed in."""
    account = account_for(person.pk, email=person.email, password=PASSWORD)
    if access.needs_second_factor(person.pk):
        enrol_demonstration_totp(account, SECRET)
    return signed_in_as(account)


def a_duty(title: str = "Check the group's channels", **more: Any) -> Definition:
    """Ask something of all staff, due in ten days, done by their word."""
    words: dict[str, Any] = {"by_hand": True, "url": "/duties/"}
    for name in ("by_hand", "owner_role", "clauses", "steps"):
        if name in more:
            words[name] = more.pop(name)
    asked = {"audience": STAFF, "rule": Rule(anchor="day", day=TODAY, days=10), **more}
    return define(
        "duties.by-hand", Asked(title, **words), by=None, subject=("test", title), **asked
    )
