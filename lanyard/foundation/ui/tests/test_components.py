"""Components: each says its state in words, and shows nothing it must not."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone

from lanyard.foundation.ui.figures import Figure
from lanyard.foundation.ui.listing import Row, Table, filter_by, page_of


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


@pytest.mark.parametrize("kind", ["alarm", "due", "good", "note", "waiting", "locked", "quiet"])
def test_a_state_is_a_word_and_a_shape(kind: str) -> None:
    html = render("{% state kind 'In force' %}", kind=kind)
    assert "In force" in html
    assert "<svg" in html


def test_a_severity_fills_as_many_marks() -> None:
    html = render("{% severity 4 'High' %}")
    assert (html.count("mark--on"), html.count("<rect")) == (4, 5)
    assert "High" in html


def test_due_is_said_and_dated() -> None:
    due = timezone.localdate() - datetime.timedelta(days=2)
    html = render("{% due due %}", due=due)
    assert "lanyard-due--alarm" in html
    assert f'datetime="{due.isoformat()}"' in html
    assert "2 days overdue" in html
    assert render("{% due due %}", due=None) == ""


def test_a_chip_shows_no_name_unless_told() -> None:
    person = SimpleNamespace(initials="MO")
    assert "Mia" not in render("{% chip 'Mia Okoro' 'Tutor' %}")
    assert "Mia Okoro" in render("{% chip 'Mia Okoro' 'Tutor' whole=True %}")
    assert "MO" in render("{% chip person %}", person=person)


def test_a_receipt_is_grouped_and_copied_whole() -> None:
    html = render("{% receipt '1234567890123456' %}")
    assert "1234 5678 9012 3456" in html
    assert 'data-copy="1234567890123456"' in html


def test_an_emergency_opening_says_so_in_words() -> None:
    readers = [
        {"name": "Ada Hill", "role": "Deputy", "because": "Missing learner", "break_glass": True},
        {"name": "Mia Okoro", "role": "Tutor", "because": "Teaches"},
    ]
    html = render("{% readers readers %}", readers=readers)
    assert html.count("Opened in an emergency") == 1
    assert html.count("Has not read it") == 2


def test_what_people_wrote_is_escaped() -> None:
    entries = [{"when": timezone.now(), "title": "<script>x</script>", "text": "<b>y</b>"}]
    html = render("{% timeline entries %}", entries=entries)
    assert "<script>" not in html
    assert "<b>" not in html


def test_a_block_keeps_its_content() -> None:
    html = render("{% stop title %}<p>Call 999</p>{% endstop %}", title="In <danger>?")
    assert "<p>Call 999</p>" in html
    assert "In &lt;danger&gt;?" in html


def test_exceptions_come_first() -> None:
    table = Table("Accounts", ["Name"], [Row(["a"]), Row(["b"], exception="No owner"), Row(["c"])])
    assert [row.cells[0] for row in table.exceptions_first] == ["b", "a", "c"]
    assert "No owner" in render("{% table table %}", table=table)


def test_a_long_table_shows_its_exceptions_on_the_first_page() -> None:
    rows = [Row((str(n),), exception="Late" if n in {28, 29} else "") for n in range(30)]
    whole = Table("T", ("Name",), rows)
    first, page = page_of(RequestFactory().get("/"), whole)
    assert [row.cells[0] for row in first.rows] == ["28", "29", *map(str, range(23))]
    assert page.paginator.count == 30
    second, _page = page_of(RequestFactory().get("/?page=2"), whole)
    assert [row.cells[0] for row in second.rows] == ["23", "24", "25", "26", "27"]


def test_small_numbers_are_kept_back_with_one_more() -> None:
    figure = Figure("By kind", [("a", 40), ("b", 12), ("c", 3), ("d", 0)])
    assert [bar.number for bar in figure.bars] == [40, None, None, 0]
    several = Figure("By kind", [("a", 40), ("b", 2), ("c", 3)])
    assert [bar.number for bar in several.bars] == [40, None, None]
    html = render("{% bars figure %}", figure=figure)
    assert ">3<" not in html
    assert ">12<" not in html


def test_numbers_are_whole_for_those_who_may_see_them() -> None:
    figure = Figure("By kind", [("a", 4), ("b", 2)], suppress=False)
    assert [(bar.number, bar.width) for bar in figure.bars] == [(4, 300), (2, 150)]


def test_filters_keep_the_rest_of_the_question() -> None:
    request = RequestFactory().get("/", {"state": "open", "site": "main", "page": "3"})
    found = filter_by(
        request, "state", "State", [("open", "Open"), ("closed", "Closed")],
        counts={"open": 2, "closed": 5}, everything="All",
    )  # fmt: skip
    assert [(c.count, c.on, c.url) for c in found.choices] == [
        (7, False, "?site=main"),
        (2, True, "?state=open&site=main"),
        (5, False, "?state=closed&site=main"),
    ]


def test_pages_keep_the_filters() -> None:
    request = RequestFactory().get("/", {"state": "open", "page": "2"})
    page = Paginator(range(30), 10).page(2)
    html = render("{% pagination page %}", page=page, request=request)
    assert 'href="?state=open&amp;page=1"' in html
    assert 'href="?state=open&amp;page=3"' in html
    assert "11 to 20 of 30" in html


def test_the_way_out_tells_nobody_where_one_was() -> None:
    html = render("{% quick_exit %}")
    assert 'rel="noreferrer noopener nofollow"' in html
    assert 'href="https://' in html


def test_a_table_says_beside_each_cell_what_it_is_and_stays_a_table() -> None:
    table = Table("People", ("Name", "Age"), [Row(("Mia", 16)), Row(("Bo", 17), exception="Away")])
    assert [list(row.cells) for row in table.titled] == [
        [("Name", "Bo"), ("Age", 17)], [("Name", "Mia"), ("Age", 16)],
    ]  # fmt: skip
    html = render("{% table table %}", table=table)
    title = '<span class="lanyard-table__title" aria-hidden="true">Age</span>'
    assert html.count(title) == 2
    assert [html.count(f'role="{name}"') for name in ("table", "row", "columnheader", "cell")] == [
        1, 3, 3, 4,
    ]  # fmt: skip
