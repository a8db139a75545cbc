"""Consent on paper: its scan is entered by one person and checked by another before it counts."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.registry import api as registry
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.consent.actions.giving import LONGEST, NotTaken, Said, Source, keep
from lanyard.rooms.consent.models import Channel, ConsentAnswer, ConsentPaper, Purpose

KEEP = "consent.keep"
_SCANS = ("image/", "application/pdf")


@dataclass(frozen=True)
class Scan:
    """A scan as it was sent."""

    name: str
    content: bytes


@transaction.atomic
def enter(
    person: Person, said: Said, *, by: Person, link: GuardianLink | None, signed_on: datetime.date,
    scan: Scan,
) -> ConsentPaper:  # fmt: skip
    """Enter a form on paper; it counts once somebody else has checked it.

    Raises NotTaken: "own" for one's own, "scan" for what is no picture and no PDF, "channel",
    "purpose", "name" and "period" as an answer does; files.Refused for a scan that is not taken.
    """
    if by.pk == person.pk or (link is not None and link.guardian_id == by.pk):
        raise NotTaken("own")
    _refuse_bad(said, signed_on)
    pk = time_ordered_id()
    circle = access.circle_of(registry.permission(KEEP).held_by)
    stored = files.seal(
        scan.name, io.BytesIO(scan.content), record_kind="consent-paper", record_id=pk,
        circle=circle.pk, by=by,
    )  # fmt: skip
    if not stored.media_type.startswith(_SCANS):
        raise NotTaken("scan")
    with system_duty("keep a paper"):
        made = ConsentPaper.objects.create(
            id=pk, person=person, link=link, purpose=said.purpose, pictures=sorted(said.pictures),
            names=sorted(said.names), signed_on=signed_on, until=said.until, scan_id=stored.pk,
            entered_by=by.pk, entered_by_name=str(by),
        )  # fmt: skip
    audit.record(
        "consent.paper-entered", by=by, subject=str(person), kind="person", subject_id=person.pk
    )
    return made


def _refuse_bad(said: Said, signed_on: datetime.date) -> None:
    today = timezone.localdate()
    if said.purpose not in Purpose.values:
        raise NotTaken("purpose")
    if not {*said.pictures, *said.names} <= set(Channel.values):
        raise NotTaken("channel")
    if not set(said.names) <= set(said.pictures):
        raise NotTaken("name")
    if signed_on > today or not today <= said.until <= signed_on + LONGEST:
        raise NotTaken("period")


@transaction.atomic
def agree(paper: ConsentPaper, *, by: Person) -> ConsentAnswer:
    """Say that the scan says what was entered: from now on it counts.

    Raises NotTaken: "checker" for whoever entered it or gave it, "checked" for one that was checked
    already, and as an answer does.
    """
    with system_duty("check a paper"):
        one = _locked(paper, by)
        one.state = ConsentPaper.State.AGREED
        one.checked_by, one.checked_by_name = by.pk, str(by)
        one.checked_at = timezone.now()
        one.save(update_fields=["state", "checked_by", "checked_by_name", "checked_at"])
        said = Said(one.purpose, one.until, one.pictures, one.names)
        made = keep(
            one.person, said, giver=one.link.guardian if one.link else one.person, link=one.link,
            actor=by,
            source=Source(how=ConsentAnswer.How.PAPER, paper=one, said_on=one.signed_on),
        )  # fmt: skip
    audit.record(
        "consent.paper-checked", by=by, subject=str(one.person), kind="person",
        subject_id=one.person_id,
    )  # fmt: skip
    return made


@transaction.atomic
def refuse(paper: ConsentPaper, *, by: Person, because: str) -> None:
    """Say that the scan does not say what was entered; raises NotTaken as ``agree`` does."""
    if not because.strip():
        raise NotTaken("reason")
    with system_duty("check a paper"):
        one = _locked(paper, by)
        one.state, one.refused_because = ConsentPaper.State.REFUSED, because.strip()
        one.checked_by, one.checked_by_name = by.pk, str(by)
        one.checked_at = timezone.now()
        one.save(update_fields=["state", "refused_because", "checked_by", "checked_by_name",
                                "checked_at"])  # fmt: skip
    audit.record(
        "consent.paper-refused", by=by, subject=str(one.person), kind="person",
        subject_id=one.person_id, because=because.strip(),
    )  # fmt: skip


def _locked(paper: ConsentPaper, by: Person) -> ConsentPaper:
    one = ConsentPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if one.state != ConsentPaper.State.WAITS:
        raise NotTaken("checked")
    givers = {one.person_id, one.link.guardian_id if one.link else None}
    if by.pk == one.entered_by or by.pk in givers:
        raise NotTaken("checker")
    return one
