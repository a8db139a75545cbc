"""Files are checked by content, stripped, sealed, and opened only by whom they concern."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone
from PIL import Image

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import NOBODY, acting, acting_as, acting_as_system
from lanyard.foundation.files import actions, disk, keys, kinds
from lanyard.foundation.files import api as files
from lanyard.foundation.files.jobs import remove_orphans_older_than
from lanyard.foundation.files.models import OrganisationKey
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices.models import Endpoint
from lanyard.foundation.organisations.models import Organisation


class Somebody:
    def __init__(self, pk: UUID) -> None:
        self.pk = pk

    def __str__(self) -> str:
        return "Ada Example"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path


def _zip(**entries: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


def _docx(**more: bytes) -> bytes:
    return _zip(**{"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"}, **more)


def _jpeg() -> bytes:
    kept = io.BytesIO()
    picture = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x010E] = "Taken at home by Ada"
    exif[0x0112] = 6
    picture.save(kept, "JPEG", exif=exif, comment=b"home")
    return kept.getvalue()


_MAIL = b"From: a@b.test\r\nTo: c@d.test\r\nDate: Tue, 3 Mar 2026 14:15:00 +0000\r\n\r\nHello\r\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n...", kinds.PDF),
        ("Café\n".encode(), kinds.TEXT),
        (_MAIL, kinds.EML),
        (_docx(), kinds.DOCX),
        (_zip(**{"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<w/>"}), kinds.XLSX),
        (_zip(mimetype=kinds.ODT.encode(), **{"content.xml": b"<x/>"}), kinds.ODT),
        (_jpeg(), kinds.JPEG),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: str) -> None:
    assert kinds.kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"hello\x00world",
        _zip(**{"a.txt": b"x"}),
        _docx(**{"word/vbaProject.bin": b"x"}),
        _docx(**{"word/media/a.zip": _zip(a=b"x")}),
        _docx(**{"word/big.xml": b"0" * 30_000_000}),
        _docx()[:-30],
        b"PK\x03\x04garbage",
        b"\xff\xfe\x00\x01\x02",
    ],
)
def test_other_content_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(files.Refused) as refused:
        kinds.kind_of(content)
    assert str(refused.value).endswith(".")


def test_a_picture_keeps_its_pixels_only(college: Organisation) -> None:
    stored = files.seal(
        "../../home\u202eexe.jpg", io.BytesIO(_jpeg()), record_kind="case", record_id=uuid4(),
        circle=None, by=None,
    )  # fmt: skip
    content = actions.content_of(stored)
    assert b"Ada" not in content
    assert b"home" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((20, 40), {})
    assert stored.sha256_received != stored.sha256_kept
    assert stored.name == "homeexe.jpg"


def test_a_picture_of_too_many_pixels_is_refused(college: Organisation) -> None:
    kept = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(kept, "PNG")
    with pytest.raises(files.Refused, match="pixels"):
        files.seal(
            "a.png", kept, record_kind="case", record_id=uuid4(), circle=None, by=None
        ) if kept.seek(0) == 0 else None


def test_only_circle_and_named_people_open_a_file(
    college: Organisation, elsewhere: Organisation
) -> None:
    today = datetime.date.today()
    lead, named, subject, stranger = (uuid4() for _ in range(4))
    access.hold_role("dsl", lead, since=today)
    access.hold_role("dsl", subject, since=today)
    record = uuid4()
    access.grant("case", record, named, because="works it")
    access.exclude("case", record, subject, because="is its subject")
    stored = files.seal(
        "a.txt", io.BytesIO(b"words"), record_kind="case", record_id=record,
        circle=access.circle_of(["dsl"]).pk, by=None,
    )  # fmt: skip
    for who in (lead, named):
        with acting_as(college.pk, who):
            assert [f.pk for f in files.files_of("case", record)] == [stored.pk]
            assert files.open_sealed(stored.pk, by=Somebody(who)) == b"words"
    for organisation, who in ((college.pk, subject), (college.pk, stranger), (elsewhere.pk, lead)):
        with acting_as(organisation, who), pytest.raises(files.StoredFile.DoesNotExist):
            files.open_sealed(stored.pk, by=Somebody(who))
    with acting(NOBODY):
        assert files.StoredFile.objects.count() == 0
    opened = Entry.objects.filter(verb="files.opened")
    nobody = access.circle_of([]).pk
    told = [(e.actor_id, e.circle_id) for e in opened.order_by("at")]
    assert told == [(lead, nobody), (named, nobody)], "the subject, of the circle, hears nothing"


def test_what_is_on_disk_says_nothing_and_cannot_be_changed(college: Organisation) -> None:
    stored = files.seal(
        "a.txt", io.BytesIO(b"very secret words"), record_kind="case", record_id=uuid4(),
        circle=None, by=None,
    )  # fmt: skip
    path = disk.path_of(college.pk, stored.pk)
    sealed = path.read_bytes()
    assert b"secret" not in sealed
    path.write_bytes(sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(files.Damaged):
        actions.content_of(stored)


def test_a_renewed_key_wraps_every_file_anew(college: Organisation) -> None:
    stored = files.seal(
        "a.txt", io.BytesIO(b"words"), record_kind="case", record_id=uuid4(), circle=None, by=None
    )
    before = bytes(stored.key_wrapped)
    assert files.renew_key(by=None) == 2
    jobs.run_waiting()
    stored.refresh_from_db()
    assert (stored.key_version, bytes(stored.key_wrapped) == before) == (2, False)
    assert actions.content_of(stored) == b"words"
    assert OrganisationKey.objects.count() == 2


def _seal_words(words: bytes = b"words") -> files.StoredFile:
    return files.seal(
        "a.txt", io.BytesIO(words), record_kind="case", record_id=uuid4(), circle=None, by=None
    )


def test_an_old_key_is_retired_a_day_after_nothing_needs_it(college: Organisation) -> None:
    stored = _seal_words()
    endpoint = Endpoint.objects.create(
        name="Teams", url="https://teams.test/", secret=files.seal_secret(b"signing")
    )
    later = timezone.now() + datetime.timedelta(days=2)
    files.renew_key(by=None)
    assert actions.retire_keys(by=None, now=later) == []
    assert actions.content_of(stored) == b"words"
    jobs.run_waiting()
    assert actions.retire_keys(by=None, now=timezone.now()) == []
    assert actions.retire_keys(by=None, now=later) == [1]
    assert actions.retire_keys(by=None, now=later) == []
    kept = OrganisationKey.objects.order_by("version").values_list("version", "retired_at")
    assert list(kept) == [(1, later), (2, None)]
    assert bytes(OrganisationKey.objects.get(version=1).wrapped) == b""
    stored.refresh_from_db()
    endpoint.refresh_from_db()
    assert actions.content_of(stored) == b"words"
    assert files.unseal_secret(bytes(endpoint.secret)) == b"signing"
    assert Entry.objects.filter(verb="files.key-retired", subject="1").count() == 1


@pytest.mark.parametrize("left", ["file", "secret"])
def test_a_key_that_is_needed_is_not_retired(college: Organisation, left: str) -> None:
    if left == "file":
        _seal_words()
    else:
        Endpoint.objects.create(name="x", url="https://x.test/", secret=files.seal_secret(b"s"))
    keys.add_version()
    later = timezone.now() + datetime.timedelta(days=2)
    assert actions.retire_keys(by=None, now=later) == []


def test_what_a_retired_key_sealed_cannot_be_opened(college: Organisation) -> None:
    sealed = files.seal_secret(b"taken away before")
    keys.add_version()
    later = timezone.now() + datetime.timedelta(days=2)
    assert actions.retire_keys(by=None, now=later) == [1]
    with pytest.raises(keys.Retired):
        files.unseal_secret(sealed)


def test_the_keys_of_another_organisation_stay(
    college: Organisation, elsewhere: Organisation
) -> None:
    with acting_as_system(elsewhere.pk, "set the scene"):
        files.seal_secret(b"theirs")
        keys.add_version()
    files.seal_secret(b"ours")
    keys.add_version()
    later = timezone.now() + datetime.timedelta(days=2)
    assert actions.retire_keys(by=None, now=later) == [1]
    with acting_as_system(elsewhere.pk, "look"):
        assert not OrganisationKey.objects.filter(retired_at__isnull=False).exists()


def test_orphans_go_and_kept_files_stay(college: Organisation) -> None:
    stored = files.seal(
        "a.txt", io.BytesIO(b"words"), record_kind="case", record_id=uuid4(), circle=None, by=None
    )
    orphan = disk.path_of(college.pk, uuid4())
    disk.write(orphan, b"left over")
    assert remove_orphans_older_than(college.pk, seconds=-60) == 1
    assert not orphan.exists()
    assert disk.path_of(college.pk, stored.pk).exists()


def test_a_file_too_large_is_refused(college: Organisation, settings: Any) -> None:
    settings.LARGEST_FILE = 1024 * 1024
    with pytest.raises(files.Refused, match="1 MB"):
        files.seal(
            "a.txt", io.BytesIO(b"x" * (1024 * 1024 + 1)), record_kind="case", record_id=uuid4(),
            circle=None, by=None,
        )  # fmt: skip
