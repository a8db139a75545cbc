"""Verbs of the privacy self-check: go through it, leave it out, ask for it, ask no longer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.people.api import Person
from lanyard.rooms.guidance.models import PrivacyAnswers, PrivacyCheck
from lanyard.rooms.guidance.selfcheck import SelfCheck, self_check_of

DUTY = "guidance.self-check"
#: One duty for the college, whatever policy is in force.
SUBJECT = ("self-check", "privacy")
_KINDS = {"staff": "staff", "learners": "learner"}
#: How long somebody has when it is asked first (Lanyard's default).
_DAYS = 30
_OWNERS = ("hr-director",)


class NobodyAsked(ValueError):
    """The policy in force asks nobody for a self-check."""


class NoDeclining(ValueError):
    """The policy in force does not leave it to the person."""


@transaction.atomic
def keep_check(
    *, by: Person, platforms: Mapping[str, str], answers: Sequence[tuple[str, str, str]]
) -> PrivacyCheck:
    """Keep that somebody did the self-check; what they answered is theirs alone (OAK-7-01)."""
    person = Person.objects.get(pk=by.pk)
    made = PrivacyCheck.objects.create(person=person)
    PrivacyAnswers.objects.create(
        check_made=made,
        person=person,
        platforms=dict(platforms),
        answers=[list(a) for a in answers],
    )
    _done(made, by=by, evidence=_("Went through the privacy settings"))
    return made


@transaction.atomic
def decline_check(*, by: Person) -> PrivacyCheck:
    """Leave it out this time; raises NoDeclining where the policy does not leave it to them."""
    if not self_check_of(profile_in_force().slug).may_decline:
        raise NoDeclining
    made = PrivacyCheck.objects.create(person=Person.objects.get(pk=by.pk), declined=True)
    _done(made, by=by, evidence=_("Not this time, by their own choice"))
    return made


def _done(made: PrivacyCheck, *, by: Person, evidence: str) -> None:
    verb = "guidance.self-check-left-out" if made.declined else "guidance.self-checked"
    audit.record(verb, by=by, kind="self-check", subject_id=made.pk)
    duties.complete(
        DUTY, SUBJECT, by.pk, by=by, evidence=evidence, record=("self-check", made.pk)
    )  # fmt: skip


@transaction.atomic
def ask_for_checks(*, by: Person) -> duties.Definition:
    """Ask for the self-check as the policy does, from today on; raises NobodyAsked."""
    asked = self_check_of(profile_in_force().slug)
    if not asked.audience:
        raise NobodyAsked
    known = {role.slug for role in profile_in_force().profile.roles}
    owner = next((one for one in _OWNERS if one in known), "")
    return duties.define(
        DUTY,
        duties.Asked(
            _("Go through the privacy settings of your profiles"), "/guidance/privacy-check/",
            owner_role=owner, clauses=asked.clauses,
        ),
        by=by, audience=duties.Audience(kinds=(_KINDS[asked.audience],)), subject=SUBJECT,
        rule=_rule(asked),
    )  # fmt: skip


def _rule(asked: SelfCheck) -> duties.Rule:
    today = timezone.localdate()
    return duties.Rule(anchor="joined", day=today, days=_DAYS, every=asked.months, in_term=True)


@transaction.atomic
def ask_no_longer(*, by: Person, because: str) -> None:
    """Stop asking; what was done stands. Raises ValueError without a reason."""
    duties.end(DUTY, SUBJECT, by=by, because=because)
