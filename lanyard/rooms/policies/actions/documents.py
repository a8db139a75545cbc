"""Write documents: open one, draft a version, give it up, archive it, add other forms."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.policy.api import clauses as register_of
from lanyard.foundation.audit import api as audit
from lanyard.foundation.files import api as files
from lanyard.people.api import Person
from lanyard.rooms.policies import words
from lanyard.rooms.policies.models import Attachment, Companion, Document, Version
from lanyard.rooms.policies.queries.documents import ON_ITS_WAY


class NotNow(ValueError):
    """The version is not in a state that allows it; the text says what stands in the way."""


@dataclass(frozen=True)
class Draft:
    """What somebody writes of a version."""

    label: str
    text: str
    purpose: str = ""
    material: bool = True
    values_check: str = ""
    sources: str = ""
    minute: str = ""
    lead_name: str = ""
    trigger: str = ""
    reflects: Version | None = None
    values_notes: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Particulars:
    """What is known of a document beside its words."""

    kind: str
    owner_role: str
    approver_roles: tuple[str, ...] = ()
    in_order: bool = False
    reference: str = ""
    author_role: str = ""
    register: str = ""
    public: bool = False
    review_months: int = 12
    aliases: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    companions: tuple[str, ...] = field(default=())


@transaction.atomic
def open_document(
    slug: str, title: str, particulars: Particulars, *, by: audit.Actor | None
) -> Document:
    """Open a document that is to have versions; companions that exist by name are linked."""
    facts: dict[str, Any] = {**vars(particulars)}
    companions = facts.pop("companions")
    for name in ("approver_roles", "aliases", "clauses", "covers"):
        facts[name] = list(facts[name])
    document = Document.objects.create(slug=slug, title=title, **facts)
    for name in companions:
        Companion.objects.create(document=document, name=name, linked=called(name))
    for waiting in Companion.objects.filter(linked__isnull=True).exclude(document=document):
        if waiting.name.casefold() in {n.casefold() for n in (title, *particulars.aliases)}:
            waiting.linked = document
            waiting.save(update_fields=["linked"])
    audit.record("policies.opened", by=by, subject=title, kind="document", subject_id=document.pk)
    return document


def called(name: str) -> Document | None:
    """Return the document here that goes by a name, its title or an alias."""
    for document in Document.objects.filter(archived_on__isnull=True):
        if name.casefold() in {n.casefold() for n in (document.title, *document.aliases)}:
            return document
    return None


@transaction.atomic
def link_companion(companion: Companion, document: Document, *, by: Person) -> Companion:
    """Say which document here a companion is."""
    companion.linked = document
    companion.save(update_fields=["linked"])
    audit.record(
        "policies.companion-linked", by=by, subject=companion.document.title, kind="document",
        subject_id=companion.document_id, companion=companion.name,
    )  # fmt: skip
    return companion


@transaction.atomic
def save_draft(document: Document, draft: Draft, *, by: Person) -> Version:
    """Keep the draft of the next version, whatever state its words are in; nothing is lost.

    Raises NotNow while a version waits for approval or for publication.
    """
    on_its_way = Version.objects.filter(document=document, state__in=ON_ITS_WAY)
    version = on_its_way.select_for_update().first()
    if version is not None and version.state != Version.State.DRAFT:
        raise NotNow(version.get_state_display())
    if version is None:
        last = document.versions.order_by("-number").values_list("number", flat=True).first()
        version = Version(document=document, number=(last or 0) + 1, made_by=by.pk)
    for name, value in vars(draft).items():
        setattr(version, name, dict(value) if name == "values_notes" else value)
    version.lead_name = draft.lead_name or str(by)
    version.save()
    return version


@transaction.atomic
def take_file(version: Version, name: str, content: bytes, *, by: Person) -> Version:
    """Take a PDF or Word document as the words of a draft; its text is read for search.

    Raises words.Unreadable or files.Refused with a sentence for the person, and NotNow.
    """
    if version.state != Version.State.DRAFT:
        raise NotNow(version.get_state_display())
    version.text = words.text_of(content)
    stored = files.seal(
        name, io.BytesIO(content), record_kind="policy-version", record_id=version.pk, circle=None,
        by=by,
    )  # fmt: skip
    version.file_id, version.file_sha256 = stored.pk, hashlib.sha256(content).hexdigest()
    version.save(update_fields=["text", "file_id", "file_sha256"])
    return version


def unknown_anchors(version: Version) -> list[str]:
    """Return the anchors of a version that its register does not know."""
    known = register_of(version.document.register).keys() if version.document.register else ()
    return [clause for clause in words.anchors(version.text) if clause not in known]


def in_the_way(version: Version) -> list[str]:
    """Return what a draft lacks before others may read it, in words for its writer."""
    found = []
    if not version.text.strip():
        found.append(_("It has no words yet"))
    if not version.purpose.strip():
        found.append(_("Say what changes, and why"))
    if unknown := unknown_anchors(version):
        found.append(_("No clause is called {ids}").format(ids=", ".join(unknown)))
    if lost := words.incomplete_references(version.text):
        found.append(_("Complete these references: {names}").format(names=", ".join(lost)))
    return found


def check_ready(version: Version) -> None:
    """Raise NotNow for a draft that lacks something, with what it is."""
    if lacks := in_the_way(version):
        raise NotNow(lacks[0])


@transaction.atomic
def discard(version: Version, *, by: Person, because: str) -> Version:
    """Give up a draft; it stays in the record."""
    if version.state != Version.State.DRAFT:
        raise NotNow(version.get_state_display())
    version.state = Version.State.DISCARDED
    version.save(update_fields=["state"])
    audit.record(
        "policies.discarded", by=by, subject=str(version), kind="policy-version",
        subject_id=version.pk, because=because,
    )  # fmt: skip
    return version


@transaction.atomic
def archive(document: Document, *, by: Person, because: str) -> Document:
    """Take a document out of use; its versions and signatures stay."""
    if not because.strip():
        raise ValueError("Archiving needs a reason.")
    document.archived_on = timezone.localdate()
    document.save(update_fields=["archived_on"])
    audit.record(
        "policies.archived", by=by, subject=document.title, kind="document",
        subject_id=document.pk, because=because,
    )  # fmt: skip
    return document


@transaction.atomic
def attach(
    version: Version, *, by: Person, kind: str, title: str, text: str = "",
    upload: tuple[str, bytes] | None = None, audience: Iterable[str] = (),
) -> Attachment:  # fmt: skip
    """Add another form of a version: a summary, a translation, an easy-read edition.

    One with an audience is issued to it: who of them has opened it is kept (COM-PUR-02).
    """
    attachment = Attachment(
        version=version, kind=kind, title=title, text=text, audience=list(audience)
    )
    if upload is not None:
        stored = files.seal(
            upload[0], io.BytesIO(upload[1]), record_kind="policy-version", record_id=version.pk,
            circle=None, by=by,
        )  # fmt: skip
        attachment.file_id = stored.pk
    attachment.save()
    audit.record(
        "policies.attached", by=by, subject=str(version), kind="policy-version",
        subject_id=version.pk, form=kind,
    )  # fmt: skip
    return attachment


@transaction.atomic
def adopt(attachment: Attachment, *, by: Person) -> Attachment:
    """Make a draft that Lanyard wrote the college's own: then readers see it (KMC-PUR-02)."""
    locked = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if locked.is_draft:
        locked.adopted_at, locked.adopted_by_name = timezone.now(), str(by)
        locked.save(update_fields=["adopted_at", "adopted_by_name"])
        audit.record(
            "policies.form-adopted", by=by, subject=str(locked.version), kind="policy-version",
            subject_id=locked.version_id, form=locked.title,
        )  # fmt: skip
    return locked
