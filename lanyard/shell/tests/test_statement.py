"""The accessibility statement is changed by those who answer for it, and every version is kept."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import an_account, browser, signed_in_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.shell import statement
from lanyard.shell.models import Statement

_GIVEN = {
    "problems": "The map has no words.\n\n  Old minutes are scanned.  ",
    "tested": "Tested in May 2026 by the students' union.",
    "contact": "access@here.test",
    "answer_days": "3",
    "because": "The yearly test.",
}
_PAGE = "/accessibility/change/"


def test_the_shipped_words_stand_until_they_are_changed(college: Organisation) -> None:
    page = browser().get("/accessibility/").content.decode()
    assert "These words came with Lanyard" in page
    assert "within 5 working days" in page
    editor = signed_in_as(an_account("m@here.test", "marketing-manager"))
    form = editor.get(_PAGE).content.decode()
    assert "What stands here came with Lanyard" in form
    assert "Much of the Welsh text" in form


def test_a_new_version_is_published_and_the_old_one_kept(
    college: Organisation, elsewhere: Organisation
) -> None:
    editor = signed_in_as(an_account("m@here.test", "marketing-manager"))
    assert editor.post(_PAGE, _GIVEN).headers["Location"] == "/accessibility/"
    changed = {**_GIVEN, "answer_days": "1", "problems": "", "because": "The map has words."}
    editor.post(_PAGE, changed)
    page = browser().get("/accessibility/").content.decode()
    assert "students&#x27; union" in page
    assert "within one working day" in page
    assert "Version 2 of this statement" in page
    assert "The map has no words" not in page
    assert 'href="mailto:access@here.test"' in page
    kept = Statement.objects.order_by("number")
    assert [(v.number, v.problem_lines, v.because) for v in kept] == [
        (1, ["The map has no words.", "Old minutes are scanned."], "The yearly test."),
        (2, [], "The map has words."),
    ]
    history = editor.get(_PAGE).content.decode()
    assert "The map has no words." in history
    assert Entry.objects.filter(verb="shell.statement-published").count() == 2
    there = browser("elsewhere.test").get("/accessibility/").content.decode()
    assert "students" not in there
    with acting_as_system(elsewhere.pk, "look"):
        assert not Statement.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"tested": " "}, "Say how it was tested"),
        ({"contact": ""}, "Say whom somebody tells"),
        ({"answer_days": "0"}, "greater than or equal to 1"),
        ({"answer_days": "soon"}, "Enter a whole number of days"),
        ({"because": ""}, "Say why it is changed"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    college: Organisation, changes: dict[str, str], said: str
) -> None:
    editor = signed_in_as(an_account("m@here.test", "marketing-manager"))
    answer = editor.post(_PAGE, {**_GIVEN, **changes})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert said in shown
    assert "The map has no words." in shown
    assert not Statement.objects.exists()


def test_only_who_answers_for_it_changes_it(college: Organisation) -> None:
    assert browser().post(_PAGE, _GIVEN).headers["Location"].startswith("/sign-in/")
    tutor = signed_in_as(an_account("t@here.test", "tutor"))
    assert [tutor.get(_PAGE).status_code, tutor.post(_PAGE, _GIVEN).status_code] == [404, 404]
    assert not Statement.objects.exists()


def test_what_is_typed_is_shown_as_words_only(college: Organisation) -> None:
    editor = signed_in_as(an_account("m@here.test", "marketing-manager"))
    editor.post(_PAGE, {**_GIVEN, "contact": "<script>alert(1)</script> =cmd()"})
    page = browser().get("/accessibility/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "words", ["UPDATE shell_statement SET tested = 'x'", "DELETE FROM shell_statement"]
)
def test_a_version_is_neither_altered_nor_taken_away(college: Organisation, words: str) -> None:
    editor = signed_in_as(an_account("m@here.test", "marketing-manager"))
    editor.post(_PAGE, _GIVEN)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(words)
    assert statement.in_force() is not None
