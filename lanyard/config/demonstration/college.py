"""Load a demonstration college: its organisation, people, sign-ins and concerns."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lanyard.config.demonstration import (
    accounts,
    advice,
    asking,
    classes,
    concerns,
    consents,
    contact,
    papers,
    pictures,
    posts,
    signins,
    staff,
    steering,
    training,
    tutorials,
)
from lanyard.config.demonstration import learners as learning
from lanyard.config.demonstration.clock import Clock, moved
from lanyard.config.demonstration.dice import Dice, Names, words
from lanyard.config.demonstration.roll import Roll, key
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles import api as profiles
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import api as identity
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.models import Person, Site

SEED = "lanyard"
DUTY = "load the demonstration"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Size:
    """How large a demonstration college is."""

    learners: int = 1_200
    staff: int = 140
    leavers: int = 400
    concerns: int = 250
    #: How many of the concerns are worked through the verbs of their room; the rest is made up.
    told: int = 62


WHOLE = Size()
#: Enough of everybody for tests in a browser, loaded in a moment.
SMALL = Size(learners=60, staff=60, leavers=10, concerns=20, told=0)


@dataclass
class College:
    """A loaded college, as the concerns that follow need it."""

    organisation: Organisation
    policy: posts.Policy
    dice: Dice
    on: datetime.date
    staff: staff.Staff
    learners: learning.Learners
    shown: dict[str, Person]


def known(slug: str) -> Organisation | None:
    """Return the organisation of a slug where it is loaded already."""
    return Organisation.objects.filter(slug=slug).first()


@transaction.atomic
def load(
    profile: str,
    *,
    slug: str | None = None,
    hosts: tuple[str, ...] = (),
    seed: str = SEED,
    on: datetime.date,
    size: Size = WHOLE,
    progress: Progress = lambda _: None,
) -> College:
    """Load a college under a profile, as if ``on`` were today, in one transaction."""
    policy = posts.policy(profile)
    slug = slug or profile
    dice = Dice(f"{seed}/{slug}")
    organisation = Organisation.objects.create(id=dice.id(), slug=slug, name=policy.name)
    for host in hosts:
        HostName.objects.create(host=host, organisation=organisation)
    begun = datetime.datetime.combine(_first_day(on), datetime.time(9))
    with acting_as_system(organisation.pk, DUTY):
        with moved(Clock(timezone.make_aware(begun))):
            profiles.adopt(profile, by=None, effective_from=begun.date(), reason="Demonstration")
        college = _people(organisation, policy, dice, on, size, progress)
        progress("Opening the sign-ins")
        with moved(Clock(timezone.make_aware(begun))):
            _open_sign_ins(college, seed)
        progress(f"Making up {size.concerns} concerns, and signing the policy")
        beside = [
            papers.told(college), asking.told(college), advice.told(college),
            classes.taught(college), steering.told(college), accounts.told(college),
            contact.told(college),
        ]  # fmt: skip
        concerns.write(college, size.concerns, told=size.told, beside=beside)
        progress("Taking years of training")
        training.record(college)
        tutorials.record(college)
        consents.record(college)
        pictures.record(college)
        concerns.settle_mail()
        duties.recompute_all()
        training.date_back(college)
        audit.record("people.imported", by=None, subject="the demonstration", seed=seed)
    return college


def serve_under(organisation: Organisation, hosts: tuple[str, ...]) -> None:
    """Let host names lead to this organisation, whichever they led to before."""
    for host in hosts:
        HostName.objects.update_or_create(host=host, defaults={"organisation": organisation})


def _people(
    organisation: Organisation,
    policy: posts.Policy,
    dice: Dice,
    on: datetime.date,
    size: Size,
    progress: Progress,
) -> College:
    roll = Roll()
    sites = [roll.add(Site(id=dice.id(), name=name)) for name in words("sites")]
    hiring = staff.Hiring(dice, Names(dice, signins.domain(organisation.slug)), roll, sites, on)
    progress(f"Making up {size.staff} staff")
    everybody = staff.hire(hiring, policy, size.staff)
    progress(f"Making up {size.learners} learners and their families")
    circle = access.circle_of({policy.lead, "dso", "safeguarding-team", "student-welfare"})
    learners = learning.enrol(hiring, everybody, size.learners, key(circle))
    learning.leave(hiring, everybody, size.leavers)
    ages = {key(person): person.age_on(on) or 0 for person in learners.people}
    shown = signins.shown(policy, everybody, learners, ages)
    for who, person in shown.items():
        person.email = f"{who}@{signins.domain(organisation.slug)}"
    progress(f"Writing {len(roll.rows(Person))} people")
    roll.write()
    return College(organisation, policy, dice, on, everybody, learners, shown)


def _first_day(on: datetime.date) -> datetime.date:
    """Return a day before the oldest concern, so that a profile was in force throughout."""
    return on - datetime.timedelta(days=3 * 365)


def _open_sign_ins(college: College, seed: str) -> None:
    for who, person in college.shown.items():
        entry = signins.sign_in(college.organisation.slug, seed, who)
        account = identity.account_for(key(person), email=entry.email, password=entry.password)
        if access.needs_second_factor(key(person)):
            identity.enrol_demonstration_totp(account, entry.secret)
