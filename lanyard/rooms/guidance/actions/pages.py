"""Verbs of pages: write one's own version, go back to the shipped one, say that one has read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import F

from lanyard.engine.policy.api import ContentInvalid
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Person
from lanyard.rooms.guidance.content import GuidancePage, Section, check_links, sections_of
from lanyard.rooms.guidance.models import GuidanceReading, OwnWording, PageClarity
from lanyard.rooms.guidance.queries import known_clauses, pages_in_force, wordings_of

CLARITY = ("clear", "partly", "unclear")


class Unchanged(ValueError):
    """The page stands in exactly these words already."""


@dataclass(frozen=True)
class Wording:
    """A page in a college's own words."""

    title: str
    summary: str
    text: str


@transaction.atomic
def write_own(slug: str, wording: Wording, *, because: str, by: Person) -> OwnWording:
    """Put a college's own version over a page.

    Raises LookupError for a page that is not there, Unchanged for the same words again, and
    ContentInvalid, with lines, for an unknown clause, a text without headings or a link to nowhere;
    IntegrityError where two write it in the same moment.
    """
    page = _page(slug)
    sections, faults = sections_of(wording.text, slug, known_clauses(), own=True)
    if faults:
        raise ContentInvalid(faults)
    if (page.title, page.summary, page.body) == (wording.title, wording.summary, wording.text):
        raise Unchanged
    pages = pages_in_force()
    check_links({**pages, slug: _with(page, sections)})
    return _keep(slug, because=because, by=by, title=wording.title, summary=wording.summary,
                 text=wording.text)  # fmt: skip


@transaction.atomic
def withdraw_own(slug: str, *, because: str, by: Person) -> OwnWording:
    """Let the shipped page stand again; raises LookupError where no own version is in force."""
    page = _page(slug)
    if not page.own:
        raise LookupError(slug)
    return _keep(slug, because=because, by=by, title=page.title, summary=page.summary, text="",
                 withdrawn=True)  # fmt: skip


@transaction.atomic
def mark_read(page: GuidancePage, *, by: Person) -> GuidanceReading:
    """Keep that somebody has read a page in its present words; a second time changes nothing."""
    person = Person.objects.get(pk=by.pk)
    mark, made = GuidanceReading.objects.get_or_create(
        person=person, slug=page.slug, digest=page.digest
    )
    if made:
        audit.record("guidance.read", by=by, subject=page.title, kind="guidance", slug=page.slug)
    return mark


@transaction.atomic
def say_how_clear(page: GuidancePage, said: str) -> PageClarity:
    """Count that a reader found a page clear, partly or unclear; raises ValueError otherwise.

    Nobody's name is kept, nor the time: readers are asked whether it is clear, not who they are.
    """
    if said not in CLARITY:
        raise ValueError(said)
    with system_duty("count how clear a page is"):
        row, _new = PageClarity.objects.get_or_create(slug=page.slug, digest=page.digest)
        PageClarity.objects.filter(pk=row.pk).update(**{said: F(said) + 1})
        row.refresh_from_db()
    return row


def _page(slug: str) -> GuidancePage:
    return pages_in_force()[slug]


def _with(page: GuidancePage, sections: tuple[Section, ...]) -> GuidancePage:
    return replace(page, sections=sections, file=page.slug)


def _keep(slug: str, *, because: str, by: Person, withdrawn: bool = False,
          title: str, summary: str, text: str) -> OwnWording:  # fmt: skip
    before = wordings_of(slug).first()
    made = OwnWording.objects.create(
        slug=slug, number=before.number + 1 if before else 1, title=title, summary=summary,
        text=text, withdrawn=withdrawn, because=because, made_by=by.pk, made_by_name=str(by),
    )  # fmt: skip
    verb = "guidance.withdrawn" if withdrawn else "guidance.written"
    audit.record(verb, by=by, subject=title, because=because, kind="guidance", subject_id=made.pk)
    return made
