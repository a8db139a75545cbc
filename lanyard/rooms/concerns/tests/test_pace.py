"""No script floods us, and whoever sits behind another address is shut out by none."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.actions.receipts import check_digit
from lanyard.rooms.concerns.models import Message
from lanyard.rooms.concerns.tests.college import browser, learner, person, report, under
from lanyard.rooms.concerns.tests.test_attachments import a_file

SCRIPT, SCHOOL = "203.0.113.9", "198.51.100.4"
WAIT = "Too much was sent from here just now"


@pytest.fixture
def code(college: Organisation) -> str:
    """The number of one nameless report."""
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    return open_concern(report(sent_key=uuid4()), by=None).code


def at(address: str) -> Client:
    """Return a browser without a cookie that visits from an address."""
    return Client(headers={"host": "here.test"}, REMOTE_ADDR=address)


def test_wrong_numbers_from_one_address_shut_out_nobody_else(code: str) -> None:
    for n in range(110):
        first = f"{n:015}"
        answer = at(SCRIPT).post("/receipt/", {"code": first + check_digit(first)})
    assert "Too many numbers were tried" in answer.content.decode()
    assert at(SCRIPT).post("/receipt/", {"code": code}).status_code == 200
    assert at(SCHOOL).post("/receipt/", {"code": code})["location"] == "/receipt/open/"


def test_reports_are_begun_without_a_name_only_so_often(code: str) -> None:
    typed = {"urgency": "usual"}
    answers = [at(SCRIPT).post("/tell/learner/urgency/", typed).status_code for _ in range(101)]
    assert answers == [302] * 100 + [429]
    refused = at(SCRIPT).post("/tell/parent/urgency/", typed)
    assert WAIT in refused.content.decode()
    assert "999" in refused.content.decode()
    assert 'value="usual" checked' in " ".join(refused.content.decode().split())
    begun = at(SCHOOL)
    assert begun.post("/tell/learner/urgency/", typed).status_code == 302
    assert begun.get("/tell/learner/about/").status_code == 200
    mia = browser(learner("Mia Okoro"))
    mia.defaults["REMOTE_ADDR"] = SCRIPT
    assert mia.post("/tell/learner/urgency/", typed).status_code == 302


def test_who_goes_on_with_a_report_is_not_counted_again(code: str) -> None:
    client = at(SCHOOL)
    for _ in range(12):
        assert client.post("/tell/learner/urgency/", {"urgency": "usual"}).status_code == 302


def test_files_and_words_of_a_receipt_come_only_so_often(
    settings: Any, tmp_path: Path, code: str
) -> None:
    settings.FILES_FOLDER = tmp_path
    client = at(SCRIPT)
    client.post("/receipt/", {"code": code})
    for n in range(30):
        sent = client.post("/receipt/open/", {"do": "add", "text": f"Words {n}"})
        assert sent.status_code == 302
    refused = client.post("/receipt/open/", {"do": "add", "text": "One more"}).content.decode()
    assert (WAIT in refused, "One more</textarea>" in refused) == (True, True)
    assert Message.objects.count() == 30
    session = client.session
    session["files-sent"] = [session["words-added"][-1]] * 30
    session.save()
    answer = client.post("/receipt/open/file/", {"shows": "no", "file": a_file()})
    assert (answer.status_code, WAIT in answer.content.decode()) == (422, True)


def test_what_is_counted_holds_no_address(code: str) -> None:
    at(SCRIPT).post("/tell/learner/urgency/", {"urgency": "usual"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM django_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert len([key for key in keys if "reports-begun" in key]) == 2
    assert not any(SCRIPT in key for key in keys)
