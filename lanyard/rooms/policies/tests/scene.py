"""Documents and readers for the tests of policies."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.profiles.api import adopt
from lanyard.people.api import Person
from lanyard.rooms.policies.actions.approving import submit
from lanyard.rooms.policies.actions.documents import (
    Draft,
    Particulars,
    open_document,
    save_draft,
)
from lanyard.rooms.policies.actions.publishing import publish
from lanyard.rooms.policies.actions.readings import Readers, finish, send_for_review
from lanyard.rooms.policies.actions.signing import Asked, require, sign
from lanyard.rooms.policies.models import Document, Requirement, Signature, Version
from lanyard.rooms.policies.queries.signing import version_in_force

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
STAFF = duties.Audience(kinds=("staff",))
EARLY = datetime.date(2020, 1, 1)


def under(slug: str) -> None:
    """Put a shipped profile in force."""
    adopt(slug, by=None, effective_from=EARLY, reason="Set up")


def a_document(title: str = "Acceptable Use Policy", **more: Any) -> Document:
    """Open a document that the head approves."""
    facts = {"kind": Document.Kind.POLICY, "owner_role": "dsl", "approver_roles": ("principal",)}
    slug = title.lower().replace(" ", "-")
    return open_document(slug, title, Particulars(**{**facts, **more}), by=None)


def submitted(version: Version, *, writer: Person, reader: Person) -> approvals.Approval:
    """Have a draft read, and send it for approval."""
    read = Readers(people=[reader])
    send_for_review(version, read, by=writer, until=timezone.localdate() + 14 * DAY)
    finish(version, by=reader, verdict="ready")
    return submit(version, by=writer)


def in_force(
    document: Document, *, writer: Person, head: Person, text: str = "Be kind online.",
    material: bool = True, on: datetime.date = TODAY,
) -> Version:  # fmt: skip
    """Write, approve and publish the next version."""
    label = str(document.versions.count() + 1)
    draft = Draft(label, text, purpose="It was due", material=material)
    version = save_draft(document, draft, by=writer)
    asked = submitted(version, writer=writer, reader=head)
    approvals.decide(asked.pk, by=head, approve=True, reason="Agreed")
    return publish(version, by=writer, effective_from=on)


def asked_of_staff(document: Document, **more: Any) -> Requirement:
    """Ask all staff to sign a document."""
    return require(document, Asked("All staff", STAFF, **more), by=None)


def signed(requirement: Requirement, person: Person, **more: Any) -> Signature:
    """Sign as a person who read the version in force."""
    version = version_in_force(requirement.document)
    assert version is not None
    words = {"sha256": version.sha256, "ticked": requirement.statements, **more}
    return sign(requirement, by=person, **words)
