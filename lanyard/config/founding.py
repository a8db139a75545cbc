"""How an organisation begins: its name and addresses, its policy, its posts, one person of IT."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from lanyard.config.demonstration.posts import policy
from lanyard.engine.profiles import api as profiles
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import api as identity
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.actions import belonging, posts
from lanyard.people.models import Person
from lanyard.rooms.channels import api as channels
from lanyard.rooms.consent import api as consent
from lanyard.rooms.contact import api as contact
from lanyard.rooms.governance import api as governance
from lanyard.rooms.policies import api as policies
from lanyard.rooms.training import api as training

_RUNS_THE_SYSTEM = ("it-department", "it-support", "third-party-it", "head-digital-ict")


@transaction.atomic
def found(
    slug: str,
    name: str,
    *,
    hosts: Sequence[str],
    profile: str,
    first: tuple[str, str, str],
    on: datetime.date,
) -> Organisation:
    """Add an organisation under a shipped profile, with an open post for each role it names.

    ``first`` is the given name, family name and e-mail address of the person who runs the system;
    they hold the IT post and give out the others. Raises LookupError for an unknown profile and
    IntegrityError where the slug or a host is taken.
    """
    roles = policy(profile).posts()
    organisation = Organisation.objects.create(slug=slug, name=name)
    for host in hosts:
        HostName.objects.create(host=host, organisation=organisation)
    with acting_as_system(organisation.pk, "found an organisation"):
        version = profiles.adopt(
            profile, by=None, effective_from=on, reason="The organisation begins."
        )
        opened = {
            role: posts.open_post(by=None, title=title, role=role) for role, title in roles.items()
        }
        post = next(opened[role] for role in _RUNS_THE_SYSTEM if role in opened)
        person = _first_person(first, title=post.title, on=on)
        posts.give_post(post, person, by=None, since=on)
        policies.begin(version.profile, since=on)
        if on <= timezone.localdate():
            channels.begin()
            training.begin(by=None)
            consent.begin()
            contact.begin()
            governance.begin(version.profile)
    return organisation


def _first_person(first: tuple[str, str, str], *, title: str, on: datetime.date) -> Person:
    given_name, family_name, email = first
    person = belonging.join(by=None, given_name=given_name, family_name=family_name, email=email)
    belonging.employ(person, by=None, job_title=title, since=on)
    identity.account_for(person.pk, email=email)
    return person
