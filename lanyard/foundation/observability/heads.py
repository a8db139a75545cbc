"""The heads of the audit chains, sent outside, so that a chain rewritten whole is found out."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from lanyard.foundation.audit import api as audit
from lanyard.foundation.organisations.api import current_organisation


def send_head() -> None:
    """Mail the head of the chain in force, append it to a file, or both, as is configured.

    It holds the organisation's slug, the moment, the number of links and a hash, and nothing else.
    """
    if not (settings.AUDIT_HEAD_MAIL or settings.AUDIT_HEAD_FILE):
        return
    organisation = current_organisation()
    verified = audit.verify(organisation.pk)
    state = "unbroken" if verified.broken is None else f"BROKEN at {verified.broken.number}"
    line = (
        f"{timezone.now().isoformat()} {organisation.slug} {verified.links} {verified.head} {state}"
    )
    if settings.AUDIT_HEAD_FILE:
        _append(Path(settings.AUDIT_HEAD_FILE), line)
    if settings.AUDIT_HEAD_MAIL:
        subject = f"Lanyard audit head: {organisation.slug}, {state}"
        EmailMessage(subject, f"{line}\n", to=[settings.AUDIT_HEAD_MAIL]).send()
    audit.record("audit.head-sent", by=None, links=verified.links, head=verified.head)


def _append(path: Path, line: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        file.write(f"{line}\n")
