"""What a camera wrote does not come out again: judged by exiftool, on what exiftool wrote."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image, ImageCms

from lanyard.foundation.files import api as files
from lanyard.foundation.files import kinds, videos
from lanyard.foundation.files.tests import cameras
from lanyard.foundation.organisations.models import Organisation

_LOSSLESS = ("png", "tif", "webp")
#: What describes the pixels, not who took them, where, when and with what.
_OF_PIXELS = ("System:", "File:", "JFIF:", "PNG:", "RIFF:", "IFD0:", "Composite:", "ExifTool:",
              "Track1:", "QuickTime:", "Matroska:", "EBML:", "Info:")  # fmt: skip
_ABOUT = (
    "gps", "artist", "creator", "author", "by-line", "serial", "comment", "usercomment", "date",
    "city", "caption", "description", "keywords", "software", "encoder", "writingapp", "muxingapp",
    "orientation", "makernote", "title", "owner", "location",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


def sealed(path: Path, **more: Any) -> files.StoredFile:
    with path.open("rb") as sent:
        return files.seal(
            path.name, sent, record_kind="picture", record_id=uuid4(), circle=None, by=None,
            takes=kinds.IMAGES | kinds.VIDEOS, **more,
        )  # fmt: skip


def told(path: Path) -> dict[str, Any]:
    """Return what exiftool reads that describes more than pixels."""
    return {
        name: value for name, value in cameras.said_by(path).items()
        if name != "SourceFile" and not name.startswith(("System:", "ExifTool:"))
        and (not name.startswith(_OF_PIXELS) or _tells(name, value))
    }  # fmt: skip


def _tells(name: str, value: object) -> bool:
    """Say whether a tag about pixels says more than that, such as a day that is not empty."""
    bare = name.partition(":")[2].lower()
    # No day, and what the packing program calls every video and itself.
    ours = ("0000:00:00", "VideoHandler", "DataHandler", "Lavf")
    empty = str(value).startswith(ours)
    return not empty and any(word in bare for word in _ABOUT)


def written(folder: Path, stored: files.StoredFile) -> tuple[Path, bytes]:
    content = files.content_of(stored)
    path = folder / f"out{Path(stored.name).suffix}"
    path.write_bytes(content)
    return path, content


@pytest.mark.parametrize("form", ["jpg", "png", "tif", "webp", "heic"])
def test_a_photograph_comes_out_with_its_pixels_alone(
    form: str, tmp_path: Path, college: Organisation
) -> None:
    came = cameras.taken(tmp_path, form, **({"lossless": True} if form == "webp" else {}))
    before = cameras.said_by(came)
    groups = {name.partition(":")[0] for name in before}
    assert {"GPS", "ExifIFD", "XMP-dc", "Apple"} <= groups, "the camera wrote it"
    assert form in {"webp", "heic"} or "IPTC" in groups
    stored = sealed(came)
    path, content = written(tmp_path, stored)
    assert told(path) == {}
    assert [word for word in cameras.PLANTED if word.encode() in content] == []
    upright = cameras.photograph()
    with Image.open(path) as kept:
        assert kept.size == upright.size
        if form in _LOSSLESS:
            assert kept.convert("RGB").tobytes() == upright.tobytes()
        else:
            _alike(kept.convert("RGB"), upright)
    assert stored.sha256_received != stored.sha256_kept
    assert stored.media_type == {
        "jpg": kinds.JPEG, "png": kinds.PNG, "tif": kinds.TIFF, "webp": kinds.WEBP,
        "heic": kinds.JPEG,
    }[form]  # fmt: skip


def _alike(kept: Image.Image, upright: Image.Image) -> None:
    """See that each corner has its colour: the picture stands the right way up."""
    for at in ((4, 4), (cameras.WIDE - 5, 4), (4, cameras.HIGH - 5)):
        box = (*at, at[0] + 1, at[1] + 1)
        near = zip(kept.crop(box).tobytes(), upright.crop(box).tobytes(), strict=True)
        assert all(abs(one - other) < 60 for one, other in near)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
@pytest.mark.parametrize("form", ["PNG", "TIFF", "GIF"])
def test_no_pixel_changes_where_nothing_is_lost(
    mode: str, form: str, tmp_path: Path, college: Organisation
) -> None:
    if form == "GIF" and mode in {"LA", "RGBA", "I;16"}:
        mode = "P"
    picture = cameras.photograph()
    if mode == "I;16":
        picture = Image.frombytes("I;16", (40, 20), bytes(n % 251 for n in range(1600)))
    elif mode in {"LA", "RGBA"}:
        picture.putalpha(Image.linear_gradient("L").resize(picture.size))
        picture = picture.convert(mode)
    elif mode == "P":
        picture = picture.quantize(200)
    else:
        picture = picture.convert(mode)
    path = tmp_path / f"a.{form.lower()}"
    picture.save(path, form)
    kept = Image.open(io.BytesIO(files.content_of(sealed(path))))
    with Image.open(path) as came:
        alike = "I;16" if mode == "I;16" else "RGBA"
        assert kept.convert(alike).tobytes() == came.convert(alike).tobytes()


@pytest.mark.parametrize("form", ["mp4", "mov", "webm"])
def test_a_video_comes_out_with_its_pictures_alone(
    form: str, tmp_path: Path, college: Organisation
) -> None:
    came = cameras.filmed(tmp_path, form)
    before = cameras.said_by(came)
    assert any("Lee" in str(value) for value in before.values())
    stored = sealed(came)
    path, content = written(tmp_path, stored)
    assert told(path) == {}
    assert [word for word in cameras.PLANTED if word.encode() in content] == []
    assert b"x264" not in content, "what stands between the pictures goes as well"
    first = videos.first_frame(content, stored.media_type)
    turned = (cameras.WIDE, cameras.HIGH) if form == "webm" else (cameras.HIGH, cameras.WIDE)
    assert first.size == turned, "the right way up"
    assert stored.media_type == {"mp4": kinds.MP4, "mov": kinds.MOV, "webm": kinds.WEBM}[form]


def test_two_things_in_one_file_come_out_as_one(tmp_path: Path, college: Organisation) -> None:
    path = cameras.taken(tmp_path, "jpg")
    hidden = io.BytesIO()
    with zipfile.ZipFile(hidden, "w") as archive:
        archive.writestr("page.html", "<script>alert(1)</script>")
    path.write_bytes(path.read_bytes() + b"<script>alert(1)</script>" + hidden.getvalue())
    content = files.content_of(sealed(path))
    assert b"script" not in content
    assert not zipfile.is_zipfile(io.BytesIO(content))
    film = cameras.filmed(tmp_path, "mp4")
    film.write_bytes(film.read_bytes() + hidden.getvalue())
    assert not zipfile.is_zipfile(io.BytesIO(files.content_of(sealed(film))))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.svg", b'<?xml version="1.0"?><svg onload="alert(1)"/>', "SVG"),
        ("a.jpg", b"hello", "Send a picture"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "damaged"),
        ("a.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", "damaged"),
        ("a.mp3", b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00", "can't|Send a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "damaged"),
    ],
)
def test_what_is_no_picture_is_refused_in_words_and_leaves_nothing(
    name: str, content: bytes, words: str, tmp_path: Path, college: Organisation
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(files.Refused, match=words):
        sealed(tmp_path / name)
    assert not files.StoredFile.objects.exists()
    assert not any((tmp_path / "files").rglob("*"))


def test_a_video_under_a_pictures_name_is_refused_and_videos_only_where_they_belong(
    tmp_path: Path, college: Organisation
) -> None:
    film = cameras.filmed(tmp_path, "mp4").rename(tmp_path / "holiday.JPG")
    with pytest.raises(files.Refused, match="This is a video"):
        sealed(film)
    film = film.rename(tmp_path / "holiday.mp4")
    with film.open("rb") as sent, pytest.raises(files.Refused, match="this kind"):
        files.seal("a.mp4", sent, record_kind="x", record_id=uuid4(), circle=None, by=None)
    with pytest.raises(files.Refused, match="larger"):
        sealed(film, largest=200)


@pytest.mark.parametrize("form", ["PNG", "TIFF", "HEIF"])
def test_two_hundred_million_pixels_are_refused(
    form: str, tmp_path: Path, college: Organisation
) -> None:
    path = tmp_path / "huge"
    if form == "HEIF":
        # A picture that says so of itself: what it holds is never unpacked.
        cameras.taken(tmp_path, "heic").rename(path)
        content = path.read_bytes()
        size = content.index(b"ispe") + 8
        sides = (16_384).to_bytes(4, "big") + (12_288).to_bytes(4, "big")
        path.write_bytes(content[:size] + sides + content[size + 8 :])
    else:
        Image.new("1", (16_384, 12_288)).save(path, form)
    with pytest.raises(files.Refused, match=r"pixels|damaged"):
        sealed(path)


def test_colours_of_a_telephone_are_brought_to_those_of_every_screen(
    tmp_path: Path, college: Organisation
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = tmp_path / "a.jpg"
    cameras.photograph().save(path, "JPEG", icc_profile=profile)
    with Image.open(io.BytesIO(files.content_of(sealed(path)))) as kept:
        assert "icc_profile" not in kept.info
        _alike(kept, cameras.photograph())
