"""A learner who is signed in reports without their name: nothing ties the report to them."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.utils import timezone

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting, acting_as, acting_as_system
from lanyard.foundation.files.api import Refused, StoredFile
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import attachments, drafts
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.jobs import purge_drafts
from lanyard.rooms.concerns.models import Concern, Draft, Receipt
from lanyard.rooms.concerns.tests.college import browser, learner, person, report, under
from lanyard.rooms.concerns.tests.test_attachments import a_file
from lanyard.rooms.concerns.tests.test_receipts import tell


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path


@pytest.fixture
def mia(college: Organisation) -> Person:
    """A learner."""
    under("oaklands")
    person("Tea Am", "safeguarding-team")
    return learner("Mia Okoro")


def rows_that_name(*traces: str) -> dict[str, int]:
    """Return how many rows of each table hold one of these."""
    found: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            for trace in traces:
                cursor.execute(
                    f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{trace}%"]
                )
                found[table] = found.get(table, 0) + cursor.fetchone()[0]
    return {table: rows for table, rows in found.items() if rows}


def without_name(client: Client) -> None:
    """Choose to report without a name."""
    assert "Tell us without my name" in client.get("/tell/learner/urgency/").content.decode()
    assert client.post("/tell/without-name/")["location"] == "/tell/learner/urgency/"


def test_nothing_ties_the_report_to_the_learner(mia: Person, college: Organisation) -> None:
    client = browser(mia)
    client.post("/tell/learner/urgency/", {"urgency": "usual"})
    session = str(client.session.session_key)
    before = rows_that_name(str(mia.pk), "Mia Okoro")
    without_name(client)
    shown = tell(client)
    assert "You are telling us without your name" in client.get(
        "/tell/learner/urgency/"
    ).content.decode()  # fmt: skip
    code = client.get("/tell/sent/").context["opened"].code
    assert code
    assert "My reports" not in shown.split("<main")[1]
    concern, receipt = Concern.objects.get(), Receipt.objects.get()
    assert (concern.reporter_id, receipt.reporter_id) == (None, None)
    assert {e.actor_id for e in Entry.objects.filter(subject_id=str(concern.pk))} == {None}
    client.post("/receipt/", {"code": code})
    client.post("/receipt/open/", {"do": "add", "text": "It goes on."})
    client.post("/receipt/open/file/", {"shows": "no", "file": a_file()})
    after = rows_that_name(str(mia.pk), "Mia Okoro")
    kept = {table: n for table, n in after.items() if not table.startswith("identity_")}
    assert set(kept) <= set(before) - {"concerns_draft"}
    assert all(kept[table] <= before[table] for table in kept)
    held = dict(client.session.items())
    assert not {"report_key", "report_sent", "receipt_open"} & set(held)
    for trace in (str(concern.pk), str(concern.sent_key), receipt.code_hash, code):
        assert trace not in str(held)
    assert not rows_that_name(session).keys() - {t for t in after if t.startswith("identity_")}
    with acting_as_system(college.pk, "look"):
        assert [f.sealed_by for f in StoredFile.objects.all()] == [None]
    assert client.get("/my-reports/").context["rows"] == []


def test_the_learner_may_take_their_name_again(mia: Person) -> None:
    client = browser(mia)
    without_name(client)
    client.post("/tell/learner/urgency/", {"urgency": "usual"})
    assert client.post("/tell/without-name/", {"do": "end"}).status_code == 302
    page = client.get("/tell/learner/urgency/")
    assert "Tell us without my name" in page.content.decode()
    assert "lanyard_apart" not in client.cookies or not client.cookies["lanyard_apart"].value
    today = timezone.localdate()
    assert page.context["form"].initial == {"first_known": today, "session_on": today}


def test_only_learners_are_offered_it(mia: Person) -> None:
    tutor = browser(person("Tu Tor"))
    assert tutor.post("/tell/without-name/").status_code == 404
    assert browser().post("/tell/without-name/").status_code == 302
    assert browser(mia).get("/tell/without-name/").status_code == 405
    assert "without my name" not in browser().get("/tell/learner/urgency/").content.decode()


def test_a_cookie_that_somebody_made_up_opens_nothing(mia: Person) -> None:
    client = browser(mia)
    client.cookies["lanyard_apart"] = "nameless"
    assert "Tell us without my name" in client.get("/tell/learner/urgency/").content.decode()


def test_drafts_go_when_their_time_is_over_and_only_their_number_is_kept(
    mia: Person, college: Organisation
) -> None:
    tutor = person("Tu Tor")
    client = browser(tutor)
    client.post("/report/concern/urgency/", {"urgency": "usual"})
    client.post("/report/concern/kind/", {"category": "bullying"})
    browser().post("/tell/learner/urgency/", {"urgency": "usual"})
    shown = client.get("/report/concern/urgency/").content.decode()
    on = timezone.localdate() + datetime.timedelta(days=30)
    assert f"it is destroyed on {on.day} " in " ".join(shown.split()).replace("\xa0", " ") or (
        f"{on.day} {on:%B}" in shown
    )
    with acting_as(college.pk, tutor.pk):
        draft = Draft.objects.get()
        attachments.keep_with_draft(draft, "chat.txt", io.BytesIO(b"words"), by=tutor)
        Draft.objects.update(keep_until=timezone.now() - datetime.timedelta(minutes=1))
    with acting_as_system(college.pk, "look"):
        assert [d.pk for d in Draft.objects.all()] == [draft.pk], "the other one is still kept"
        purge_drafts(college.pk)
        assert (Draft.objects.count(), StoredFile.objects.count()) == (0, 0)
        assert drafts.purge() == 0
    entry = Entry.objects.get(verb="concerns.drafts-purged")
    assert (entry.subject, entry.subject_id, entry.details) == ("1", "", {})
    with acting_as(college.pk, tutor.pk):
        assert Draft.objects.count() == 0


def test_a_nameless_draft_goes_with_its_sealed_files(
    mia: Person, college: Organisation, tmp_path: Path
) -> None:
    client = browser()
    begin(client)
    author = drafts.Author(key=client.session["report_key"])
    draft = drafts.draft_of(author, "learner")
    assert draft is not None
    attachments.keep_with_draft(draft, "chat.txt", io.BytesIO(b"words"), by=None)
    with acting_as_system(college.pk, "look"):
        purge_drafts(college.pk)
        assert StoredFile.objects.count() == 1, "it is still kept"
        assert Draft.objects.count() == 0, "nobody looks at it"
    with acting(author.identity()):
        Draft.objects.update(keep_until=timezone.now() - datetime.timedelta(minutes=1))
    with acting_as_system(college.pk, "look"), TestCase.captureOnCommitCallbacks(execute=True):
        purge_drafts(college.pk)
    with acting_as_system(college.pk, "look"):
        assert StoredFile.objects.count() == 0
    with acting(author.identity()):
        assert Draft.objects.count() == 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_no_file_is_left_behind_of_a_draft_that_was_sent_or_forgotten(
    mia: Person, college: Organisation
) -> None:
    forgotten, sent = (drafts.Author(key=key) for key in ("one", "two"))
    late = [drafts.change(author, "learner", {}) for author in (forgotten, sent)]
    drafts.discard(forgotten, "learner")
    open_concern(report(sent_key=late[1].pk), by=None)
    for draft in late:
        with pytest.raises(Refused, match="sent or forgotten"):
            attachments.keep_with_draft(draft, "chat.txt", io.BytesIO(b"words"), by=None)
    with acting_as_system(college.pk, "look"):
        assert StoredFile.objects.count() == 0


def begin(client: Client) -> None:
    assert client.post("/tell/learner/urgency/", {"urgency": "usual"}).status_code == 302
