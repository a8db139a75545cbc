"""What a provisioned user or group means for people: joiners, changes, leavers, memberships."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from scim2_models import EnterpriseUser, InvalidValueException, UniquenessException, User
from scim2_models import Group as GroupResource

from lanyard.foundation.audit import api as audit
from lanyard.foundation.identity import api as identity
from lanyard.foundation.registry import api as registry
from lanyard.people.actions.belonging import leave_many
from lanyard.people.models import (
    Employment,
    Enrolment,
    ExternalId,
    Group,
    Membership,
    Person,
    Provisioned,
    Sponsorship,
    spans,
)
from lanyard.people.queries import kept_out_of_groups, may_have_a_sign_in

SYSTEM = "scim"
_LEARNERS = frozenset({"student", "learner"})


def person_for(user: User[Any], *, by: audit.Actor) -> Person:
    """Return the person that a new user is: one we know, by name elsewhere or e-mail, or a new one.

    Raises UniquenessException where that person is provisioned already.
    """
    known = _known(user)
    if known is None:
        person = Person(**_names(user))
        _write(person, user, new=True, by=by)
        return person
    if Provisioned.objects.filter(kind="User", target_id=known.pk).exists():
        raise UniquenessException(
            detail="Somebody with this e-mail address is provisioned already."
        )
    return known


def _known(user: User[Any]) -> Person | None:
    if user.external_id:
        named = ExternalId.objects.filter(system=SYSTEM, kind="person", value=user.external_id)
        target = named.values_list("target_id", flat=True).first()
        if target is not None:
            return Person.objects.filter(pk=target).first()
    email = _email(user)
    return Person.objects.filter(email__iexact=email).first() if email else None


def update_person(person: Person, user: User[Any], *, by: audit.Actor) -> None:
    """Carry what the user says over to the person: names, belonging, sign-in, leaving."""
    _write(person, user, new=False, by=by)
    if user.external_id:
        ExternalId.objects.get_or_create(
            system=SYSTEM, kind="person", value=user.external_id, defaults={"target_id": person.pk}
        )
    if user.active is False:
        deactivate(person, by=by)
    else:
        _activate(person, user, by=by)
    registry.announce("people.changed", person_id=person.pk)


def _write(person: Person, user: User[Any], *, new: bool, by: audit.Actor) -> None:
    said = {**_names(user), "email": _email(user), "phone": _phone(user)}
    changed = sorted(
        name for name, value in said.items() if value and getattr(person, name) != value
    )
    if (
        "email" in changed
        and Person.objects.filter(email__iexact=said["email"]).exclude(pk=person.pk).exists()
    ):
        raise UniquenessException(detail="The e-mail address is somebody else's.")
    for name in changed:
        setattr(person, name, said[name])
    if new or changed:
        person.save()
        audit.record(
            "people.joined" if new else "people.changed", by=by, subject=str(person),
            kind="person", subject_id=person.pk, fields=changed,
        )  # fmt: skip


def _names(user: User[Any]) -> dict[str, str]:
    name = user.name
    given = (name.given_name if name else None) or ""
    family = (name.family_name if name else None) or ""
    if not given and not family:
        shown = user.display_name or (name.formatted if name else None) or user.user_name or ""
        given, _, family = shown.rpartition(" ") if " " in shown else ("", "", shown)
    return {"given_name": given[:120], "family_name": family[:120]}


def _email(user: User[Any]) -> str:
    listed = [email for email in user.emails or [] if email.value]
    chosen = sorted(listed, key=lambda email: (not email.primary, str(email.type) != "work"))
    value = str(chosen[0].value) if chosen else (user.user_name or "")
    return value[:254] if "@" in value else ""


def _phone(user: User[Any]) -> str:
    listed = [str(number.value) for number in user.phone_numbers or [] if number.value]
    return listed[0].removeprefix("tel:")[:40] if listed else ""


def _activate(person: Person, user: User[Any], *, by: audit.Actor) -> None:
    if person.left_on is not None:
        person.left_on = None
        person.save()
        audit.record(
            "people.joined", by=by, subject=str(person), kind="person", subject_id=person.pk
        )
    _belong(person, user)
    if person.email and may_have_a_sign_in(person, on=timezone.localdate()):
        identity.account_for(person.pk, email=person.email, by=by)


def _belong(person: Person, user: User[Any]) -> None:
    """Record work or study where the user says which, and nothing else has recorded any."""
    today = timezone.localdate()
    work = (
        user[EnterpriseUser]
        if EnterpriseUser in type(user).get_extension_models().values()
        else None
    )
    kind = (user.user_type or "").casefold()
    if kind in _LEARNERS:
        _study(person, (work.department if work else None) or "Enrolled", today)
    elif (
        user.title
        or kind in {"employee", "staff"}
        or (work and (work.employee_number or work.department))
    ):
        manager = _manager(work)
        _work(person, user.title or "Staff", manager if manager != person.pk else None, today)


def _study(person: Person, programme: str, today: datetime.date) -> None:
    if not person.enrolments.filter(spans(today)).exists():
        band = "16-18" if person.born is None or (person.age_on(today) or 0) < 19 else "adult"
        Enrolment.objects.create(
            person=person, programme=programme[:200], band=band, since=today, source=SYSTEM
        )


def _work(person: Person, title: str, manager: UUID | None, today: datetime.date) -> None:
    current = person.employments.filter(spans(today)).order_by("source").first()
    if current is None:
        Employment.objects.create(
            person=person,
            job_title=title[:200],
            line_manager_id=manager,
            since=today,
            source=SYSTEM,
        )
    elif current.source == SYSTEM and (current.job_title, current.line_manager_id) != (
        title,
        manager,
    ):
        current.job_title, current.line_manager_id = title[:200], manager
        current.save(update_fields=["job_title", "line_manager"])


def _manager(work: EnterpriseUser | None) -> UUID | None:
    known = uuid_of(work.manager.value if work and work.manager else None)
    if known is None:
        return None
    found = Provisioned.objects.filter(kind="User", pk=known)
    return found.values_list("target_id", flat=True).first()


def uuid_of(value: str | None) -> UUID | None:
    """Return an id that a client sent, or None where it is none of ours."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


def deactivate(person: Person, *, by: audit.Actor) -> None:
    """Record a leaver; where another source says that they still belong, close the sign-in only."""
    today = timezone.localdate()
    still = Q(person=person) & spans(today) & ~Q(source=SYSTEM)
    belongs = Employment.objects.filter(still).exists() or Enrolment.objects.filter(still).exists()
    if belongs or Sponsorship.objects.filter(spans(today), person=person).exists():
        identity.close_account(person.pk, by=by)
    elif person.left_on is None:
        leave_many({person.pk: today}, by=by, because="The directory closed the account.")
        person.refresh_from_db()


def group_for(resource: GroupResource) -> Group:
    """Return a new team for a provisioned group."""
    return Group.objects.create(name=(resource.display_name or "")[:200], kind=Group.Kind.TEAM)


def update_group(group: Group, resource: GroupResource, *, by: audit.Actor | None) -> None:
    """Carry the group's name and members over; raises InvalidValueException for a strange one."""
    if resource.display_name and group.name != resource.display_name[:200]:
        group.name = resource.display_name[:200]
        group.save(update_fields=["name"])
    today = timezone.localdate()
    # Whoever has still to sign comes in by ``settle_groups``, the night after.
    wanted = _members(resource) - kept_out_of_groups(on=today)
    standing = Membership.objects.filter(spans(today), group=group, source=SYSTEM)
    present = {membership.person_id: membership for membership in standing}
    gone = [present[person].pk for person in present.keys() - wanted]
    ending = Membership.objects.filter(pk__in=gone)
    ending.filter(since=today).delete()
    ending.update(until=today - datetime.timedelta(days=1))
    new = wanted - present.keys()
    Membership.objects.bulk_create(
        Membership(
            group=group, person_id=person, part=Membership.Part.MEMBER, since=today, source=SYSTEM
        )
        for person in sorted(new)
    )  # fmt: skip
    for person in sorted(present.keys() ^ wanted):
        registry.announce("people.changed", person_id=person)
    if gone or new:
        audit.record(
            "people.group-changed", by=by, subject=group.name, kind="group", subject_id=group.pk,
            added=len(new), ended=len(gone),
        )  # fmt: skip


def _members(resource: GroupResource) -> set[UUID]:
    ids = {str(member.value) for member in resource.members or [] if member.value}
    rows = Provisioned.objects.filter(pk__in=[pk for pk in map(uuid_of, ids) if pk])
    known = {str(row.pk): row for row in rows.only("kind", "target_id")}
    unknown = sorted(ids - known.keys())
    if unknown:
        raise InvalidValueException(detail=f"No user or group here has the id {unknown[0]}.")
    return {row.target_id for row in known.values() if row.kind == "User"}


def end_group(group: Group, *, by: audit.Actor) -> None:
    """End a group and its memberships; both stay on record."""
    today = timezone.localdate()
    standing = group.memberships.filter(spans(today))
    standing.filter(since=today).delete()
    standing.update(until=today - datetime.timedelta(days=1))
    group.until = today
    group.save(update_fields=["until"])
    audit.record("people.group-ended", by=by, subject=group.name, kind="group", subject_id=group.pk)
