"""Send a version for approval once it was read, and carry on when the posts have decided."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.profiles.api import ProfileVersion, profile_in_force
from lanyard.foundation.access.api import role_called
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.ui import times
from lanyard.people.api import Person
from lanyard.rooms.policies.actions.documents import NotNow, check_ready
from lanyard.rooms.policies.actions.readings import check_read, end_readings
from lanyard.rooms.policies.models import Document, Version

APPROVAL = "policies.publish"
#: The profile's chain for approving a policy.
APPROVAL_CHAIN = "policy-approval"


@transaction.atomic
def submit(version: Version, *, by: Person, because: str = "") -> approvals.Approval:
    """Send a version whose review is over to the posts that approve it; its words stand still.

    Raises NotNow outside a review, for what ``check_ready`` finds, and as ``check_read`` does:
    ``because`` says why it goes on without somebody who let the day go by. The sources that the
    document relies on are kept with it.
    """
    locked = Version.objects.select_for_update().get(pk=version.pk)
    if locked.state != Version.State.REVIEW:
        raise NotNow(locked.get_state_display())
    check_ready(locked)
    check_read(locked, because=because)
    with system_duty("end the review of a draft"):
        end_readings(locked, because or "The review is over.")
    _note_sources(locked)
    locked.sha256, locked.state = locked.fingerprint(), Version.State.APPROVAL
    locked.save(update_fields=["sha256", "state", "sources"])
    audit.record(
        "policies.submitted", by=by, subject=str(locked), kind="policy-version",
        subject_id=locked.pk, sha256=locked.sha256, because=because,
    )  # fmt: skip
    document = locked.document
    return approvals.ask(
        APPROVAL, chain_of(document), by=by, subject=("policy-version", locked.pk),
        title=str(locked),
        url=f"/policies/{document.slug}/versions/{locked.number}/",
    )  # fmt: skip


def _note_sources(version: Version) -> None:
    """Keep with the version what it relies on, and when each was checked (KMC-LEG-01)."""
    noted = [
        f"{one.name} ({one.replaced_by or f'checked on {times.day(one.checked_on)}'})"
        for one in version.document.relied_on.all()
    ]
    missing = [line for line in noted if line not in version.sources]
    version.sources = "\n".join(filter(None, [version.sources.strip(), *missing]))


def chain_of(document: Document) -> approvals.Chain:
    """Return who approves a version: the document's own posts, else the profile's.

    Where both name nobody, the head of the organisation does, labelled as the product's default.
    """
    version = profile_in_force()
    profile = version.profile
    named = next((one for one in profile.chains if one.slug == APPROVAL_CHAIN), None)
    if document.approver_roles:
        return approvals.Chain(_titled(version, document.approver_roles), document.in_order)
    if named is None:
        return approvals.Chain(_titled(version, [profile.posts.head]), False, by_default=True)
    return approvals.Chain(
        _titled(version, named.steps), named.ordered and len(named.steps) > 1, named.clauses,
        named.default,
    )  # fmt: skip


def _titled(version: ProfileVersion, roles: Iterable[str]) -> list[tuple[str, str]]:
    """Give each role the title that the policy uses, or our own where it knows none."""
    titles = {one.slug: one.title for one in version.profile.roles}
    return [(role, titles.get(role) or role_called(role).title) for role in roles]


def approval_decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, by: Person,
    **_facts: object,
) -> None:  # fmt: skip
    """Carry on when the last approver said yes, or back to draft when one said no."""
    if approval_kind != APPROVAL:
        return
    version = Version.objects.select_for_update().get(pk=subject_id)
    if approval.state == approvals.Approval.State.APPROVED:
        version.state, version.approved_on = Version.State.APPROVED, timezone.localdate()
        version.save(update_fields=["state", "approved_on"])
    else:
        version.state, version.sha256 = Version.State.DRAFT, ""
        version.save(update_fields=["state", "sha256"])
