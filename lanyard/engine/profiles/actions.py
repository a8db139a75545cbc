"""Acts upon profiles: adopt one, draft changes, put them in force from a day."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from lanyard.engine.policy.api import Problem, ProfileInvalid, uncited
from lanyard.engine.profiles.differences import differences
from lanyard.engine.profiles.models import ProfileDraft, ProfileVersion, profile_of
from lanyard.engine.profiles.queries import NoProfile, profile_in_force
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.models import Person


def check_changes(slug: str, changes: str) -> None:
    """Refuse changes that do not make a usable profile; raises ProfileInvalid naming each key."""
    profile = profile_of(slug, changes)
    problems = uncited(profile, slug, "changes.toml")
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
    """Put a profile in force from a day; raises LookupError or ProfileInvalid if unusable."""
    check_changes(slug, changes)
    if not reason.strip():
        raise ValueError("A change of profile needs a reason.")
    before = _in_force_or_none(effective_from)
    version = _numbered(slug, changes, effective_from, reason.strip(), by)
    audit.record(
        "profiles.adopted", by=by, subject=str(version), kind="profile-version",
        subject_id=version.pk, because=version.reason, number=version.number, slug=slug,
        effective_from=effective_from.isoformat(),
        keys=[change.key for change in differences(before, version)] if before else [],
    )  # fmt: skip
    return version


def _numbered(
    slug: str, changes: str, effective_from: datetime.date, reason: str, by: Person | None
) -> ProfileVersion:
    with system_duty("number a profile version"):
        last = ProfileVersion.objects.order_by("-number").values_list("number", flat=True).first()
        return ProfileVersion.objects.create(
            slug=slug, number=(last or 0) + 1, effective_from=effective_from, changes=changes,
            made_by=by.pk if by else None, made_by_name=str(by) if by else "Lanyard", reason=reason,
        )  # fmt: skip


@transaction.atomic
def save_draft(changes: str, *, by: Person) -> ProfileDraft:
    """Keep somebody's changes as they are, usable or not, so that nothing typed is lost."""
    draft, _ = ProfileDraft.objects.update_or_create(author_id=by.pk, defaults={"changes": changes})
    return draft


@transaction.atomic
def put_in_force(
    draft: ProfileDraft, *, by: Person, effective_from: datetime.date, reason: str
) -> ProfileVersion:
    """Make a draft the next version from a day, today or later; the draft is then done with."""
    if effective_from < timezone.localdate():
        raise ProfileInvalid([Problem("changes.toml", "effective-from", "cannot be in the past")])
    slug = profile_in_force().slug
    version = adopt(
        slug, by=by, effective_from=effective_from, reason=reason, changes=draft.changes
    )
    draft.delete()
    return version


def _in_force_or_none(on: datetime.date) -> ProfileVersion | None:
    try:
        return profile_in_force(on)
    except NoProfile:
        return None
