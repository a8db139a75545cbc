"""Verbs of applications: write one, send it, and what follows when the last word is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.approvals import api as approvals
from lanyard.engine.policy.api import Profile
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person, is_staff
from lanyard.rooms.channels import standing
from lanyard.rooms.channels.actions import accounts
from lanyard.rooms.channels.models import (
    SECTIONS,
    AccountApplication,
    ApplicationAdministrator,
    ChannelPlatform,
)

State = AccountApplication.State
#: Who keeps the register, and reads applications beside those who decide.
KEEPERS = ("director-marketing", "marketing-manager")


class NotTheirs(LookupError):
    """Only whoever began an application writes and sends it, and only while it is being written."""


class NobodyDecides(LookupError):
    """A post of the chain is held by nobody but the applicant; the text names it."""


@dataclass(frozen=True)
class Written:
    """What an application says so far; sections in words may wait."""

    platform: ChannelPlatform
    handle: str
    name: str
    owner: Person
    administrators: Sequence[Person]
    sections: Mapping[str, str]


@transaction.atomic
def begin_application(written: Written, *, by: Person) -> AccountApplication:
    """Begin an application for an official account; nothing is asked of anybody yet."""
    profile = profile_in_force().profile
    steps = profile.go_live.approval
    roles = {*steps.steps, *steps.stand_ins, *(one for one in KEEPERS if _known(profile, one))}
    made = AccountApplication(applicant=by, circle_id=access.circle_of(roles).pk)
    _write(made, written, by=by)
    audit.record(
        "channels.application-begun", by=by, subject=str(made), kind=standing.APPLICATION,
        subject_id=made.pk,
    )  # fmt: skip
    return made


def _known(profile: Profile, role: str) -> bool:
    return any(one.slug == role for one in profile.roles)


@transaction.atomic
def save_application(
    application: AccountApplication, written: Written, *, by: Person
) -> AccountApplication:
    """Keep what was written so far; raises NotTheirs once it was sent, or for another's."""
    locked = _own(application, by)
    _write(locked, written, by=by)
    return locked


def _own(application: AccountApplication, by: Person) -> AccountApplication:
    locked = AccountApplication.objects.select_for_update().get(pk=application.pk)
    if locked.applicant_id != by.pk or locked.state != State.DRAFT:
        raise NotTheirs(str(locked))
    return locked


def _write(application: AccountApplication, written: Written, *, by: Person) -> None:
    application.platform, application.owner = written.platform, written.owner
    application.handle, application.name = written.handle.strip(), written.name.strip()
    for section in SECTIONS:
        setattr(application, section, written.sections.get(section, "").strip())
    application.save()
    wanted = {one.pk: one for one in written.administrators}
    profile = profile_in_force().profile
    rows = {one.person_id: one for one in application.administrators.all()}
    for pk, row in rows.items():
        if pk not in wanted:
            row.delete()
    for pk, person in wanted.items():
        if pk not in rows:
            ApplicationAdministrator.objects.create(
                application=application, person=person, role=_post(pk, profile)
            )
    for pk in {*wanted, written.owner.pk} - {by.pk}:
        if pk not in access.readers_by_grant(standing.APPLICATION, application.pk):
            access.grant(
                standing.APPLICATION, application.pk, pk, because="Is named in the application"
            )


def _post(person_id: UUID, profile: Profile) -> str:
    """Return the post for which the policy would have somebody there, "" for none."""
    wanted = profile.go_live.admins.steps
    return next((role for role in standing.posts_of(person_id, profile) if role in wanted), "")


@transaction.atomic
def send_application(application: AccountApplication, *, by: Person) -> AccountApplication:
    """Send an application to the posts that the profile names (LAN-APP-01 to 05, OAK-9-06).

    Raises NotTheirs, ValidationError that says by field what stands in the way, and NobodyDecides.
    """
    locked = _own(application, by)
    if wrong := obstacles(locked):
        raise ValidationError(wrong)
    locked.state, locked.sent_at = State.WAITING, timezone.now()
    locked.save(update_fields=["state", "sent_at"])
    approvals.ask(
        standing.APPROVAL, _chain(profile_in_force().profile, by), by=by,
        subject=(standing.APPLICATION, locked.pk),
        title=_("Official account: {account}").format(account=locked),
        url=reverse("channels:application", args=[locked.pk]),
    )  # fmt: skip
    return locked


def obstacles(application: AccountApplication) -> dict[str, str]:
    """Return what stands in the way of sending an application, by field; "__all__" for the rest."""
    today, wrong = timezone.localdate(), dict[str, str]()
    profile = profile_in_force().profile
    for section in standing.empty_sections(application):
        wrong[section] = _("Fill this in: no section may be empty")
    if not standing.assessed(application.platform, today):
        wrong["platform"] = _("Somebody has to assess the risks of this platform first")
    if said := _name_trouble(application, profile):
        wrong["handle"] = said
    if unready := standing.unacknowledged(application, today):
        names = ", ".join(str(one) for one in unready)
        said = _("Everybody named has to sign the policy first; this waits for: {names}")
        wrong["__all__"] = said.format(names=names)
    named = [one.person for one in application.administrators.select_related("person")]
    gone = [str(one) for one in (*named, application.owner) if not is_staff(one)]
    if gone:
        said = _("Only people who work here run an account, which is not so of {names}")
        wrong["administrators"] = said.format(names=", ".join(gone))
    elif len(named) < profile.go_live.admins.least:
        wrong["administrators"] = _("Name at least {number} people").format(
            number=profile.go_live.admins.least
        )
    return wrong


def _name_trouble(application: AccountApplication, profile: Profile) -> str:
    """Say as whom an account could be taken, where that stands in the way (OAK-9-09).

    A name that is only near another's stands in the way where the policy says so, and is shown to
    those who decide otherwise.
    """
    alike = standing.lookalikes(
        application.platform, application.handle, application.name, but=application.pk
    )
    strict = any(row.confusable_name for row in profile.go_live.rules)
    found = [one for one in alike if strict or one.why != "near"]
    if not found:
        return ""
    if found[0].why == "scripts":
        return _("The name mixes letters of several alphabets, as impostors do")
    said = _("It could be taken for {whose}")
    return said.format(whose=found[0].whose)


def _chain(profile: Profile, by: Person) -> approvals.Chain:
    rule = profile.go_live.approval
    roles = [(role, profile.title_of(role)) for role in _deciding(profile, by)]
    asks: dict[str, list[approvals.Ask]] = {}
    for one in rule.weigh:
        asks.setdefault(one.role, []).append(approvals.Ask(one.label, one.test))
    return approvals.Chain(
        roles, rule.ordered and len(roles) > 1, rule.clauses, rule.default, asks=asks
    )


def _deciding(profile: Profile, by: Person) -> list[str]:
    """Return who decides at each step: the post, or whoever stands in where only the asker acts."""
    rule, found = profile.go_live.approval, list[str]()
    for step in rule.steps:
        able = [role for role in (step, *rule.stand_ins) if set(access.holders_of(role)) - {by.pk}]
        if not able:
            raise NobodyDecides(profile.title_of(step))
        found.append(able[0])
    return found


def decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, by: Person,
    **_facts: object,
) -> None:  # fmt: skip
    """Note what became of an application; an approved one comes on the register at once."""
    if approval_kind != standing.APPROVAL:
        return
    with system_duty("note what became of an application"):
        one = AccountApplication.objects.select_for_update().get(pk=subject_id)
        one.state, one.closed_at = str(approval.state), timezone.now()
        one.save(update_fields=["state", "closed_at"])
        if one.state == State.APPROVED:
            accounts.register(one, by=by)
