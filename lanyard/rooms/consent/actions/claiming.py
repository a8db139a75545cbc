"""Say by what right a picture is used, with its evidence; check a source; keep the lists."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.models import MediaListEntry, Picture, Rights, RightsStatement

RIGHTS, SOURCE = "consent.rights", "consent.source"
#: As what a picture's files and its readers are kept.
RECORD = "picture"
LIBRARY = "consent.library"
_HELD_BY_OTHERS = frozenset({Rights.LICENSED, Rights.PERMISSION})


class NotClaimed(ValueError):
    """What is said of a right does not hold together; the text names the field."""


@dataclass(frozen=True, kw_only=True)
class Claim:
    """By what right a picture is used, and what proves it."""

    rights: str
    rights_holder: str = ""
    licensed_until: datetime.date | None = None
    licence: str = ""
    source: MediaListEntry | None = None
    evidence: str = ""
    document: Scan | None = None

    def check(self, today: datetime.date) -> None:
        """Raise NotClaimed: "holder", "licence" for one that is over or has no end, "source"."""
        if self.rights in _HELD_BY_OTHERS and not self.rights_holder.strip():
            raise NotClaimed("holder")
        if self.rights == Rights.LICENSED:
            if self.licensed_until is None or self.licensed_until < today:
                raise NotClaimed("licence")
            if self.source is None and not self.evidence.strip():
                raise NotClaimed("source")

    def proves(self, taken_by: str) -> bool:
        """Say whether it is proved: what staff took is the college's; all else needs evidence.

        COM-IMG-02: a learner's picture and one from the internet ask for more than a word; LAN-
        DD-15: a licence is on file; LAN-IMG-05: a permission is on file or recorded.
        """
        if self.rights == Rights.NONE:
            return False
        if self.document is not None:
            return True
        if self.rights == Rights.PERMISSION:
            return bool(self.evidence.strip())
        return self.rights == Rights.OWNED and taken_by == Picture.Source.STAFF

    @property
    def to_check(self) -> bool:
        """Whether somebody looks first if its source may license it at all (LAN-CPY-02)."""
        return self.rights == Rights.LICENSED and self.source is None


@transaction.atomic
def claim(picture: Picture, said: Claim, *, by: Person) -> RightsStatement:
    """Say by what right a picture is used; what was said before stays on record.

    Raises NotClaimed; files.Refused for evidence that is not taken.
    """
    said.check(timezone.localdate())
    made = keep_claim(picture, said, by=by)
    audit.record(
        "consent.right-claimed", by=by, subject=picture.code, kind=RECORD, subject_id=picture.pk,
        rights=said.rights,
    )  # fmt: skip
    if picture.rights != Rights.NONE and picture.proved:
        duties.errand_done(RIGHTS, picture.pk, by=by, evidence="Said by what right")
    duties.keep_errands(RIGHTS, SOURCE, about=[picture.pk])
    return made


def keep_claim(picture: Picture, said: Claim, *, by: Person) -> RightsStatement:
    """Keep a claim as the one that holds; within the transaction of what it belongs to."""
    kept = None
    if said.document is not None:
        circle = access.circle_of(registry.permission(LIBRARY).held_by)
        kept = files.seal(
            said.document.name, io.BytesIO(said.document.content), record_kind=RECORD,
            record_id=picture.pk, circle=circle.pk, by=by,
        )  # fmt: skip
    with system_duty("keep a right to a picture"):
        made = RightsStatement.objects.create(
            picture=picture, rights=said.rights, rights_holder=said.rights_holder.strip(),
            licensed_until=said.licensed_until, licence=said.licence.strip(), source=said.source,
            evidence=said.evidence.strip(), evidence_file_id=kept.pk if kept else None,
            said_by=by.pk, said_by_name=str(by),
        )  # fmt: skip
        picture.rights, picture.rights_holder = said.rights, said.rights_holder.strip()
        picture.licensed_until = said.licensed_until
        picture.proved = said.proves(picture.taken_by) and not said.to_check
        picture.save(update_fields=["rights", "rights_holder", "licensed_until", "proved"])
    return made


@transaction.atomic
def check_source(statement: RightsStatement, *, by: Person, right: bool) -> None:
    """Say whether a source that is not on the list may license; without it nothing goes out.

    Raises NotClaimed: "own" for one's own claim, "state" where it was checked or is not the newest.
    """
    with system_duty("check a source"):
        found = RightsStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
        newest = RightsStatement.objects.filter(picture=found.picture_id).first()
        if found.checked_at is not None or newest is None or newest.pk != found.pk:
            raise NotClaimed("state")
        if found.said_by == by.pk:
            raise NotClaimed("own")
        found.checked_by_name, found.checked_at = str(by), timezone.now()
        found.save(update_fields=["checked_by_name", "checked_at"])
        picture = Picture.objects.get(pk=found.picture_id)
        picture.proved = right and found.evidence_file_id is not None
        picture.save(update_fields=["proved"])
    audit.record(
        "consent.source-checked", by=by, subject=picture.code, kind=RECORD, subject_id=picture.pk,
        right=right,
    )  # fmt: skip
    duties.errand_done(SOURCE, picture.pk, by=by, evidence="Checked the source")
    duties.keep_errands(RIGHTS, SOURCE, about=[picture.pk])


@transaction.atomic
def add_to_list(kind: str, name: str, *, by: Person) -> MediaListEntry:
    """Put a line on a list. Raises NotClaimed: "name" without one, "twice" where it stands."""
    if kind not in MediaListEntry.Kind.values or not name.strip():
        raise NotClaimed("name")
    with system_duty("keep a list"):
        try:
            with transaction.atomic():
                made = MediaListEntry.objects.create(
                    kind=kind, name=name.strip(), added_by_name=str(by)
                )
        except IntegrityError:
            raise NotClaimed("twice") from None
    audit.record(
        "consent.list-changed", by=by, subject=made.name, kind="media-list", subject_id=made.pk,
        what="added",
    )  # fmt: skip
    return made


@transaction.atomic
def take_off_list(entry: MediaListEntry, *, by: Person) -> None:
    """Take a line off its list, once; what refers to it stays as it was."""
    with system_duty("keep a list"):
        ended = MediaListEntry.objects.filter(pk=entry.pk, ended_at=None).update(
            ended_at=timezone.now(), ended_by_name=str(by)
        )
    if not ended:
        return
    audit.record(
        "consent.list-changed", by=by, subject=entry.name, kind="media-list", subject_id=entry.pk,
        what="ended",
    )  # fmt: skip


def listed(kind: str) -> dict[UUID, MediaListEntry]:
    """Return what stands on a list now, for whoever is to choose from it."""
    with system_duty("offer what stands on a list"):
        rows = MediaListEntry.objects.filter(kind=kind, ended_at=None)
        return {one.pk: one for one in rows}
