"""SCORM packages: what is one and what is not, how it is played, what it says when it is done."""

from __future__ import annotations

import contextlib
import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.training import scorm
from lanyard.rooms.training.actions import outside as acts
from lanyard.rooms.training.actions.courses import Particulars, open_course
from lanyard.rooms.training.models import (
    Completion,
    Course,
    ScormPackage,
    ScormRun,
)
from lanyard.rooms.training.tests.packages import a_package, zipped
from lanyard.rooms.training.tests.scene import asked_of, owe, under
from lanyard.rooms.training.tests.test_pages import text


@pytest.fixture
def hr(college: Organisation) -> Person:
    under("oaklands")
    return staff("Hal", "hr-director")


# -- SCORM --


@pytest.mark.parametrize("version", ["1.2", "2004 4th Edition", "CAM 1.3"])
def test_packages_of_both_editions_are_read(version: str) -> None:
    found = scorm.read(a_package(version, parts=2))
    assert found.edition == ("1.2" if version == "1.2" else "2004")
    assert (found.title, [p.href for p in found.parts]) == ("Fire safety", ["p1.html", "p2.html"])
    assert set(found.files) == {"imsmanifest.xml", "part.js", "p1.html", "p2.html"}


_BAD = (b"<!DOCTYPE m [<!ENTITY a 'x'>]><manifest>&a;</manifest>", b"<other/>", b"<<", b"")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"words", "no zip file"), (a_package()[:60], "no zip file"),
        (zipped({"index.html": "x"}), "imsmanifest.xml is not at the top"),
        (zipped({"inside/imsmanifest.xml": "x"}), "imsmanifest.xml is not at the top"),
        (a_package(without="p1.html"), "names p1.html, which is not in the zip"),
        (a_package("1.1"), "version “1.1”"), (a_package(""), "no version"),
        (a_package(parts=0), "nothing that can be opened"),
        (a_package(program_exe=b"MZ"), "a kind of file that we don't take: program.exe"),
        (zipped({"imsmanifest.xml": "x", "../p.html": "x"}), "outside itself"),
        (zipped({"imsmanifest.xml": "x", "/etc/p.html": "x"}), "outside itself"),
        (a_package(big_txt=b"0" * (5 << 20)), "far more than it should"),
        *((zipped({"imsmanifest.xml": bad}), "imsmanifest.xml") for bad in _BAD),
    ],
    ids=lambda given: given if isinstance(given, str) else "",  # A zip holds the time it was made.
)  # fmt: skip
def test_what_is_no_package_is_refused_with_its_reason(content: bytes, said: str) -> None:
    with pytest.raises(scorm.NotAPackage, match=said):
        scorm.read(content)


def test_an_address_outside_is_no_part() -> None:
    whole = scorm.read(a_package()).files["imsmanifest.xml"].decode()
    for href in ("https://bad.example/", "//bad.example/", "/login", "javascript:x"):
        bad = whole.replace('href="p1.html"', f'href="{href}"')
        with pytest.raises(scorm.NotAPackage, match="outside the package"):
            scorm.read(zipped({"imsmanifest.xml": bad}))


def test_a_package_damaged_anywhere_is_read_or_refused() -> None:
    whole = a_package(more_txt=bytes(range(256)) * 40)
    for at in range(0, len(whole), 7):
        with contextlib.suppress(scorm.NotAPackage):
            scorm.read(whole[:at] + bytes([whole[at] ^ 0x5A]) + whole[at + 1 :])


@given(content=st.binary(max_size=300))
def test_any_bytes_are_a_package_or_refused(content: bytes) -> None:
    for tried in (content, zipped({"imsmanifest.xml": content})):
        with pytest.raises(scorm.NotAPackage):
            scorm.read(tried)


@pytest.mark.parametrize(
    ("values", "done", "score"),
    [
        ({}, False, None), ({"cmi.core.lesson_status": "incomplete"}, False, None),
        ({"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "8",
          "cmi.core.score.max": "10"}, True, 80),
        ({"cmi.core.lesson_status": "failed"}, False, None),
        ({"cmi.completion_status": "completed", "cmi.success_status": "failed"}, False, None),
        ({"cmi.completion_status": "completed", "cmi.score.scaled": "0.755"}, True, 76),
        ({"cmi.success_status": "passed", "cmi.score.raw": "nan"}, True, None),
    ],
)  # fmt: skip
def test_how_a_part_stands_in_either_edition(
    values: dict[str, str], done: bool, score: int | None
) -> None:
    stands = scorm.standing(values)
    assert (stands.done, stands.score) == (done, score)


def a_package_course(by: Person, **more: Any) -> tuple[Course, ScormPackage]:
    course = open_course("fire", "Fire", Particulars(kind="package"), by=by)
    return course, acts.keep_package(course, "fire.zip", a_package(**more), by=by)


def test_a_run_is_done_when_all_its_parts_are(hr: Person) -> None:
    ann = staff("Ann")
    course, package = a_package_course(hr, parts=2)
    asked_of(course, days=9)
    run = acts.open_package(package, by=ann)
    assert acts.open_package(package, by=ann).pk == run.pk
    passed = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80"}
    acts.keep_values(run.pk, "i1", {**passed, "other": "x", "cmi.core.exit": 1})
    run.refresh_from_db()
    assert run.values == {"i1": {**passed, "cmi.core.exit": "1"}}
    assert Completion.objects.count() == 0
    for part, values in (("i9", passed), ("i1", ["x"]), ("i1", {"cmi.x": "y" * 70_000} | {
            f"cmi.n{n}": "y" * 70_000 for n in range(5)})):  # fmt: skip
        with pytest.raises(ValueError, match=r"part|values"):
            acts.keep_values(run.pk, part, values)
    acts.keep_values(run.pk, "i2", {"cmi.core.lesson_status": "completed"})
    one = Completion.objects.get()
    assert (one.how, one.score, one.person.pk) == ("scorm", 80, ann.pk)
    assert set(owe()) == {"Hal: Fire"}
    acts.keep_values(run.pk, "i2", {"cmi.core.lesson_status": "failed"})
    assert ScormRun.objects.get().passed


def test_a_package_is_played_in_a_frame_with_rights_of_its_own(
    college: Organisation, hr: Person
) -> None:
    ann, stranger = staff("Ann"), staff("Stan")
    course = open_course("fire", "Fire", Particulars(kind="package"), by=hr)
    manager = browse(hr)
    path = "/training/courses/fire/package/"
    bad = manager.post(path, {"package": SimpleUploadedFile("a.zip", b"words")})
    assert bad.status_code == 422
    assert "This is no zip file" in bad.content.decode()
    good = SimpleUploadedFile("fire.zip", a_package(parts=2))
    assert manager.post(path, {"package": good}).status_code == 302
    client = browse(ann)
    assert client.get(path).status_code == 404
    here = client.post("/training/courses/fire/start/").headers["Location"]
    page = client.get(here)
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    assert browse(stranger).get(here).status_code == 404
    shown = page.content.decode()
    assert 'sandbox="allow-scripts allow-forms"' in shown
    found = re.search(r'src="(/training/packages/[^"]+/files/p1\.html)"', shown)
    assert found
    frame = browser().get(found[1])
    policy = frame.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox allow-scripts allow-forms; default-src 'none'")
    assert "allow-same-origin" not in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    body = frame.content.decode()
    loaded = re.search(r'<head><script src="([^"]+/lanyard\.js)"></script>', body)
    assert loaded
    api = browser().get(loaded[1]).content.decode()
    assert "Ann" not in api
    run = re.search(r'"run": "http://here\.test([^"]+)"', api)
    assert run
    said = {"part": "i1", "values": {"cmi.core.lesson_status": "passed"}}
    assert browser().post(run[1], json.dumps(said), content_type="text/plain").status_code == 204
    assert browser().post(run[1], "words", content_type="text/plain").status_code == 400
    assert browser().post(run[1], "x" * 400_001, content_type="text/plain").status_code == 413
    assert ScormRun.objects.get().values["i1"] == {"cmi.core.lesson_status": "passed"}
    for wrong in (found[1].replace("p1.html", "../secret"), found[1].replace("p1", "p9"),
                  found[1].replace("/packages/", "/packages/x")):  # fmt: skip
        assert browser().get(wrong).status_code == 404
    assert browser("elsewhere.test").get(found[1]).status_code == 404
    assert "Done" in text(client, here + "?part=2")
    assert course.packages.count() == 1
