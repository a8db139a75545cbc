"""When a release edits a shipped profile: proposed value by value, taken or kept by somebody."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lanyard.engine.policy.api import (
    Profile,
    Unit,
    digest_of,
    from_json,
    from_whole,
    is_needed,
    shipped_table,
    to_json,
    unit_of,
    units,
    with_units,
)
from lanyard.engine.profiles.actions import add_version, refuse_past
from lanyard.engine.profiles.differences import Change, changes_between, set_here
from lanyard.engine.profiles.models import ProfileProposal, ProfileVersion, over_base
from lanyard.engine.profiles.queries import NoProfile, open_proposal, profile_in_force, scheduled
from lanyard.engine.profiles.snapshots import keep, keep_shipped
from lanyard.foundation.audit import api as audit
from lanyard.foundation.registry import api as registry
from lanyard.people.models import Person


@dataclass(frozen=True)
class Offer:
    """What one decision is about: a unit of the profile, and the values that it changes."""

    unit: Unit
    changes: tuple[Change, ...]
    #: The organisation set its own value here, which stays whatever is chosen.
    own: bool
    #: The release cannot do without it, and nothing was there before.
    needed: bool

    @property
    def name(self) -> str:
        """What forms and the trail call it."""
        return "/".join(self.unit) or "name"


@transaction.atomic
def propose_shipped() -> ProfileProposal | None:
    """Propose what this release ships where somebody last decided on something else.

    Run for each organisation after every migration. Nothing in force changes by it. Returns the
    proposal that now waits, or None.
    """
    versions = _now_and_to_come()
    if not versions:
        return None
    first, waiting = versions[0], open_proposal()
    offered = digest_of(to_json(shipped_table(first.slug)))
    if waiting is not None and (waiting.slug, waiting.offered.digest) == (first.slug, offered):
        return waiting
    if waiting is not None:
        waiting.withdrawn_at = timezone.now()
        waiting.save(update_fields=["withdrawn_at"])
        registry.announce("profiles.proposed", proposals=[waiting.pk])
    if {one.shipped.digest for one in versions} == {offered}:
        return None
    proposal = ProfileProposal.objects.create(slug=first.slug, offered=keep_shipped(first.slug))
    audit.record(
        "profiles.proposed", by=None, subject=first.profile.name, kind="profile-proposal",
        subject_id=proposal.pk, offered=offered, keys=[one.name for one in offers(proposal)],
    )  # fmt: skip
    registry.announce("profiles.proposed", proposals=[proposal.pk])
    return proposal


def _now_and_to_come() -> list[ProfileVersion]:
    """Return the version in force and those scheduled of the same profile, in this order."""
    coming = scheduled()
    try:
        versions = [profile_in_force(), *coming]
    except NoProfile:
        versions = coming
    return [one for one in versions if one.slug == versions[0].slug]


def offers(proposal: ProfileProposal) -> list[Offer]:
    """Return what a proposal would change in the version in force, unit by unit."""
    version = next(
        (one for one in _now_and_to_come() if one.shipped_id != proposal.offered_id),
        None,
    )
    if version is None or version.slug != proposal.slug:
        return []
    before, after = version.shipped_table, from_json(proposal.offered.content)
    new = from_whole(after, shipped_table(version.slug), "offered")
    grouped: dict[Unit, list[Change]] = {unit: [] for unit in units(before, after)}
    for change in changes_between(version.shipped_profile, new):
        unit = unit_of(change.key, grouped)
        if unit is not None:
            grouped[unit].append(change)
    own = set_here(version)
    return [
        Offer(
            unit, tuple(changes), own=any(change.key in own for change in changes),
            needed=len(unit) == 1 and unit[0] not in before and is_needed(unit[0]),
        )
        for unit, changes in grouped.items()
    ]  # fmt: skip


def as_offered(proposal: ProfileProposal) -> Profile | None:
    """Return the profile that taking all of a proposal would make; None where it fits nothing.

    Nothing is kept by it. Raises ProfileInvalid where it makes no usable profile with what is set.
    """
    wanted = offers(proposal)
    if not wanted:
        return None
    now = profile_in_force()
    offered = from_json(proposal.offered.content)
    base = with_units(now.base_table, offered, [one.unit for one in wanted])
    return over_base(now.slug, base, now.changes)


@transaction.atomic
def decide_proposal(
    proposal: ProfileProposal,
    *,
    by: Person,
    taken: Collection[str],
    effective_from: datetime.date,
    reason: str,
) -> ProfileVersion:
    """Take some of what a release proposes and keep the rest as it is, from a day.

    ``taken`` names offers; what a release needs is taken in any case. Versions already scheduled
    for later days get the same decision, each in a version that follows it. Raises ProfileInvalid
    where what is taken and what is kept do not make a usable profile together, ValueError without
    a reason or where it was decided already.
    """
    refuse_past(effective_from)
    proposal = ProfileProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if proposal.decided_at is not None or proposal.withdrawn_at is not None:
        raise ValueError("This proposal is decided.")
    every = offers(proposal)
    wanted = [one for one in every if one.needed or one.name in taken]
    version = _follow(
        profile_in_force(effective_from), proposal, wanted, by, effective_from, reason
    )
    for later in scheduled(effective_from):
        _follow(later, proposal, wanted, by, later.effective_from, reason)
    proposal.decided_at = timezone.now()
    proposal.decided_by, proposal.decided_by_name = by.pk, str(by)
    proposal.taken = [one.name for one in wanted]
    proposal.kept = [one.name for one in every if one not in wanted]
    proposal.version = version
    proposal.save()
    audit.record(
        "profiles.proposal-decided", by=by, subject=str(version), kind="profile-proposal",
        subject_id=proposal.pk, because=version.reason, taken=proposal.taken, kept=proposal.kept,
    )  # fmt: skip
    registry.announce("profiles.proposal-decided", proposal_id=proposal.pk, by=by)
    return version


def _follow(
    before: ProfileVersion,
    proposal: ProfileProposal,
    wanted: Iterable[Offer],
    by: Person,
    effective_from: datetime.date,
    reason: str,
) -> ProfileVersion:
    """Add the version that follows another once a proposal is decided."""
    offered = from_json(proposal.offered.content)
    base = with_units(before.base_table, offered, [one.unit for one in wanted])
    return add_version(
        before.slug, over_base(before.slug, base, before.changes), came=proposal.offered,
        base=keep(base), changes=before.changes, by=by, effective_from=effective_from,
        reason=reason,
    )  # fmt: skip
