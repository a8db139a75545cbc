"""Which documents there are, and what stands beside each of them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.foundation.access.api import may, roles_of
from lanyard.people.api import Person
from lanyard.rooms.policies.models import Companion, Document, Feedback, Review, Version

WRITE = "policies.write"
#: Until such a version is in force, or given up, no other is begun.
ON_ITS_WAY = (
    Version.State.DRAFT, Version.State.REVIEW, Version.State.APPROVAL, Version.State.APPROVED,
    Version.State.SCHEDULED,
)  # fmt: skip


def in_use() -> QuerySet[Document]:
    """Return the documents that are not archived, each with its version in force."""
    force = Version.objects.filter(state=Version.State.PUBLISHED)
    return Document.objects.filter(archived_on__isnull=True).prefetch_related(
        Prefetch("versions", queryset=force, to_attr="in_force")
    )


_WITH_COMPANIONS = (
    "companions__linked",
    Prefetch(
        "companions__linked__versions", to_attr="in_force",
        queryset=Version.objects.filter(state=Version.State.PUBLISHED),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A document in a list: its version in force and how its review stands.

    ``missing`` counts the companions that are not here in a version in force.
    """

    document: Document
    version: Version | None
    days_late: int
    missing: int

    @property
    def state(self) -> str:
        """Return "none", "overdue", "soon" or "in-date"."""
        if self.version is None or self.version.due is None:
            return "none"
        if self.days_late > 0:
            return "overdue"
        return "soon" if self.days_late > -90 else "in-date"


def lines(*, on: datetime.date | None = None) -> list[Line]:
    """Return every document in use with its state; three queries."""
    day = on or timezone.localdate()
    rows = in_use().prefetch_related(*_WITH_COMPANIONS)
    return [_line(document, day) for document in rows]


def line(document: Document, *, on: datetime.date | None = None) -> Line:
    """Return the state of one document."""
    found = in_use().prefetch_related(*_WITH_COMPANIONS).get(pk=document.pk)
    return _line(found, on or timezone.localdate())


def _line(document: Document, day: datetime.date) -> Line:
    force = getattr(document, "in_force", [])
    version: Version | None = force[0] if force else None
    late = (day - version.due).days if version and version.due else 0
    missing = sum(1 for one in document.companions.all() if _held(one.linked) is None)
    return Line(document, version, late, missing)


def archived() -> QuerySet[Document]:
    """Return the documents that are out of use, the last archived first."""
    return Document.objects.filter(archived_on__isnull=False).order_by("-archived_on", "title")


def companions(document: Document) -> list[tuple[Companion, Version | None]]:
    """Return the companions of a document, each with its version in force here."""
    force = Version.objects.filter(state=Version.State.PUBLISHED)
    rows = document.companions.select_related("linked").prefetch_related(
        Prefetch("linked__versions", queryset=force, to_attr="in_force")
    )
    return [(row, _held(row.linked)) for row in rows]


def _held(linked: Document | None) -> Version | None:
    force: list[Version] = getattr(linked, "in_force", [])
    return force[0] if force else None


def published_versions(document: Document) -> QuerySet[Version]:
    """Return the version table: whatever was ever in force, the latest first."""
    return document.versions.filter(state__in=[Version.State.PUBLISHED, Version.State.SUPERSEDED])


def open_version(document: Document) -> Version | None:
    """Return the version that is on its way into force, or None."""
    return document.versions.filter(state__in=ON_ITS_WAY).first()


def answers_for(person: Person, document: Document) -> bool:
    """Say whether a person may write a document: its owner, its author, or with the permission."""
    mine = {document.owner_role, document.author_role}
    return may(person.pk, WRITE) or not roles_of(person.pk).isdisjoint(mine)


def approves(person: Person, version: Version) -> bool:
    """Say whether a person is asked, or was, for approval of a version."""
    roles = roles_of(person.pk)
    return any(
        step.role in roles or step.decided_by == person.pk
        for approval in approvals.of_subject("policy-version", version.pk)
        for step in approval.steps.all()
    )


def reviews_for(person: Person) -> QuerySet[Review]:
    """Return the reviews that a person may see: of documents that they answer for, or all."""
    rows = Review.objects.select_related("document")
    if may(person.pk, WRITE):
        return rows
    roles = roles_of(person.pk)
    return rows.filter(Q(document__owner_role__in=roles) | Q(document__author_role__in=roles))


def feedback_for(person: Person) -> QuerySet[Feedback]:
    """Return the feedback that a person gave or answers for."""
    rows = Feedback.objects.select_related("document")
    if may(person.pk, WRITE):
        return rows
    return rows.filter(Q(person_id=person.pk) | Q(document__owner_role__in=roles_of(person.pk)))


def said_since(document: Document) -> QuerySet[Feedback]:
    """Return what readers said since the version in force was last looked at (LAN-FB-01)."""
    now = document.versions.filter(state=Version.State.PUBLISHED).first()
    rows = document.feedback.order_by("-at")
    looked = now.reviewed_on if now else None
    return rows.filter(at__date__gte=looked) if looked else rows


def found(words: str) -> QuerySet[Version]:
    """Return the versions in force whose title or words hold every word asked for."""
    rows = Version.objects.filter(
        state=Version.State.PUBLISHED, document__archived_on__isnull=True
    ).select_related("document")
    for word in words.split():
        rows = rows.filter(Q(text__icontains=word) | Q(document__title__icontains=word))
    return rows
