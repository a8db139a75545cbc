"""Pictures and videos as cameras write them: with place, owner, maker notes, captions."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageDraw

from lanyard.foundation.files.tests.films import film
from tests.run import how_to_install

#: What no file of ours may hold, each written where another standard keeps it.
PLANTED = ("Lee Example", "Camera 4711", "At home with Lee", "Serial-0815")
WIDE, HIGH = 48, 32
_ABOUT = (
    "-EXIF:Artist=Lee Example", "-EXIF:Make=Camera 4711", "-EXIF:SerialNumber=Serial-0815",
    "-EXIF:DateTimeOriginal=2026:01:01 10:00:00", "-EXIF:UserComment=At home with Lee",
    "-GPS:GPSLatitude=51.5", "-GPS:GPSLatitudeRef=N", "-GPS:GPSLongitude=2.5",
    "-GPS:GPSLongitudeRef=W", "-XMP-dc:Creator=Lee Example", "-XMP-photoshop:City=Reading",
    "-XMP-dc:Description=At home with Lee", "-XMP-exif:GPSLatitude=51.5",
)  # fmt: skip
_PRESS = ("-IPTC:By-line=Lee Example", "-IPTC:Caption-Abstract=At home with Lee",
          "-IPTC:City=Reading")  # fmt: skip
_FILM = (
    "-Keys:Author=Lee Example", "-Keys:Make=Camera 4711", "-Keys:GPSCoordinates=51.5, -2.5",
    "-UserData:Comment=At home with Lee", "-XMP-dc:Creator=Lee Example",
    "-QuickTime:CreateDate=2026:01:01 10:00:00",
)  # fmt: skip


def exiftool(*arguments: str) -> str:
    """Run exiftool."""
    program = shutil.which("exiftool")
    if program is None:
        pytest.fail(f"exiftool is needed. Run: {how_to_install('exiftool')}")
    ran = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def said_by(path: Path) -> dict[str, Any]:
    """Return every tag that exiftool reads in a file, with its group."""
    (found,) = json.loads(exiftool("-json", "-G1", "-a", "-u", "-ee", str(path)))
    return dict(found)


def photograph() -> Image.Image:
    """Return a picture of many colours, of which each corner is another."""
    picture = Image.linear_gradient("L").resize((WIDE, HIGH))
    side = picture.transpose(Image.Transpose.ROTATE_180)
    whole = Image.merge("RGB", (picture, side, Image.new("L", (WIDE, HIGH), 90)))
    pen = ImageDraw.Draw(whole)
    for corner, colour in (((0, 0), "red"), ((WIDE - 16, 0), "lime"), ((0, HIGH - 16), "blue")):
        pen.rectangle((*corner, corner[0] + 15, corner[1] + 15), fill=colour)
    return whole


def taken(folder: Path, form: str, *, turned: bool = True, **options: Any) -> Path:
    """Return a picture on its side, with everything that a camera and a press office write."""
    path = folder / f"camera.{form}"
    picture = photograph()
    if turned:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    if form == "heic":
        # These say themselves how they are turned.
        pillow_heif.from_pillow(photograph()).save(path, quality=95)
    else:
        picture.save(path, {"jpg": "JPEG", "tif": "TIFF"}.get(form, form.upper()), **options)
    source = folder / "source.jpg"
    photograph().save(source, "JPEG", exif=_with_maker_notes())
    press = () if form in {"webp", "heic"} else _PRESS
    quiet = ("-q", "-m", "-overwrite_original")
    exiftool(*quiet, "-TagsFromFile", str(source), "-makernotes", *_ABOUT, *press, str(path))
    if turned and form != "heic":
        exiftool(*quiet, "-n", "-EXIF:Orientation=6", str(path))
    if form == "png":
        exiftool(*quiet, "-PNG:Comment=At home with Lee", "-PNG:Author=Lee Example", str(path))
    return path


def _with_maker_notes() -> bytes:
    """Return EXIF with notes as a telephone writes them."""
    entry = struct.pack(">HHII", 0x0001, 9, 1, 4711)
    notes = b"Apple iOS\0\0\1MM" + struct.pack(">H", 1) + entry + struct.pack(">I", 0)
    exif = Image.Exif()
    exif[0x010F] = "Apple"
    exif.get_ifd(0x8769)[0x927C] = notes
    return exif.tobytes()


def filmed(folder: Path, form: str) -> Path:
    """Return a video of a second, on its side, with place and owner."""
    path = folder / f"film.{form}"
    codec = {"webm": "libvpx-vp9"}.get(form, "libx264")
    path.write_bytes(
        film(form, codec, [photograph()] * 5, title="At home with Lee", artist="Lee Example",
             comment="Camera 4711")
    )  # fmt: skip
    if form != "webm":
        exiftool("-q", "-m", "-overwrite_original", *_FILM, "-n", "-Rotation=90", str(path))
    return path
