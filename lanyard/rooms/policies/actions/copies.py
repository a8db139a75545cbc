"""Where documents stand on other sites: looked at each day, against the version in force."""

from __future__ import annotations

import hashlib
import re
from html import unescape

from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.outward import api as outward
from lanyard.people.api import Person
from lanyard.rooms.policies import words
from lanyard.rooms.policies.models import Document, OutsideCopy, Version
from lanyard.rooms.policies.queries.signing import version_in_force

DUTY = "policies.copy"
_MOST = 10_000_000
#: Of a hundred paragraphs so many must stand on the page: Lanyard's default.
_ENOUGH = 95
_MEND_DAYS = 7


@transaction.atomic
def add_copy(document: Document, *, by: Person, place: str, url: str) -> OutsideCopy:
    """Say where a document stands outside; it is looked at by the daily run."""
    copy, _new = OutsideCopy.objects.update_or_create(
        document=document, url=url, defaults={"place": place}
    )
    audit.record(
        "policies.copy-added", by=by, subject=document.title, kind="document",
        subject_id=document.pk, place=place,
    )  # fmt: skip
    return copy


def look(copy: OutsideCopy) -> OutsideCopy:
    """Fetch what stands there and compare it; what cannot be reached or differs becomes a task."""
    version = version_in_force(copy.document)
    try:
        found = outward.fetch(copy.url, most=_MOST)
    except (outward.NotAllowed, outward.Unanswered, OSError):
        state = OutsideCopy.State.UNREACHED
    else:
        shown = version is not None and shows(found, version)
        state = OutsideCopy.State.SAME if shown else OutsideCopy.State.DIFFERS
    with transaction.atomic():
        _keep(copy, state, version)
    return copy


def shows(content: bytes, version: Version) -> bool:
    """Say whether a page or file shows a version: its file, its fingerprint, or its paragraphs."""
    if version.file_sha256 and hashlib.sha256(content).hexdigest() == version.file_sha256:
        return True
    page = content.decode("utf-8", errors="replace")
    if version.sha256 in page:
        return True
    seen = _bare(unescape(re.sub(r"<[^>]*>", " ", page)))
    wanted = [bare for part in re.split(r"\n\s*\n", words.plain(version.text))
              if (bare := _bare(part))]  # fmt: skip
    return bool(wanted) and 100 * sum(one in seen for one in wanted) >= _ENOUGH * len(wanted)


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


def _keep(copy: OutsideCopy, state: OutsideCopy.State, version: Version | None) -> None:
    copy.state, copy.looked_at, copy.version = state, timezone.now(), version
    copy.save(update_fields=["state", "looked_at", "version"])
    subject = ("copy", copy.pk)
    with system_duty("look at a copy of a document"):
        if state == OutsideCopy.State.SAME:
            duties.end(DUTY, subject, by=None, because="It shows the version in force.")
        elif not _asked(copy):
            title = f"{state.label}: {copy.document.title}, {copy.place}"
            duties.define(
                DUTY, duties.Asked(title, f"/policies/{copy.document.slug}/"), by=None,
                audience=duties.Audience(roles=(copy.document.owner_role,)),
                rule=duties.Rule(day=timezone.localdate(), days=_MEND_DAYS), subject=subject,
            )  # fmt: skip


def _asked(copy: OutsideCopy) -> bool:
    return duties.Definition.objects.filter(
        kind=DUTY, subject_id=str(copy.pk), ended_on__isnull=True
    ).exists()
