"""The heads of the audit chains, kept outside the database and sent away.

A chain that was cut at its end or rewritten whole is unbroken in itself; an earlier head finds it
out. Each line of the file is a moment, the organisation's slug, the number of links, the hash of
the last, how the chain stood, and the organisation's id. ``restored`` as how it stood means that a
backup was put in place: what was written of longer chains before it holds no more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.organisations.api import current_organisation
from lanyard.foundation.organisations.models import Organisation

_UNBROKEN, _RESTORED = "unbroken", "restored"
_COLUMNS = 6


@dataclass(frozen=True)
class Head:
    """A head that was written down: when, of how many links, and the hash of the last."""

    moment: str
    links: int
    hash: str


def send_head() -> None:
    """Append the head of the chain in force to the file, and mail it where that is configured.

    It holds the organisation's slug and id, the moment, the number of links and a hash, and nothing
    else.
    """
    organisation = current_organisation()
    verified = audit.verify(organisation.pk)
    broken = verified.broken
    state = _UNBROKEN if broken is None else f"BROKEN-at-{broken.number}"
    line = _line(organisation, verified.links, verified.head, state)
    _append(line)
    if settings.AUDIT_HEAD_MAIL:
        subject = f"Lanyard audit head: {organisation.slug}, {state}"
        EmailMessage(subject, f"{line}\n", to=[settings.AUDIT_HEAD_MAIL]).send()
    audit.record("audit.head-sent", by=None, links=verified.links, head=verified.head)


def restored_line(organisation: Organisation, links: int, head: str) -> str:
    """Return the line that says that a backup was put in place, whose chain counts from then on."""
    return _line(organisation, links, head, _RESTORED)


def heads_of(organisation: UUID) -> dict[int, Head]:
    """Return the heads that the file holds of an organisation and that still count, by links."""
    found: dict[int, Head] = {}
    for head, state in _lines(organisation):
        if state == _RESTORED:
            found = {links: one for links, one in found.items() if links <= head.links}
        if state in {_UNBROKEN, _RESTORED} and head.links:
            found[head.links] = head
    return found


def unlike(organisation: UUID, *, up_to: int | None = None) -> str:
    """Say where the chain is not what was written down of it; "" where it is.

    ``up_to`` leaves out heads of more links, for a backup that is older than they are.
    """
    known = heads_of(organisation)
    heads = {n: one.hash for n, one in known.items() if up_to is None or n <= up_to}
    number = audit.first_unlike(organisation, heads)
    if number is None:
        return ""
    return f"link {number} is not the head that was written down at {known[number].moment}"


def _lines(organisation: UUID) -> Iterator[tuple[Head, str]]:
    path = Path(settings.AUDIT_HEAD_FILE)
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        columns = line.split(" ")
        if len(columns) == _COLUMNS and columns[5] == str(organisation) and columns[2].isdigit():
            yield Head(columns[0], int(columns[2]), columns[3]), columns[4]


def _line(organisation: Organisation, links: int, head: str, state: str) -> str:
    now = timezone.now().isoformat()
    return f"{now} {organisation.slug} {links} {head} {state} {organisation.pk}"


def _append(line: str) -> None:
    path = Path(settings.AUDIT_HEAD_FILE)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(f"{line}\n")
