"""A case on paper: masked, harmless, logged, and only for those who may read it."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.spreadsheets.api import harmless
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions.export import ExportRefused, export_case
from lanyard.rooms.concerns.exports.document import gather
from lanyard.rooms.concerns.exports.masking import Mask, name_of
from lanyard.rooms.concerns.models import Case, CasePerson, ChronologyEntry, Decision

NAMES = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=2, max_size=12)


@given(st.lists(NAMES, min_size=1, max_size=4, unique_by=str.casefold), st.text())
def test_no_form_of_a_name_survives(names: list[str], text: str) -> None:
    mask = Mask([name_of(" ".join(names), "Someone", also=["nick@example.org"])])
    around = f"{text} {names[0].upper()}, {' '.join(names)}; nick@example.org"
    shown = mask(around.casefold()).casefold()
    words = shown.replace("someone", " ").split()
    assert {name.casefold() for name in names}.isdisjoint(word.strip(",;") for word in words)
    assert "nick@example.org" not in shown


def test_names_inside_words_are_left_alone() -> None:
    mask = Mask([name_of("Art Hall", "Person A")])
    assert (
        mask("Art started in the hallway with art.")
        == "Person A started in the hallway with Person A."
    )


@pytest.mark.parametrize(
    ("full", "text"),
    [
        ("Sean O'Brien", "O\u2019Brien came"),
        ("Sean O\u2019Brien", "O'BRIEN came"),
        ("Sean O'Brien", "OBrien came"),
        ("Zo\u00eb Hall", "Zoe came"),
        ("Zoe Hall", "Zo\u00eb came"),
        ("Zo\u00eb Hall", "Zoe\u0308 came"),
        ("Ann Smith-Jones", "Jones came"),
        ("Ann Smith-Jones", "Smith Jones came"),
        ("Ann Marie Lee", "Ann\nMarie  Lee came"),
    ],
)
def test_a_name_is_seen_through_however_it_is_typed(full: str, text: str) -> None:
    assert Mask([name_of(full, "Person A")])(text) == "Person A came"


def test_what_stands_around_a_name_stays_as_it_was() -> None:
    mask = Mask([name_of("Zo\u00eb O'Brien", "Person A")])
    assert (
        mask("Caf\u00e9: Zoe\u0308\u2019s and Zoe O\u2019Brien\u2019s mum \u2013 \ufb01ne.")
        == "Caf\u00e9: Person A\u2019s and Person A\u2019s mum \u2013 \ufb01ne."
    )


@given(st.text())
def test_no_cell_is_a_formula(value: str) -> None:
    assert not harmless(value).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.fixture
def lead(college: Organisation) -> Person:
    lead = Person.objects.create(given_name="Lead", family_name="Test")
    access.hold_role("dsl", lead.pk, since=datetime.date(2020, 1, 1))
    return lead


@pytest.fixture
def case(lead: Person) -> Case:
    case = Case.objects.create(
        year=2026, number=7, circle=access.circle_of(["dsl"]), kind="safeguarding",
        summary="Bullying", category="bullying", risk_area="conduct", prevent="no", severity=3,
    )  # fmt: skip
    now = timezone.now()
    CasePerson.objects.create(case=case, name="Avo Benn", part="harmed")
    CasePerson.objects.create(case=case, name="Cid Dorr", part="alleged")
    ChronologyEntry.objects.create(
        case=case, kind="note", happened_at=now - datetime.timedelta(days=3), by=lead,
        by_name=str(lead), text="=cmd() Cid wrote to Avo #let x = 1; *bold* 😀 مرحبا",
    )  # fmt: skip
    Decision.objects.create(
        case=case, kind="police", answer="no", reasons="Dorr apologised", decided_by=lead
    )
    return case


def test_a_masked_pdf_names_only_whom_it_is_for(case: Case, lead: Person) -> None:
    keep = case.people.get(part="harmed").pk
    made = export_case(
        case, by=lead, form="pdf", why="asked for", to_whom="Avo", mask=True, keep=keep
    )
    assert made.content.startswith(b"%PDF")
    entry = audit.Entry.objects.get(verb="concerns.exported")
    assert (entry.because, entry.circle_id, entry.details["to_whom"], entry.details["sha256"]) == (
        "asked for",
        case.circle_id,
        "Avo",
        made.sha256,
    )


def test_a_masked_csv_hides_the_others(case: Case, lead: Person) -> None:
    keep = case.people.get(part="harmed").pk
    made = export_case(
        case, by=lead, form="csv", why="asked for", to_whom="Avo", mask=True, keep=keep
    )
    text = made.content.decode("utf-8-sig")
    assert "Avo" in text
    assert "Cid" not in text
    assert "'=cmd()" in text
    assert ",yes,Lead Test,Note," in text


def test_a_masked_copy_hides_a_name_in_every_field(case: Case, lead: Person) -> None:
    mother = case.people.create(name="Eve Ffion", part="other", relation="Mother of Cid")
    keep = case.people.get(part="harmed").pk
    assert mother.pk != keep
    made = gather(case, made_by=str(lead), why="Dorr's solicitor asked", to_whom="Avo Benn",
                  keep=keep, mask=True)  # fmt: skip
    words = str(made.as_data())
    assert [name for name in ("Cid", "Dorr", "Eve", "Ffion") if name in words] == []


@pytest.mark.parametrize(
    ("field", "why", "to_whom", "form"),
    [("why", " ", "x", "pdf"), ("to_whom", "x", "", "pdf"), ("form", "x", "x", "docx")],
)
def test_an_export_needs_a_reason_and_a_recipient(
    case: Case, lead: Person, field: str, why: str, to_whom: str, form: str
) -> None:
    with pytest.raises(ExportRefused) as refused:
        export_case(case, by=lead, form=form, why=why, to_whom=to_whom, mask=False, keep=None)
    assert refused.value.field == field
    assert not audit.Entry.objects.filter(verb="concerns.exported").exists()
