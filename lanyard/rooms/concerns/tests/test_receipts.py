"""Receipts of those without a name: the number, replies, and no trace of who wrote."""

from __future__ import annotations

import hashlib
import hmac
import importlib
import logging
import re
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.files.models import NamedKey
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.actions.receipts import (
    add_message,
    check_digit,
    code_for,
    receipt_with_code,
    reply,
    show_status,
    tidy_code,
)
from lanyard.rooms.concerns.models import Concern, Draft, Message, Receipt
from lanyard.rooms.concerns.tests.college import browser, person, report, under


@pytest.fixture
def code(college: Organisation) -> str:
    """The number of one nameless report."""
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    return open_concern(report(sent_key=uuid4()), by=None).code


def test_a_slip_in_the_number_is_noticed(code: str) -> None:
    assert tidy_code(f" {code[:4]} {code[4:8]}-{code[8:]} ") == code
    for place in range(16):
        slip = code[:place] + str((int(code[place]) + 1) % 10) + code[place + 1 :]
        assert tidy_code(slip) is None
    assert check_digit("7992739871") == "3"


def test_the_number_is_kept_nowhere(college: Organisation, code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{code}%"])
            assert cursor.fetchone() == (0,), table


def test_only_the_right_number_in_the_right_place_opens_it(
    college: Organisation, elsewhere: Organisation, code: str
) -> None:
    other = open_concern(report(sent_key=uuid4()), by=None)
    found = receipt_with_code(code)
    assert found is not None
    assert found.pk != other.receipt_id
    wrong = f"{(int(code[:15]) + 1) % 10**15:015}"
    assert receipt_with_code(wrong + check_digit(wrong)) is None
    with acting_as_system(elsewhere.pk, "look there"):
        assert receipt_with_code(code) is None
    with acting_as(college.pk, None):
        assert Receipt.objects.count() == 0


def test_messages_both_ways_still_without_a_name(college: Organisation, code: str) -> None:
    team = person("An Other", "safeguarding-team")
    client = browser()
    assert client.post("/receipt/", {"code": code})["location"] == "/receipt/open/"
    client.post("/receipt/open/", {"do": "add", "text": "It goes on. <b>"})
    with acting_as(college.pk, team.pk):
        reply(Concern.objects.get(), "Thank you. Are you safe?", by=team)
        show_status(Concern.objects.get(), "being-worked")
        show_status(Concern.objects.get(), "read")
    shown = client.get("/receipt/open/").content.decode()
    assert "It goes on. &lt;b&gt;" in shown
    assert "Thank you. Are you safe?" in shown
    assert "An Other" not in shown
    assert "Being worked on" in shown
    assert [m.from_reporter for m in Message.objects.all()] == [True, False]
    assert Concern.objects.get().reporter_id is None
    client.post("/receipt/open/", {"do": "close"})
    assert client.get("/receipt/open/")["location"] == "/receipt/"


def test_an_open_receipt_closes_by_itself_and_loses_no_words(
    college: Organisation, code: str
) -> None:
    client = browser()
    client.post("/receipt/", {"code": code})
    _look_away(client, minutes=14)
    assert client.get("/receipt/open/").status_code == 200
    _look_away(client, minutes=16)
    answer = client.post("/receipt/open/", {"do": "add", "text": "It took me long to write this."})
    assert answer["location"] == "/receipt/"
    assert [m.text for m in Message.objects.all()] == ["It took me long to write this."]
    for address in ("/receipt/open/", "/receipt/open/file/"):
        assert client.get(address)["location"] == "/receipt/"


def _look_away(client: Client, *, minutes: int) -> None:
    session = client.session
    session["receipt_seen"] -= minutes * 60
    session.save()


def test_a_name_is_given_only_by_choice(college: Organisation, code: str) -> None:
    client = browser()
    client.post("/receipt/", {"code": code})
    client.post("/receipt/open/", {"do": "name", "name": "Mia", "contact": "mia@example.test"})
    assert [m.text for m in Message.objects.all()] == ["Mia\nmia@example.test"]


def test_nobody_else_writes_to_a_receipt(college: Organisation, code: str) -> None:
    with pytest.raises(PermissionError):
        add_message(Receipt.objects.get(), "x", by=None)
    with pytest.raises(PermissionError):
        add_message(Receipt.objects.get(), "x", by=person("Str Anger"))
    with acting_as(college.pk, person("Str Anger").pk), pytest.raises(Concern.DoesNotExist):
        reply(Concern(pk=uuid4()), "x", by=person("Str Anger"))


def test_wrong_numbers_are_slowed_down(college: Organisation, code: str) -> None:
    client = browser()
    for n in range(5):
        first = f"{n:015}"
        answer = client.post("/receipt/", {"code": first + check_digit(first)})
        assert "We don&#x27;t know this number" in answer.content.decode()
    answer = client.post("/receipt/", {"code": code})
    assert "Too many numbers were tried" in answer.content.decode()
    assert browser().post("/receipt/", {"code": code}).status_code == 302


def test_another_host_does_not_know_the_number(
    college: Organisation, elsewhere: Organisation, code: str
) -> None:
    with acting_as_system(elsewhere.pk, "set the scene there"):
        under("landau")
    assert HostName.objects.filter(host="elsewhere.test").exists()
    answer = browser(host="elsewhere.test").post("/receipt/", {"code": code})
    assert "We don&#x27;t know this number" in answer.content.decode()


ADDRESS, DEVICE = "203.0.113.77", "Traceable/9.9 (a phone of its own)"


def tell(client: Client, *, happened: str = "They laugh at my friend.") -> str:
    """Report as a learner who did not sign in; return the page with the number."""
    pages: list[tuple[str, dict[str, str]]] = [
        ("urgency", {"urgency": "usual"}), ("about", {"whom": "known", "adult": "no"}),
        ("kind", {"category": "bullying"}), ("happened", {"happened": happened}),
        ("who", {"do": "continue", "nobody": "yes"}),
        ("where", {"place": "unknown", "device": "unknown"}),
        ("prevent", {"prevent": "no"}), ("you", {}),
    ]  # fmt: skip
    for page, answers in pages:
        response = client.post(f"/tell/learner/{page}/", answers)
        assert response.status_code == 302, (page, response.content.decode()[-2000:])
    checked = client.get("/tell/learner/check/")
    sent = client.post("/tell/learner/check/", {"sent_key": str(checked.context["sent_key"])})
    assert sent["location"] == "/tell/sent/"
    return client.get("/tell/sent/").content.decode()


def test_an_unsigned_reporter_leaves_no_trace(
    college: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    client = Client(
        headers={"host": "here.test", "user-agent": DEVICE, "x-forwarded-for": ADDRESS},
        REMOTE_ADDR=ADDRESS,
    )
    with caplog.at_level(logging.DEBUG):
        shown = tell(client)
    number = re.search(r"(\d{4}) (\d{4}) (\d{4}) (\d{4})", shown)
    assert number is not None
    assert not any(part in caplog.text for part in (ADDRESS, "Traceable", "laugh", number[0]))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        for (table,) in cursor.fetchall():
            for trace in (ADDRESS, "Traceable"):
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{trace}%"]
                )
                assert cursor.fetchone() == (0,), (table, trace)
    client.post("/tell/sent/")
    assert client.get("/tell/sent/")["location"] == "/tell/"
    assert Draft.objects.count() == 0


def test_renewing_the_secret_of_the_installation_leaves_receipts_alone(
    college: Organisation, code: str, settings: Any
) -> None:
    settings.SECRET_KEY = "another secret altogether, of more than fifty letters 0123456789"
    found = receipt_with_code(code)
    assert found is not None
    key = Concern.objects.get().sent_key
    assert key is not None
    assert code_for(key) == code


def test_receipts_given_under_the_former_secret_stay_valid(
    college: Organisation, elsewhere: Organisation, settings: Any
) -> None:
    """As the update finds them: hashed by the installation's secret, and no key of their own."""
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    first = "000000000000007"
    former = first + check_digit(first)
    words = f"receipt|{college.pk}|{former}".encode()
    hashed = hmac.digest(settings.SECRET_KEY.encode(), words, hashlib.sha256).hex()
    sent = open_concern(report(sent_key=uuid4()), by=person("Tu Tor"))
    given = Receipt.objects.get(pk=sent.receipt_id)
    concern = Concern.objects.get()
    concern.pk, concern.number, concern.sent_key = uuid4(), 2, uuid4()
    concern.save(force_insert=True)
    Receipt.objects.create(concern=concern, code_hash=hashed, sent_to=given.sent_to)
    migration = importlib.import_module("lanyard.rooms.concerns.migrations.0008_receipt_keys")
    with connection.schema_editor() as editor:
        migration.keep_former_secret(apps, editor)
    assert [key.organisation_id for key in _named_keys(college, elsewhere)] == [college.pk]
    settings.SECRET_KEY = "another secret altogether, of more than fifty letters 0123456789"
    with acting_as_system(college.pk, "look"):
        found = receipt_with_code(former)
    assert found is not None
    assert found.concern_id == concern.pk


def _named_keys(*organisations: Organisation) -> list[NamedKey]:
    found: list[NamedKey] = []
    for organisation in organisations:
        with acting_as_system(organisation.pk, "look"):
            found += NamedKey.objects.all()
    return found
