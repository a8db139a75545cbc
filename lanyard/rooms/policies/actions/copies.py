"""Where documents stand outside: looked at each day or by hand, against what is in force."""

from __future__ import annotations

import datetime
import hashlib
import re
from html import unescape

from django.core.signing import Signer
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.access.api import holders_of
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.outward import api as outward
from lanyard.people.api import Person
from lanyard.rooms.policies import words
from lanyard.rooms.policies.links import public_addresses
from lanyard.rooms.policies.models import Document, OutsideCopy, Version
from lanyard.rooms.policies.queries.signing import version_in_force

DUTY = "policies.copy"
#: The most bytes of what stands there that are read.
MOST = 10_000_000
#: So many days a look counts, by how it is done: Lanyard's defaults.
FRESH: dict[str, int] = {
    OutsideCopy.How.OUTWARD: 3, OutsideCopy.How.PROBE: 3, OutsideCopy.How.HAND: 31,
}  # fmt: skip
#: The posts that see to what stands on the screens of the network.
IT = ("it-department", "it-support", "third-party-it", "it-helpdesk")
#: Of a hundred paragraphs so many must stand on the page: Lanyard's default.
_ENOUGH = 95
_MEND_DAYS = 7


@transaction.atomic
def add_copy(
    document: Document, *, by: Person, place: str, url: str = "",
    how: str = OutsideCopy.How.OUTWARD, shows: str = OutsideCopy.Shows.WORDS,
) -> OutsideCopy:  # fmt: skip
    """Say where a document stands outside, how that is looked at, and what must stand there."""
    copy, _new = OutsideCopy.objects.update_or_create(
        document=document, url=url, place=place, defaults={"how": how, "shows": shows}
    )
    audit.record(
        "policies.copy-added", by=by, subject=document.title, kind="document",
        subject_id=document.pk, place=place,
    )  # fmt: skip
    return copy


def look(copy: OutsideCopy) -> OutsideCopy:
    """Look at one place as it is to be looked at; what is wrong there becomes a task.

    What a script or a person is to look at is only asked for once the last look is too old, or was
    at another version.
    """
    version = version_in_force(copy.document)
    if copy.how != OutsideCopy.How.OUTWARD:
        with transaction.atomic():
            nothing = version is None and copy.shows == OutsideCopy.Shows.WORDS
            if not nothing and not holds(copy, version, timezone.localdate()):
                _ask(copy)
        return copy
    try:
        found = outward.fetch(copy.url, most=MOST)
    except (outward.NotAllowed, outward.Unanswered, OSError):
        state = OutsideCopy.State.UNREACHED
    else:
        state = _compared(copy, found, version)
    with transaction.atomic():
        _keep(copy, state, version)
    return copy


def holds(copy: OutsideCopy, version: Version | None, on: datetime.date) -> bool:
    """Say whether the last look still counts: well, not too old, and at the words in force."""
    if copy.state != OutsideCopy.State.SAME or copy.looked_at is None:
        return False
    old = (on - timezone.localdate(copy.looked_at)).days
    same = copy.shows == OutsideCopy.Shows.LINK or copy.version == version
    return old <= FRESH[copy.how] and same


def take_probe(copy: OutsideCopy, content: bytes, *, by: audit.Actor) -> OutsideCopy:
    """Take what a script inside the network found at a place; raises ValueError for others."""
    if copy.how != OutsideCopy.How.PROBE:
        raise ValueError("No script looks at this place.")
    version = version_in_force(copy.document)
    with transaction.atomic():
        _keep(copy, _compared(copy, content, version), version, by=by)
    return copy


def look_by_hand(copy: OutsideCopy, state: OutsideCopy.State, *, by: Person) -> OutsideCopy:
    """Note what a person saw at a place that Lanyard does not reach; it is asked again in time."""
    with transaction.atomic():
        _keep(copy, state, version_in_force(copy.document), by=by)
        audit.record(
            "policies.copy-looked-at", by=by, subject=copy.document.title, kind="document",
            subject_id=copy.document_id, place=copy.place, state=str(state),
        )  # fmt: skip
    return copy


def _compared(copy: OutsideCopy, found: bytes, version: Version | None) -> OutsideCopy.State:
    if copy.shows == OutsideCopy.Shows.LINK:
        right = leads_here(found)
    else:
        right = version is not None and shows(found, version)
    return OutsideCopy.State.SAME if right else OutsideCopy.State.DIFFERS


def leads_here(content: bytes) -> bool:
    """Say whether a page links to one of our public pages."""
    page = content.decode("utf-8", errors="replace")
    return any(address in unescape(page) for address in public_addresses())


def shows(content: bytes, version: Version) -> bool:
    """Say whether a page or file shows a version: its file, its fingerprint, or its paragraphs."""
    if version.file_sha256 and hashlib.sha256(content).hexdigest() == version.file_sha256:
        return True
    page = content.decode("utf-8", errors="replace")
    if signed := re.search(r"\b([0-9a-f]{64}):([\w-]{20,})", page):
        return signed[1] == version.sha256 and _signer().signature(signed[1]) == signed[2]
    if version.sha256 in page:
        return True
    seen = _bare(unescape(re.sub(r"<[^>]*>", " ", page)))
    wanted = [bare for part in re.split(r"\n\s*\n", words.plain(version.text))
              if (bare := _bare(part))]  # fmt: skip
    return bool(wanted) and 100 * sum(one in seen for one in wanted) >= _ENOUGH * len(wanted)


def signed_block(version: Version) -> str:
    """Return the words as a block of text for group policy, with its version and our signature.

    A script that sends the block back is believed by the signature, whatever became of the layout
    of the words (LAN-TRL-07).
    """
    mark = f"{version.sha256}:{_signer().signature(version.sha256)}"
    return f"{words.plain(version.text).strip()}\n\n{version.label}\n{mark}\n"


def _signer() -> Signer:
    return Signer(salt="lanyard.policies.notice")


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def _keep(
    copy: OutsideCopy, state: OutsideCopy.State, version: Version | None,
    by: audit.Actor | None = None,
) -> None:  # fmt: skip
    copy.state, copy.looked_at, copy.version = state, timezone.now(), version
    copy.looked_by_name = str(by) if by else ""
    copy.save(update_fields=["state", "looked_at", "version", "looked_by_name"])
    with system_duty("look at a copy of a document"):
        if state == OutsideCopy.State.SAME:
            duties.end(DUTY, ("copy", copy.pk), by=None, because="It shows what it should.")
        else:
            _ask(copy)


def _ask(copy: OutsideCopy) -> None:
    """Give whoever answers for the document, or IT for a banner, the task to put it right."""
    subject = ("copy", copy.pk)
    if duties.Definition.objects.filter(
        kind=DUTY, subject_id=str(copy.pk), ended_on__isnull=True
    ).exists():
        return
    document = copy.document
    due_for_a_look = copy.state in {OutsideCopy.State.SAME, OutsideCopy.State.UNSEEN}
    said = "Look whether it stands there" if due_for_a_look else copy.get_state_display()
    by_hand = copy.how != OutsideCopy.How.OUTWARD
    page = reverse("policies:look", args=[copy.pk]) if by_hand else f"/policies/{document.slug}/"
    roles = (document.owner_role,)
    if document.kind == Document.Kind.NOTICE and (it := [r for r in IT if holders_of(r)]):
        roles = (it[0],)
    with system_duty("look at a copy of a document"):
        duties.define(
            DUTY, duties.Asked(f"{said}: {document.title}, {copy.place}", page), by=None,
            audience=duties.Audience(roles=roles),
            rule=duties.Rule(day=timezone.localdate(), days=_MEND_DAYS), subject=subject,
        )  # fmt: skip
