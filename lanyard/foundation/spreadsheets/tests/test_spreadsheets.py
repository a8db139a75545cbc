"""No cell of a table that leaves the house is a formula, and none loses its words."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from lanyard.foundation.spreadsheets.api import csv_answer, csv_text, harmless

_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))


@given(st.one_of(_TEXTS, st.text("=+-@\t\r'a1")))
def test_no_cell_is_a_formula_and_none_loses_its_words(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell in {text, f"'{text}"}


@given(st.lists(st.lists(_TEXTS, min_size=2, max_size=2), min_size=1))
def test_a_table_reads_back_as_it_was_written(rows: list[list[str]]) -> None:
    read = list(csv.reader(io.StringIO(csv_text(rows), newline="")))
    assert read == [[harmless(cell) for cell in row] for row in rows]


def test_every_cell_of_an_answer_is_guarded_its_header_too() -> None:
    answer = csv_answer("who", ["=head", "age"], [["=cmd()", None], ["Ann", 3]])
    assert answer.content == b"'=head,age\r\n'=cmd(),\r\nAnn,3\r\n"
    assert answer["Content-Disposition"] == 'attachment; filename="who.csv"'
