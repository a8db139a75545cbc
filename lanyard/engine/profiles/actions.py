"""Acts upon profiles: adopt one, draft changes, put them in force from a day."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from lanyard.engine.policy.api import Problem, Profile, ProfileInvalid, changed, shipped, uncited
from lanyard.engine.profiles.differences import changes_between, differences
from lanyard.engine.profiles.models import (
    CHANGES_FILE,
    ProfileDraft,
    ProfileSnapshot,
    ProfileVersion,
)
from lanyard.engine.profiles.queries import NoProfile, profile_in_force
from lanyard.engine.profiles.snapshots import keep_profile, keep_shipped
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.models import Person


def check_changes(version: ProfileVersion, changes: str) -> None:
    """Refuse changes that do not make a usable profile; raises ProfileInvalid naming each key."""
    profile = version.with_changes(changes)
    _check_citations(version.slug, profile, version.base_profile)


def _check_citations(slug: str, profile: Profile, base: Profile) -> None:
    """Refuse a clause that the policy does not have where the organisation itself cites it."""
    own = {change.key for change in changes_between(base, profile)}
    problems = [
        problem
        for problem in uncited(profile, slug, CHANGES_FILE)
        if problem.key.removesuffix(".clauses") in own
    ]
    if problems:
        raise ProfileInvalid(problems)


@transaction.atomic
def adopt(
    slug: str,
    *,
    by: Person | None,
    effective_from: datetime.date,
    reason: str,
    changes: str = "",
) -> ProfileVersion:
    """Put a shipped profile, with changes over it, in force from a day.

    Raises LookupError for an unknown profile, ProfileInvalid for unusable changes.
    """
    profile = changed(slug, changes, CHANGES_FILE)
    _check_citations(slug, profile, shipped(slug))
    came = keep_shipped(slug)
    return add_version(
        slug, profile, came=came, base=came, changes=changes, by=by,
        effective_from=effective_from, reason=reason,
    )  # fmt: skip


@transaction.atomic
def add_version(
    slug: str,
    profile: Profile,
    *,
    came: ProfileSnapshot,
    base: ProfileSnapshot,
    changes: str,
    by: Person | None,
    effective_from: datetime.date,
    reason: str,
) -> ProfileVersion:
    """Keep a whole profile as the next version; raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("A change of profile needs a reason.")
    before = _in_force_or_none(effective_from)
    whole = keep_profile(profile)
    with system_duty("number a profile version"):
        last = ProfileVersion.objects.order_by("-number").values_list("number", flat=True).first()
        version = ProfileVersion.objects.create(
            slug=slug, number=(last or 0) + 1, effective_from=effective_from, whole=whole,
            shipped=came, base=base, changes=changes, made_by=by.pk if by else None,
            made_by_name=str(by) if by else "Lanyard", reason=reason.strip(),
        )  # fmt: skip
    audit.record(
        "profiles.adopted", by=by, subject=str(version), kind="profile-version",
        subject_id=version.pk, because=version.reason, number=version.number, slug=slug,
        effective_from=effective_from.isoformat(), whole=whole.digest,
        keys=[change.key for change in differences(before, version)] if before else [],
    )  # fmt: skip
    return version


@transaction.atomic
def save_draft(changes: str, *, by: Person) -> ProfileDraft:
    """Keep somebody's changes as they are, usable or not, so that nothing typed is lost."""
    draft, _ = ProfileDraft.objects.update_or_create(author_id=by.pk, defaults={"changes": changes})
    return draft


@transaction.atomic
def put_in_force(
    draft: ProfileDraft, *, by: Person, effective_from: datetime.date, reason: str
) -> ProfileVersion:
    """Make a draft the next version from a day, today or later; the draft is then done with.

    It is laid over what the version in force is laid over: a later release takes no part in it.
    """
    refuse_past(effective_from)
    now = profile_in_force()
    check_changes(now, draft.changes)
    version = add_version(
        now.slug, now.with_changes(draft.changes), came=now.shipped, base=now.base,
        changes=draft.changes, by=by, effective_from=effective_from, reason=reason,
    )  # fmt: skip
    draft.delete()
    return version


def refuse_past(effective_from: datetime.date) -> None:
    """Raise ProfileInvalid for a day that is over: what was decided then stays as it was."""
    if effective_from < timezone.localdate():
        raise ProfileInvalid([Problem(CHANGES_FILE, "effective-from", "cannot be in the past")])


def _in_force_or_none(on: datetime.date) -> ProfileVersion | None:
    try:
        return profile_in_force(on)
    except NoProfile:
        return None
