"""Keep documents as they should be: their facts, companions, sources; reviews for the law."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Edition, changes_of, edition_before, edition_on, packs
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.ui import times
from lanyard.people.api import Person
from lanyard.rooms.policies import words
from lanyard.rooms.policies.actions.documents import called
from lanyard.rooms.policies.actions.reviews import open_review
from lanyard.rooms.policies.models import Companion, Document, Review, Source, Version
from lanyard.rooms.policies.queries.keeping import Fault, fault_of, live_companions

COMPANION, SOURCES = "policies.companion", "policies.sources"
#: Days to mend a companion and to look at the sources: Lanyard's defaults.
_MEND_DAYS = _LOOK_DAYS = 28
_FACTS = (
    "title", "reference", "aliases", "owner_role", "author_role", "review_months", "public",
    "covers", "reviewer_roles",
)  # fmt: skip


@transaction.atomic
def change(document: Document, facts: Mapping[str, Any], *, by: Person) -> Document:
    """Change what is known of a document beside its words; those need a new version.

    Open reviews go with the post: a new owner receives them (KMC-COV-02).
    """
    before = document.owner_role
    changed = [name for name in _FACTS if facts.get(name, getattr(document, name))
               != getattr(document, name)]  # fmt: skip
    if not changed:
        return document
    for name in changed:
        setattr(document, name, facts[name])
    document.save(update_fields=changed)
    if document.owner_role != before:
        for review in document.reviews.filter(outcome=""):
            _hand_over(review)
    audit.record(
        "policies.changed", by=by, subject=document.title, kind="document",
        subject_id=document.pk, what=", ".join(changed),
    )  # fmt: skip
    return document


def _hand_over(review: Review) -> None:
    standing = duties.Definition.objects.filter(
        kind="policies.review", subject_id=str(review.pk), ended_on__isnull=True
    ).first()
    if standing is not None:
        duties.define(
            standing.kind,
            duties.Asked(standing.title, standing.url, steps=standing.steps,
                         managers_every=standing.managers_every),
            by=None, audience=duties.Audience(roles=(review.document.owner_role,)),
            rule=standing.rule, subject=("review", review.pk),
        )  # fmt: skip


@transaction.atomic
def read_with(document: Document, names: Iterable[str], *, by: Person) -> None:
    """Say by which names a document has companions; those that are gone are taken out."""
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    document.companions.exclude(name__in=wanted).delete()
    known = set(document.companions.values_list("name", flat=True))
    for name in wanted:
        if name not in known:
            Companion.objects.create(document=document, name=name, linked=called(name))
    audit.record(
        "policies.changed", by=by, subject=document.title, kind="document",
        subject_id=document.pk, what="companions",
    )  # fmt: skip


@transaction.atomic
def mend_companions(*, today: datetime.date | None = None) -> int:
    """Give a task for each companion that is missing, out of date or incompletely named.

    To whoever answers for the companion, where it is here, else for the document that names it
    (LAN-INT-04, POR-ES-12, KMC-COV-01). A task whose fault is mended ends. Returns how many stand.
    """
    day = today or timezone.localdate()
    faults = {row.pk: (row, fault) for row, held in live_companions()
              if (fault := fault_of(row, held, on=day)) is not None}  # fmt: skip
    standing = {
        one.subject_id for one in duties.Definition.objects.filter(
            kind=COMPANION, ended_on__isnull=True)
    }  # fmt: skip
    with system_duty("ask for companions"):
        for row, fault in faults.values():
            if str(row.pk) not in standing:
                _ask_for_companion(row, fault, day)
        for mended in standing - {str(pk) for pk in faults}:
            duties.end(COMPANION, ("companion", mended), by=None,
                       because="It is here, in date, and named in full.")  # fmt: skip
    return len(faults)


def _ask_for_companion(row: Companion, fault: Fault, day: datetime.date) -> None:
    answers = row.linked if row.linked and fault != Fault.INCOMPLETE else row.document
    duties.define(
        COMPANION,
        duties.Asked(
            f"{words.FAULTS[fault]}: {row.name}", f"/policies/{row.document.slug}/",
            managers_every=7,
        ),
        by=None, audience=duties.Audience(roles=(answers.owner_role,)),
        rule=duties.Rule(day=day, days=_MEND_DAYS), subject=("companion", row.pk),
    )  # fmt: skip


@transaction.atomic
def rely_on(
    document: Document, name: str, *, checked_on: datetime.date, by: audit.Actor | None
) -> Source:
    """Note what law or guidance a document relies on, and when it was checked (KMC-LEG-01)."""
    source, _new = Source.objects.update_or_create(
        document=document, name=name.strip(),
        defaults={"checked_on": checked_on, "checked_by_name": str(by) if by else "",
                  "replaced_by": ""},
    )  # fmt: skip
    return source


@transaction.atomic
def check_sources(document: Document, replaced: Mapping[str, str], *, by: Person) -> int:
    """Say of each source of a document whether it stands or what replaced it; return how many did.

    A source that was replaced opens a review of the document. The yearly task is done.
    """
    today, found = timezone.localdate(), 0
    for source in document.relied_on.filter(replaced_by=""):
        source.checked_on, source.checked_by_name = today, str(by)
        source.replaced_by = replaced.get(source.name, "").strip()
        source.save(update_fields=["checked_on", "checked_by_name", "replaced_by"])
        if source.replaced_by:
            found += 1
            open_review(
                document, source=Review.Source.LAW, by=by, event=f"source:{source.pk}",
                because=f"{source.name} has been replaced by {source.replaced_by}.",
            )  # fmt: skip
    subject = ("document", document.pk)
    duties.complete(SOURCES, subject, by.pk, by=by, evidence=f"{found} replaced", record=subject)
    duties.end(SOURCES, subject, by=by, because="The sources were checked.")
    audit.record(
        "policies.sources-checked", by=by, subject=document.title, kind="document",
        subject_id=document.pk, replaced=found,
    )  # fmt: skip
    return found


@transaction.atomic
def ask_for_sources(*, today: datetime.date | None = None) -> int:
    """Ask each year, four weeks ahead, whether a document's sources still stand (KMC-LEG-01)."""
    day = today or timezone.localdate()
    asked = 0
    rows = Source.objects.filter(replaced_by="", document__archived_on__isnull=True)
    oldest: dict[Document, datetime.date] = {}
    for row in rows.select_related("document").order_by("-checked_on"):
        oldest[row.document] = row.checked_on
    with system_duty("ask for sources"):
        for document, checked in oldest.items():
            due = duties.add_months(checked, 12)
            if due - datetime.timedelta(days=_LOOK_DAYS) > day or _asked(document):
                continue
            asked += 1
            duties.define(
                SOURCES,
                duties.Asked(
                    f"Check the sources: {document.title}", f"/policies/{document.slug}/sources/"
                ),
                by=None, audience=duties.Audience(roles=(document.owner_role,)),
                rule=duties.Rule(day=due), subject=("document", document.pk),
            )  # fmt: skip
    return asked


def _asked(document: Document) -> bool:
    return duties.Definition.objects.filter(
        kind=SOURCES, subject_id=str(document.pk), ended_on__isnull=True
    ).exists()


@transaction.atomic
def open_law_reviews(*, today: datetime.date | None = None) -> int:
    """Open a review where an edition of the law's packs is newer than a policy; once for each.

    The edition's page, with what it changed, is attached (COM-SCO-01). Returns how many opened.
    """
    day = today or timezone.localdate()
    policies = Version.objects.filter(
        state=Version.State.PUBLISHED, document__archived_on__isnull=True
    ).exclude(document__register="")
    opened = 0
    for version in policies.select_related("document"):
        looked = version.reviewed_on or version.effective_from
        for editions in packs().values():
            edition = edition_on(editions, day)
            if looked and looked < edition.in_force_from <= day:
                opened += _open_for(version.document, edition, edition_before(editions, edition))
    return opened


def _open_for(document: Document, edition: Edition, before: Edition | None) -> bool:
    event = f"law:{edition.pack}:{edition.edition}"
    if document.reviews.filter(event=event).exists():
        return False
    because = f"{edition.title} is in force since {times.day(edition.in_force_from)}."
    page = "clauses:edition"
    if before is not None:
        said = changes_of(before, edition)
        because += (
            f" Against the edition before, {len(said.added)} duties are new, {len(said.changed)}"
            f" changed and {len(said.removed)} gone."
        )
        page = "clauses:changes"
    open_review(
        document, source=Review.Source.LAW, because=because, event=event,
        url=reverse(page, args=[edition.pack, edition.edition]),
    )  # fmt: skip
    return True
