"""Prove that an installation is whole: every audit chain, and every file against its hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Protocol

from django.db import transaction

from lanyard.config import environment
from lanyard.config.backup import swapping
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.files import api as files
from lanyard.foundation.observability import heads
from lanyard.foundation.organisations.models import Organisation

#: The member of a backup, and the file beside what is restored, that names such files.
GONE = "gone.json"
#: The member, and the file, that says how each audit chain ended when the backup was made.
HEADS = "heads.json"


class Say(Protocol):
    """Hears what is being done."""

    def __call__(self, **told: object) -> None:
        """Hear of one step."""


def prove(say: Say) -> tuple[dict[str, int], int, str]:
    """Return the links of each chain, the files opened, and the first thing that is wrong."""
    chains: dict[str, int] = {}
    saved: dict[str, tuple[int, str]] = _told(HEADS, {})
    opened = 0
    for organisation in Organisation.objects.order_by("slug"):
        with transaction.atomic(), acting_as_system(organisation.pk, "verify a restored backup"):
            say(begin=f"Audit trail of {organisation.slug}", total=None)
            found = audit.verify(organisation.pk)
            if found.broken is not None:
                link = f"link {found.broken.number}, entry {found.broken.entry}"
                return chains, opened, f"{organisation}: {link}: {found.broken.why}."
            wrong = _unlike(organisation, found.links, saved.get(str(organisation.pk)))
            if wrong:
                return chains, opened, f"{organisation}: {wrong}."
            chains[organisation.slug] = found.links
            number, wrong = _files(say, organisation)
            opened += number
            if wrong:
                return chains, opened, wrong
    return chains, opened, ""


def note_heads() -> None:
    """Write beside what was restored how each chain ends, to be added to the heads outside it."""
    lines = []
    for organisation in Organisation.objects.order_by("slug"):
        with transaction.atomic(), acting_as_system(organisation.pk, "verify a restored backup"):
            found = audit.verify(organisation.pk)
        lines.append(heads.restored_line(organisation, found.links, found.head) + "\n")
    (environment.home() / swapping.HEADS).write_text("".join(lines), "utf-8")


def _unlike(organisation: Organisation, links: int, saved: tuple[int, str] | None) -> str:
    """Say where the chain is not the one that was saved, or that was written down of it here."""
    if saved is not None and audit.first_unlike(organisation.pk, {saved[0]: saved[1]}) is not None:
        return f"the audit trail does not end as it was saved, at link {saved[0]}"
    return heads.unlike(organisation.pk, up_to=links)


def _files(say: Say, organisation: Organisation) -> tuple[int, str]:
    gone = _gone()
    stored = [one for one in files.every_file() if one.pk.hex not in gone]
    say(begin=f"Files of {organisation.slug}", total=sum(one.size for one in stored))
    for one in stored:
        try:
            content = files.content_of(one)
        except files.Damaged:
            return 0, f"{organisation}: file {one.pk} is missing or cannot be opened."
        if hashlib.sha256(content).hexdigest() != one.sha256_kept:
            return 0, f"{organisation}: file {one.pk} is not what was kept."
        say(advance=one.size)
    return len(stored), ""


def _gone() -> set[str]:
    """Return the files that were missing already when the backup was made: none is asked for."""
    return set(_told(GONE, []))


def _told(name: str, otherwise: Any) -> Any:
    path = environment.home() / name
    return json.loads(path.read_text("utf-8")) if path.exists() else otherwise
