"""Provisioned users and groups kept and found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from scim2_models import (
    Group as GroupResource,
)
from scim2_models import (
    GroupMembership,
    Meta,
    NotFoundException,
    PreconditionFailedException,
    Reference,
    Resource,
    SearchRequest,
    UniquenessException,
    User,
)
from scim2_models.path import CompareOperator, Comparison

from lanyard.foundation.audit import api as audit
from lanyard.foundation.registry import api as registry
from lanyard.people.access_state import READY, access_states
from lanyard.people.imports.scim import provision
from lanyard.people.imports.scim.service import MODELS, POLICY, Access
from lanyard.people.models import Group, Person, Provisioned

#: What is kept elsewhere, or not at all.
_NOT_KEPT = ("id", "meta", "password", "groups")
_ACCESS = str(Access.__schema__)
#: Of how an account stands, only what the directory has applied is kept.
_SAID = "appliedState"
Found = tuple[Provisioned, Resource[Any]]


def resource_of(row: Provisioned, base: str) -> Resource[Any]:
    """Return what is kept as a resource, with its id and meta."""
    with POLICY:
        resource: Resource[Any] = MODELS[row.kind].model_validate(row.document)
    resource.id = str(row.pk)
    resource.meta = Meta(
        resource_type=row.kind, created=row.created, last_modified=row.modified,
        location=f"{base}/{row.kind}s/{row.pk}", version=etag(row),
    )  # fmt: skip
    return resource


def etag(row: Provisioned, resource: Resource[Any] | None = None) -> str:
    """Return the version of what is kept, and of how the account stands, as an entity tag."""
    access = resource[Access] if isinstance(resource, User) and resource[Access] else None
    state = access.access_state if access else None
    return f'W/"{row.version}-{state}"' if state else f'W/"{row.version}"'


def find(kind: str, pk: str) -> Provisioned:
    """Return one user or group; raises NotFoundException."""
    known = provision.uuid_of(pk)
    row = Provisioned.objects.filter(kind=kind, pk=known).first() if known else None
    if row is None:
        raise NotFoundException(detail=f"There is no {kind} {pk[:80]} here.")
    return row


def check_version(row: Provisioned, if_match: str | None) -> None:
    """Raise PreconditionFailedException where the caller has seen another version."""
    if not if_match or if_match.strip() == "*":
        return
    # What is kept is what a client may change: how the account stands refuses no change.
    seen = {tag.strip().removeprefix("W/").strip('"').partition("-")[0]
            for tag in if_match.split(",")}  # fmt: skip
    if str(row.version) not in seen:
        raise PreconditionFailedException(detail="It has changed since you read it.")


@transaction.atomic
def create(kind: str, resource: Resource[Any], *, by: audit.Actor) -> Provisioned:
    """Keep a new user or group, and carry it over to people."""
    if isinstance(resource, User):
        _refuse_second(resource)
        target: Person | Group = provision.person_for(resource, by=by)
    else:
        target = provision.group_for(_group(resource))
    row = Provisioned(kind=kind, target_id=target.pk)
    _fill(row, resource)
    _insert(row)
    _carry_over(row, resource, target, by=by)
    return row


@transaction.atomic
def save(row: Provisioned, resource: Resource[Any], *, by: audit.Actor) -> None:
    """Keep what a user or group has become, and carry it over to people."""
    if isinstance(resource, User):
        _refuse_second(resource, but=row)
    before = _applied(row)
    _fill(row, resource)
    row.version += 1
    row.save()
    if (state := _applied(row)) and state != before:
        registry.announce("people.access-applied", person_id=row.target_id, state=state, by=by)
    _carry_over(row, resource, _target(row), by=by)


@transaction.atomic
def delete(row: Provisioned, *, by: audit.Actor) -> None:
    """Forget a user or group; the person leaves, the group ends, and both stay on record."""
    target = _target(row)
    if isinstance(target, Person):
        provision.deactivate(target, by=by)
    else:
        provision.end_group(target, by=by)
    row.delete()


def _applied(row: Provisioned) -> str:
    return str(row.document.get(_ACCESS, {}).get(_SAID, ""))


def _target(row: Provisioned) -> Person | Group:
    model: Any = Person if row.kind == "User" else Group
    target: Person | Group = model.objects.get(pk=row.target_id)
    return target


def _group(resource: Resource[Any]) -> GroupResource:
    return cast("GroupResource", resource)


def _carry_over(
    row: Provisioned, resource: Resource[Any], target: Person | Group, *, by: audit.Actor
) -> None:
    if isinstance(resource, User) and isinstance(target, Person):
        provision.update_person(target, resource, by=by)
    elif isinstance(target, Group):
        provision.update_group(target, _group(resource), by=by)


def _fill(row: Provisioned, resource: Resource[Any]) -> None:
    name = resource.user_name if isinstance(resource, User) else _group(resource).display_name
    row.name = (name or "").casefold()[:254]
    row.external_id = (resource.external_id or "")[:200]
    row.document = {
        key: value for key, value in resource.model_dump().items() if key not in _NOT_KEPT
    }
    applied = row.document.pop(_ACCESS, {}).get(_SAID)
    if applied:
        row.document[_ACCESS] = {_SAID: applied}


def _refuse_second(user: User[Any], but: Provisioned | None = None) -> None:
    name = (user.user_name or "").casefold()
    others = Provisioned.objects.filter(kind="User", name=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise UniquenessException(detail="The user name is taken.")


def _insert(row: Provisioned) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise UniquenessException(detail="The user name is taken.") from error


def search(kinds: Iterable[str], request: SearchRequest[Any], base: str) -> list[Found]:
    """Return what a filter matches, in the order asked for, else in order of creation."""
    rows = Provisioned.objects.filter(kind__in=list(kinds)).order_by("created", "pk")
    found = [(row, resource_of(row, base)) for row in _narrowed(rows, request).iterator(500)]
    users = [pair for pair in found if pair[0].kind == "User"]
    with_groups(users, base)
    with_access(users)
    if request.filter is not None:
        found = [pair for pair in found if request.filter.match(pair[1])]
    if request.sort_by is not None:
        by_resource = {id(pair[1]): pair for pair in found}
        found = [
            by_resource[id(resource)] for resource in request.sort([pair[1] for pair in found])
        ]
    return found


def _narrowed(rows: QuerySet[Provisioned], request: SearchRequest[Any]) -> QuerySet[Provisioned]:
    """Let the database answer the filters that directories send; the rest is matched afterwards."""
    node = request.filter.ast if request.filter is not None else None
    if not isinstance(node, Comparison) or node.op != CompareOperator.eq:
        return rows
    path = node.attr_path
    name = path.attr.casefold() if not path.sub_attr else ""
    if name in {"username", "displayname"} and isinstance(node.value, str):
        kind = {"username": "User", "displayname": "Group"}[name]
        return rows.filter(~Q(kind=kind) | Q(name=node.value.casefold()[:254]))
    if name == "externalid" and isinstance(node.value, str) and len(node.value) <= 200:
        return rows.filter(external_id=node.value)
    return rows


def with_groups(users: list[Found], base: str) -> None:
    """Tell each user the provisioned groups that list them."""
    by_id = {str(row.pk): resource for row, resource in users}
    if not by_id:
        return
    memberships: dict[str, list[Any]] = {key: [] for key in by_id}
    for group in Provisioned.objects.filter(kind="Group").order_by("created", "pk"):
        for member in group.document.get("members", []):
            if member.get("value") in memberships:
                memberships[member["value"]].append(group)
    for key, groups in memberships.items():
        resource = by_id[key]
        if groups and isinstance(resource, User):
            resource.groups = [
                GroupMembership(
                    value=str(group.pk), display=group.document.get("displayName"), type="direct",
                    ref=Reference(f"{base}/Groups/{group.pk}"),
                )
                for group in groups
            ]  # fmt: skip


def with_access(users: list[Found]) -> None:
    """Tell each user how their account stands before what they must sign."""
    states = access_states(timezone.localdate(), [row.target_id for row, _ in users])
    for row, resource in users:
        stands = states.get(row.target_id, READY)
        if isinstance(resource, User):
            access = resource[Access] or Access()
            access.access_state = stands.state if stands != READY else None
            access.waits_for = list(stands.waits_for) or None
            resource[Access] = access if access.model_dump(exclude_none=True) else None
            if resource.meta:
                resource.meta.version = etag(row, resource)


@transaction.atomic
def settle_groups(*, by: audit.Actor | None = None) -> None:
    """Bring memberships into step with the groups kept: a volunteer who has signed comes in."""
    for row in Provisioned.objects.filter(kind="Group").order_by("created", "pk"):
        with POLICY:
            resource = MODELS["Group"].model_validate(row.document)
        target = _target(row)
        if isinstance(target, Group):
            provision.update_group(target, _group(resource), by=by)
