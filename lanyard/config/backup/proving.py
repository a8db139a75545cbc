"""Prove that an installation is whole: every audit chain, and every file against its hash."""

from __future__ import annotations

import hashlib
import json
from typing import Protocol

from django.db import transaction

from lanyard.config import environment
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.files import api as files
from lanyard.foundation.organisations.models import Organisation

#: The member of a backup, and the file beside what is restored, that names such files.
GONE = "gone.json"


class Say(Protocol):
    """Hears what is being done."""

    def __call__(self, **told: object) -> None:
        """Hear of one step."""


def prove(say: Say) -> tuple[dict[str, int], int, str]:
    """Return the links of each chain, the files opened, and the first thing that is wrong."""
    chains: dict[str, int] = {}
    opened = 0
    for organisation in Organisation.objects.order_by("slug"):
        with transaction.atomic(), acting_as_system(organisation.pk, "verify a restored backup"):
            say(begin=f"Audit trail of {organisation.slug}", total=None)
            found = audit.verify(organisation.pk)
            if found.broken is not None:
                link = f"link {found.broken.number}, entry {found.broken.entry}"
                return chains, opened, f"{organisation}: {link}: {found.broken.why}."
            chains[organisation.slug] = found.links
            number, wrong = _files(say, organisation)
            opened += number
            if wrong:
                return chains, opened, wrong
    return chains, opened, ""


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
    told = environment.home() / GONE
    return set(json.loads(told.read_text("utf-8"))) if told.exists() else set()
