from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.people.names import fold
from lanyard.people.queries import search


def test_folding_of_names() -> None:
    assert fold("Zoë  O\u2019Brien-Łukasz") == "zoe obrien lukasz"
    assert fold("STRAßE Ørsted") == "strasse orsted"


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_search_finds_folded_names_alone_and_in_bulk(college: Organisation) -> None:
    zoe = Person.objects.create(given_name="Zoë", family_name="O'Brien")
    Person.objects.create(given_name="Zach", family_name="Ozman")
    Person.objects.bulk_create([Person(given_name="Éva", family_name="Brien")])
    assert list(search(Person.objects.all(), "zoe obrien")) == [zoe]
    assert {p.given_name for p in search(Person.objects.all(), "BRIEN")} == {"Zoë", "Éva"}
