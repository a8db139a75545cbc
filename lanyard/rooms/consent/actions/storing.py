"""Put pictures into the approved store, and say who is on them."""

from __future__ import annotations

import datetime
import io
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import api as notices
from lanyard.foundation.registry import api as registry
from lanyard.people.api import Person, line_manager_of
from lanyard.rooms.consent.actions.claiming import (
    LIBRARY,
    RECORD,
    RIGHTS,
    SOURCE,
    Claim,
    NotClaimed,
    keep_claim,
    listed,
)
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.models import MediaListEntry, Picture, PictureSubject

STORED_IT = "Put it into the store"
#: Letters and digits that are not mistaken for each other.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE = 6


class NotStored(ValueError):
    """A picture that is not taken into the store; the text names why."""


@dataclass(frozen=True)
class Taken:
    """What is said of a picture when it is stored."""

    title: str
    alt_text: str
    taken_on: datetime.date
    taken_by: str
    device: str
    activity: str
    rights: str
    on_premises: bool = True
    one_to_one_because: str = ""
    authorised_by_name: str = ""
    rights_holder: str = ""
    licensed_until: datetime.date | None = None
    licence: str = ""
    source: MediaListEntry | None = None
    evidence: str = ""
    document: Scan | None = None
    others: int = 0
    basis: str = ""
    asset: MediaListEntry | None = None
    kept_also: MediaListEntry | None = None
    poor_because: str = ""

    def claim(self) -> Claim:
        """Return what is said of the right to it."""
        return Claim(**{one.name: getattr(self, one.name) for one in fields(Claim)})

    def about(self) -> dict[str, Any]:
        """Return what is kept with the picture itself."""
        proof = {"licence", "source", "evidence", "document"}
        return {name: value for name, value in vars(self).items() if name not in proof}


@transaction.atomic
def store(said: Taken, image: Scan, people: Iterable[Person], *, by: Person) -> Picture:
    """Take a picture into the store without its metadata; its original hash is kept.

    Raises NotStored: "day" for one taken in the future, "asset" without the device of the list,
    "poor" for a small or blurred one without a reason (LAN-OC-03), or what Claim.check names;
    files.Refused for what is neither picture nor video. A picture taken one to one is told to the
    line manager (KMC-GSF-13).
    """
    today = timezone.localdate()
    if said.taken_on > today:
        raise NotStored("day")
    try:
        said.claim().check(today)
    except NotClaimed as refused:
        raise NotStored(str(refused)) from None
    own = said.device == Picture.Device.ORGANISATION
    if own and said.asset is None and listed(MediaListEntry.Kind.DEVICE):
        raise NotStored("asset")
    quality = files.measured(image.content)
    if (quality.small or quality.blurred) and not said.poor_because.strip():
        raise NotStored("poor")
    pk = time_ordered_id()
    circle = access.circle_of(registry.permission(LIBRARY).held_by)
    stored = files.seal(
        image.name, io.BytesIO(image.content), record_kind=RECORD, record_id=pk,
        circle=circle.pk, by=by, takes=files.MEDIA, largest=settings.LARGEST_MEDIA,
    )  # fmt: skip
    with system_duty("store a picture"):
        made = Picture.objects.create(
            id=pk, **said.about(), **vars(quality), file_id=stored.pk, media_type=stored.media_type,
            sha256_received=stored.sha256_received, code=_new_code(), uploaded_by=by,
        )  # fmt: skip
        for person in people:
            _tag(made, person, by)
    keep_claim(made, said.claim(), by=by)
    access.grant(RECORD, pk, by.pk, because=STORED_IT)
    jobs.defer("consent.draw", picture_id=pk)
    audit.record("consent.picture-stored", by=by, subject=made.code, kind="picture", subject_id=pk)
    duties.keep_errands(RIGHTS, SOURCE, about=[pk])
    if said.one_to_one_because:
        _tell_manager(made, by)
    return made


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE))
        if not Picture.objects.filter(code=code).exists():
            return code


def _tell_manager(picture: Picture, by: Person) -> None:
    manager = line_manager_of(by)
    if manager is not None:
        notices.notify(
            "consent.one-to-one", [manager.pk], url=f"/p/{picture.code}/",
            event=f"one-to-one:{picture.pk}", subject_kind="picture", subject_id=picture.pk,
        )  # fmt: skip


def _tag(picture: Picture, person: Person, by: Person) -> None:
    PictureSubject.objects.get_or_create(
        picture=picture, person=person, removed_at=None, organisation_id=picture.organisation_id,
        defaults={"tagged_by_name": str(by)},
    )  # fmt: skip


@transaction.atomic
def tag(picture: Picture, person: Person, *, by: Person) -> None:
    """Say that somebody is on a picture; uses that they have not consented to are taken down."""
    with system_duty("say who is on a picture"):
        _tag(picture, person, by)
    audit.record(
        "consent.picture-tagged", by=by, subject=picture.code, kind="picture",
        subject_id=picture.pk,
    )  # fmt: skip
    registry.announce("consent.tagged", person_id=person.pk)


@transaction.atomic
def untag(subject: PictureSubject, *, by: Person, because: str) -> None:
    """Say that it was somebody else; the former word stays. Raises ValueError without a reason."""
    if not because.strip():
        raise ValueError("Say why.")
    with system_duty("say who is on a picture"):
        PictureSubject.objects.filter(pk=subject.pk, removed_at=None).update(
            removed_at=timezone.now(), removed_because=because.strip()
        )
    audit.record(
        "consent.picture-untagged", by=by, subject=subject.picture.code, kind="picture",
        subject_id=subject.picture_id, because=because.strip(),
    )  # fmt: skip
