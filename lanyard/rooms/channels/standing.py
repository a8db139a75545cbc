"""How an application or an account stands under the policy: facts for ``account.go-live``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.decisions.api import Answer, decide
from lanyard.engine.policy.api import ROLES, Profile
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Employment, Person, acknowledged, spans
from lanyard.rooms.channels.likeness import Likeness, likenesses, mixes_scripts
from lanyard.rooms.channels.models import (
    SECTIONS,
    AccountAdministrator,
    AccountApplication,
    ChannelPlatform,
    OfficialAccount,
    PlatformAssessment,
)

APPLICATION = "account-application"
ACCOUNT = "official-account"
APPROVAL = "channels.account"
#: After so long an administrator says again that they can sign in: the quarter of LAN-SMN-02, and
#: the product's default for all.
CONFIRMED_FOR = datetime.timedelta(days=92)


@dataclass(frozen=True)
class Lookalike:
    """Whose name an account could be taken for, and how close it is."""

    whose: str
    why: str


def assessment(platform: ChannelPlatform, on: datetime.date) -> PlatformAssessment | None:
    """Return the assessment of a platform that counts on a day, None where it needs one."""
    latest = platform.assessments.filter(on__lte=on).order_by("-on", "-at", "-id").first()
    return latest if latest and latest.review_on > on else None


def assessed(platform: ChannelPlatform, on: datetime.date) -> bool:
    """Say whether a platform was found fit to be used, and not too long ago."""
    found = assessment(platform, on)
    return found is not None and found.outcome == PlatformAssessment.Outcome.ALLOWED


def empty_sections(application: AccountApplication) -> list[str]:
    """Return the sections in words that are not filled in yet (LAN-APP-03)."""
    return [one for one in SECTIONS if not getattr(application, one).strip()]


def lookalikes(
    platform: ChannelPlatform, handle: str, name: str, *, but: UUID | None = None
) -> list[Lookalike]:
    """Return for whom an account could be taken: another of ours there, or one of our people.

    ``but`` is an application whose own account does not count.
    """
    found: list[Lookalike] = []
    if mixes_scripts(handle) or mixes_scripts(name):
        found.append(Lookalike("", "scripts"))
    ours = OfficialAccount.objects.exclude(state="closed").filter(platform=platform)
    known = {one.handle: str(one) for one in ours.exclude(application=but)}
    found += [Lookalike(known[one.known], one.why) for one in likenesses(handle, known)]
    working = Employment.objects.filter(spans(timezone.localdate())).values("person")
    people = [str(one) for one in Person.objects.filter(pk__in=working)]
    close = [*_posing(handle, people), *_posing(name, people)]
    found += [Lookalike(one.known, one.why) for one in close]
    return list(dict.fromkeys(found))


def _posing(name: str, people: Iterable[str]) -> list[Likeness]:
    """Return the people as whom a name poses; that it is only near somebody's says nothing."""
    return [one for one in likenesses(name, people) if one.why != "near"]


def active(on: datetime.date) -> Q:
    """Return the filter for administrators of a day who said that they can sign in."""
    return spans(on) & Q(confirmed_on__gt=on - CONFIRMED_FOR, confirmed_on__lte=on)


def posts_of(person_id: UUID, profile: Profile) -> list[str]:
    """Return the roles of the vocabulary that somebody holds, those asked of accounts first."""
    wanted = list(profile.go_live.admins.steps)
    held = [role for role in access.roles_of(person_id) if role in ROLES]
    return sorted(held, key=lambda role: (role not in wanted, role))


def _admins(
    people: Iterable[UUID], profile: Profile
) -> list[Mapping[str, str]]:  # fmt: skip
    """Return the entries of the decision: each person under each role that they hold."""
    return [
        {"person": str(one), **role}
        for one in people
        for role in ([{"role": role} for role in posts_of(one, profile)] or [{}])
    ]


def _approvals(application: AccountApplication) -> list[Mapping[str, str]]:
    asked = approvals.of_subject(APPLICATION, application.pk).first()
    steps = asked.steps.all() if asked else ()
    return [
        {"role": one.role, "person": str(one.decided_by), "outcome": one.outcome}
        for one in sorted(steps, key=lambda one: one.decided_at or timezone.now())
        if one.outcome
    ]


def people_on(application: AccountApplication) -> set[UUID]:
    """Return everybody named in an application."""
    named = set(application.administrators.values_list("person", flat=True))
    return named | {application.applicant_id, application.owner_id}


def unacknowledged(application: AccountApplication, on: datetime.date) -> list[Person]:
    """Return who of an application has not acknowledged the policy in force (LAN-APP-01)."""
    done = acknowledged(on) or set()
    waits = people_on(application) - done
    return list(Person.objects.filter(pk__in=waits).order_by("family_name", "given_name"))


def facts_of(application: AccountApplication, on: datetime.date) -> dict[str, Any]:
    """Return what the records know of an application and its account, as facts of the decision."""
    profile = profile_in_force().profile
    account = OfficialAccount.objects.filter(application=application).first()
    if account is None:
        admins = list(application.administrators.values_list("person", flat=True))
    else:
        rows = AccountAdministrator.objects.filter(active(on), account=account)
        admins = list(rows.values_list("person", flat=True))
    alike = lookalikes(
        application.platform, application.handle, application.name, but=application.pk
    )
    return {
        "acknowledged": not unacknowledged(application, on),
        "form_complete": not empty_sections(application),
        "approvals": _approvals(application),
        "admins": _admins(admins, profile),
        "risk_assessed": assessed(application.platform, on),
        "confusable_name": bool(alike),
        "it_applied": account is not None and account.access_applied_on is not None,
    }


def answer(application: AccountApplication, on: datetime.date) -> Answer:
    """Answer whether an account may go live (table D6)."""
    profile = profile_in_force().profile
    return decide("account.go-live", profile, on, facts_of(application, on))


def system_answer(account: OfficialAccount) -> Answer:
    """Answer it for a page, whoever reads: what was applied for stays with those named in it."""
    with system_duty("see whether an account may go live"):
        return answer(account.application, timezone.localdate())
