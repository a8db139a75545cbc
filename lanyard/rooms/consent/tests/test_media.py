"""Videos and pictures of telephones in the store, what pages show of them, and what stays shut."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files import api as files
from lanyard.foundation.files.tests import cameras
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.consent.actions import drawing, ending, storing
from lanyard.rooms.consent.actions.paper import Scan
from lanyard.rooms.consent.models import Consent, Picture
from lanyard.rooms.consent.tests.pictures import PNG, video
from lanyard.rooms.consent.tests.scene import aged, says, under
from lanyard.rooms.consent.tests.test_pictures import said, stored


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def tutor(college: Organisation) -> Person:
    under("oaklands")
    return staff("Tia")


def kept(path: Path, by: Person) -> Picture:
    return storing.store(said(poor_because="Small"), Scan(path.name, path.read_bytes()), [], by=by)


def test_a_telephones_picture_comes_in_on_a_phones_page_and_is_drawn_for_others(
    tutor: Person, tmp_path: Path
) -> None:
    made = kept(cameras.taken(tmp_path, "heic"), tutor)
    assert (made.media_type, made.is_video) == ("image/jpeg", False)
    tiff = kept(cameras.taken(tmp_path, "tif"), tutor)
    page = browse(tutor)
    assert "being drawn" in page.get(f"/pictures/{tiff.pk}/").content.decode()
    assert page.get(f"/pictures/{tiff.pk}/small/").status_code == 404
    jobs.run_waiting()
    for name, side in (("small", 360), ("image", 1600)):
        answer = page.get(f"/pictures/{tiff.pk}/{name}/")
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        with Image.open(io.BytesIO(answer.content)) as drawn:
            assert drawn.size == (cameras.WIDE, cameras.HIGH)
            assert max(drawn.size) <= side
            assert not drawn.getexif()
    assert f"/pictures/{tiff.pk}/small/" in page.get("/pictures/").content.decode()
    before = files.StoredFile.objects.count()
    tiff.refresh_from_db()
    drawing.draw(tiff)
    assert files.StoredFile.objects.count() == before, "drawn once"


def test_a_large_picture_is_drawn_small(tutor: Person) -> None:
    large = io.BytesIO()
    Image.open(io.BytesIO(PNG)).resize((2000, 1000)).save(large, "PNG")
    made = storing.store(said(), Scan("a.png", large.getvalue()), [], by=tutor)
    jobs.run_waiting()
    sizes = []
    for name in ("small", "image"):
        answer = browse(tutor).get(f"/pictures/{made.pk}/{name}/")
        sizes.append(Image.open(io.BytesIO(answer.content)).size)
    assert sizes == [(360, 180), (1600, 800)]


def test_a_video_plays_in_pieces_for_those_who_see_it(tutor: Person) -> None:
    made = storing.store(said(), Scan("lathe.mp4", video()), [], by=tutor)
    jobs.run_waiting()
    page, address = browse(tutor), f"/pictures/{made.pk}/film/"
    assert "<video" in page.get(f"/pictures/{made.pk}/").content.decode()
    whole = page.get(address)
    assert (whole.status_code, whole["Content-Type"]) == (200, "video/mp4")
    size = len(whole.content)
    for asked, first, last in (
        ("bytes=0-1", 0, 1), ("bytes=10-", 10, size - 1), ("bytes=5-999999999", 5, size - 1),
    ):  # fmt: skip
        piece = page.get(address, headers={"range": asked})
        assert piece.status_code == 206
        assert piece["Content-Range"] == f"bytes {first}-{last}/{size}"
        assert piece.content == whole.content[first : last + 1]
    for asked in ("bytes=9-3", f"bytes={size}-", "bytes=a-b", "bytes=-5", "lines=0-1"):
        assert page.get(address, headers={"range": asked}).status_code == 200
    assert browse(staff("Stan")).get(address).status_code == 404
    assert page.get(f"/pictures/{stored(by=tutor).pk}/film/").status_code == 404
    drawn = page.get(f"/pictures/{made.pk}/image/")
    assert (drawn.status_code, drawn["Content-Type"]) == (200, "image/jpeg")


def test_hidden_means_hidden_at_every_address(college: Organisation, tutor: Person) -> None:
    one, mel = aged("Lee", 19), staff("Mel", "marketing-team")
    senior, stan = staff("Sam", "senior-management-team"), staff("Stan")
    says(one, "social")
    made = stored(one, by=tutor)
    jobs.run_waiting()
    made.refresh_from_db()
    addresses = [
        f"/pictures/{made.pk}/", f"/pictures/{made.pk}/image/", f"/pictures/{made.pk}/small/",
        *(f"/files/{pk}/" for pk in (made.file_id, made.small_file_id, made.large_file_id)),
    ]  # fmt: skip

    def opens() -> dict[str, set[int]]:
        return {
            who.given_name: {browse(who).get(address).status_code for address in addresses}
            for who in (tutor, senior, mel, stan)
        }

    everybody = {"Tia": {200}, "Sam": {200}, "Mel": {200}, "Stan": {404}}
    assert opens() == everybody
    ending.withdraw(Consent.objects.all(), by=one, by_name="Lee")
    assert opens() == {**everybody, "Tia": {404}, "Sam": {404}}
    with acting_as(college.pk, senior.pk):
        assert not files.StoredFile.objects.filter(record_id=made.pk).exists()
    says(one, "social")
    assert opens() == everybody


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.svg", b"<svg><script>alert(1)</script></svg>", "SVG drawing"),
        ("a.jpg", video, "This is a video"),
        ("a.txt", b"hello", "Send a picture"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "damaged"),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_nothing(
    name: str, content: Any, words: str, tutor: Person
) -> None:
    sent = io.BytesIO(content() if callable(content) else content)
    sent.name = name
    answer = browse(tutor).post(
        "/pictures/add/",
        {
            "picture": sent, "title": "A lathe", "alt_text": "A lathe", "taken_on_day": "1",
            "taken_on_month": "1", "taken_on_year": "2026", "taken_by": "staff", "rights": "owned",
            "device": "organisation", "activity": "Lathes", "on_premises": "no", "alone": "yes",
            "people": "", "others": "0", "basis": "consent", "evidence": "", "poor_because": "",
            "kept_also": "", "asset": "none",
        },
    )  # fmt: skip
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert (Picture.objects.count(), files.StoredFile.objects.count()) == (0, 0)
