"""The published sample sets, whole; and each kind's own refusals."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions.vulnerability import circle_of_flags
from lanyard.people.imports.problems import Problems, Unreadable
from lanyard.people.imports.sources import read_set
from lanyard.people.imports.tests.sets import TODAY, dry_run, load, messages, state
from lanyard.people.imports.uploads import Upload, pack, text_of, unpack, unpack_ours
from lanyard.people.models import Enrolment, Person, Vulnerability

DATA = Path(__file__).parent / "data"


def sample(folder: str) -> list[Upload]:
    paths = [p for p in sorted((DATA / folder).iterdir()) if p.suffix in {".csv", ".xml"}]
    return [Upload(path.name, path.read_bytes()) for path in paths]


def learner_return(*changes: tuple[str, str]) -> list[Upload]:
    (file,) = sample("ilr")
    text = file.data.decode("utf-8-sig")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [Upload(file.name, text.encode())]


@pytest.mark.parametrize(
    ("kind", "folder", "added"),
    [
        ("ilr", "ilr", {"person": 19, "enrolment": 20, "employer": 2, "site": 1,
                        "vulnerability": 0}),
        ("sds", "sds_one", {"person": 24, "enrolment": 22, "employment": 2, "group": 2,
                            "membership": 46, "site": 2}),
        ("sds", "sds_uk", {"person": 24, "enrolment": 22, "employment": 2, "group": 28,
                           "membership": 158, "site": 2}),
        ("sds", "sds_two", {"person": 29, "enrolment": 22, "employment": 7, "group": 4,
                            "membership": 29, "site": 5}),
    ],
)  # fmt: skip
def test_published_sets(
    college: Organisation, kind: str, folder: str, added: dict[str, int]
) -> None:
    plan = load(sample(folder), kind, full=True)
    assert {slug: count.add for slug, count in plan.counts.items()} == added
    before = state()
    assert not load(list(reversed(sample(folder))), kind, full=True).changes_anything
    assert state() == before


def test_learner_return_tells_apprentices_bands_and_stated_needs(college: Organisation) -> None:
    load(sample("ilr"), "ilr")
    apprentices = Enrolment.objects.filter(apprentice=True)
    assert {(str(e.person), e.programme, str(e.employer)) for e in apprentices} == {
        ("Mark Jones", "Apprenticeship standard 1", "900271388"),
        ("Smith John", "Apprenticeship standard 28", "907173756"),
    }
    bands = Enrolment.objects.filter(person__born__year__gte=2007).values_list("band", flat=True)
    assert list(bands) == ["16-18"] * 4
    kinds = Vulnerability.objects.values_list("kind", flat=True)
    assert set(kinds) == {"special-needs", "other"}
    assert Person.objects.exclude(email="").count() == 0


def test_a_dry_run_tells_nobody_whose_flags_stand(college: Organisation) -> None:
    new = dry_run(sample("ilr"), "ilr").summary()["counts"]["vulnerability"]
    assert new == {"add": 0, "change": 0, "end": 0, "same": 0, "sent": 9}
    load(sample("ilr"), "ilr")
    with acting_as_system(college.pk, "read what stands"):
        Vulnerability.objects.filter(kind="other").delete()
        standing = set(Vulnerability.objects.values_list("pk", flat=True))
    assert 0 < len(standing) < 9
    assert dry_run(sample("ilr"), "ilr").summary()["counts"]["vulnerability"] == new
    assert load(sample("ilr"), "ilr").summary()["counts"]["vulnerability"] == new
    with acting_as_system(college.pk, "read what stands"):
        assert Vulnerability.objects.count() == 9
        assert standing < set(Vulnerability.objects.values_list("pk", flat=True))
    told = Entry.objects.filter(verb="people.vulnerability-imported").order_by("at")
    assert [entry.details["flags"] for entry in told] == [9, 9 - len(standing)]
    assert {entry.circle_id for entry in told} == {circle_of_flags()}


def test_learner_return_is_held_against_its_schema(college: Organisation) -> None:
    wrong = learner_return(
        ("<Sex>F</Sex>", "<Sex>Female</Sex>"), ("<ULN>1061484016</ULN>", "<ULN>12</ULN>")
    )
    plan = dry_run(wrong, "ilr")
    assert {(row, "Sex" in text or "ULN" in text) for _, row, text in messages(plan)} >= {
        (42, True), (47, True),
    }  # fmt: skip
    assert not plan.can_apply


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<Message", "<!DOCTYPE x [<!ENTITY a 'b'>]><Message", "declares a document type"),
        ("ESFA/ILR/2025-26", "ESFA/ILR/2024-25", "is the return of 2024-25"),
        ("</Message>", "", "is no XML"),
        ('xmlns="ESFA/ILR/2025-26"', "", "is no learner return"),
    ],
)
def test_strange_xml_is_refused(college: Organisation, old: str, new: str, said: str) -> None:
    plan = dry_run(learner_return((old, new)), "ilr")
    assert [said in problem.message for problem in plan.problems.found] == [True]


def test_wrong_kind_and_unknown_kind(college: Organisation) -> None:
    plan = dry_run(sample("ilr"), "sds")
    assert "School Data Sync" in plan.problems.found[0].message
    assert "learner return" in dry_run(sample("sds_two"), "ilr").problems.found[0].message
    with pytest.raises(LookupError):
        read_set("paper", [], today=TODAY)


def zipped(**members: bytes) -> Upload:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"folder/../{name}", data)
    return Upload("set.zip", buffer.getvalue())


def test_zip_is_unpacked_by_file_name_only() -> None:
    names = [file.name for file in unpack([zipped(**{"b.csv": b"1", "a.csv": b"2"})])]
    assert names == ["a.csv", "b.csv"]


@pytest.mark.parametrize(
    "bad",
    [
        zipped(**{"bomb.csv": b"0" * 50_000_000}),
        zipped(**{"inner.zip": b"PK"}),
        Upload("cut.zip", zipped(**{"a.csv": b"1" * 999}).data[40:]),
        zipped(**{f"{number}.csv": b"1" for number in range(61)}),
        zipped(**{"a.csv": b"1", "A.csv": b"2"}),
    ],
    ids=["bomb", "nested", "damaged", "too many", "twice"],
)
def test_bad_zips_are_refused_in_a_sentence(college: Organisation, bad: Upload) -> None:
    plan = dry_run([bad])
    assert plan.problems.errors == 1
    assert plan.problems.found[0].message.endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_read(encoding: str) -> None:
    problems = Problems()
    assert text_of(Upload("a.csv", "Zoë".encode(encoding)), problems) == "Zoë"
    assert problems.warnings == (1 if encoding == "cp1252" else 0)


@pytest.mark.parametrize("data", [b"\x81\x8d\xff", b"a\x00b"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        text_of(Upload("a.csv", data), Problems())


def test_a_kept_set_comes_back_as_it_was() -> None:
    files = [Upload("a.csv", b"1\n"), Upload("b.csv", b"")]
    assert unpack_ours(pack(files)) == files
