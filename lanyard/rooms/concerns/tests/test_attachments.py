"""Files that reporters send: who may read them, what is never taken, and what is said of them."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.files import actions as file_actions
from lanyard.foundation.files import disk
from lanyard.foundation.files.api import StoredFile
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.actions import attachments, drafts, reroute, team, triage
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.actions.receipts import bearing, hash_of
from lanyard.rooms.concerns.forms.paths import JOURNEYS
from lanyard.rooms.concerns.models import Concern, Receipt, SentFile
from lanyard.rooms.concerns.reasons import WITHOUT_FILES, Part
from lanyard.rooms.concerns.tests.college import browser, person, report, under
from lanyard.rooms.concerns.tests.scene import a_step, an_assessment, named
from lanyard.rooms.concerns.tests.test_receipts import tell

CHAT = b"[25/11/2026, 21:04] Jo: nobody likes you\n"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path


@pytest.fixture(autouse=True)
def _policy(college: Organisation) -> None:
    under("oaklands")


def a_file(name: str = "chat.txt", content: bytes = CHAT) -> SimpleUploadedFile:
    """Return a file as a browser sends it; what it says of the type counts for nothing."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def a_picture() -> bytes:
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x0110] = "A phone of its own"
    Image.new("RGB", (8, 8), "red").save(kept, "JPEG", exif=exif)
    return kept.getvalue()


def files_here(college: Organisation) -> list[tuple[str, str]]:
    """Return every sealed file as (kind of its record, name)."""
    with acting_as_system(college.pk, "look"):
        return sorted(StoredFile.objects.values_list("record_kind", "name"))


def a_post(client: Client, **files: Any) -> str:
    """Report a post as staff up to the page where it is checked; return the address to send to."""
    client.post("/report/post/post/", {
        "harm": "bullying", "platform": "Snapchat", "happened": "Cruel words about Jo.",
    })  # fmt: skip
    client.post("/report/post/files/", {"do": "shows", "shows": "no"})
    for one in files.get("files", [a_file()]):
        answer = client.post("/report/post/files/", {"do": "add", "file": one})
        assert answer.status_code == 302, answer.content.decode()
    client.post("/report/post/who/", {"do": "continue", "nobody": "yes"})
    client.post("/report/post/prevent/", {"prevent": "no"})
    client.post("/report/post/done/", {"action_taken": "Nothing yet"})
    return "/report/post/check/"


def send(client: Client, address: str) -> Concern:
    """Send the report that was checked; return it as the system sees it."""
    checked = client.get(address)
    assert checked.status_code == 200, checked
    client.post(address, {"sent_key": str(checked.context["sent_key"])})
    return Concern.objects.order_by("-received_at")[0]


def raw_files(college: Organisation, who: UUID | None) -> int:
    """Count the files that somebody reaches by SQL alone."""
    with acting_as(college.pk, who), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM files_storedfile")
        return int(cursor.fetchone()[0])


def test_a_post_is_kept_with_its_screenshot_and_hash(college: Organisation) -> None:
    lead, tutor, boss = person("Le Ad", "safeguarding-team"), person("Tu Tor"), person("Bo Ss")
    tutor.employments.update(line_manager=boss)
    client = browser(tutor)
    address = a_post(client, files=[a_file("post.jpg", a_picture()), a_file()])
    rows = [row[1] for row in client.get(address).context["sections"]]
    assert "post.jpg\nchat.txt" in rows
    concern = send(client, address)
    assert files_here(college) == [("concern", "chat.txt"), ("concern", "post.jpg")]
    sent = SentFile.objects.get(name="chat.txt")
    assert sent.sha256 == hashlib.sha256(CHAT).hexdigest()
    reader = browser(boss)
    shown = reader.get(f"/concerns/reports/{concern.pk}/").content.decode()
    assert sent.sha256 in shown
    assert "Not checked for malware: no scanner is set up" in shown
    assert "Nobody has downloaded it" in shown
    given = reader.get(f"/files/{sent.file_id}/")
    assert (given.content, given.headers["Content-Disposition"]) == (
        CHAT, 'attachment; filename="chat.txt"',
    )  # fmt: skip
    again = reader.get(f"/concerns/reports/{concern.pk}/").content.decode()
    assert "Downloaded once" in again
    assert Entry.objects.get(verb="files.opened").actor_id == boss.pk
    told = set(Notification.objects.values_list("person_id", flat=True))
    assert told == {boss.pk, lead.pk}, "the line manager at once, and safeguarding"
    stranger = browser(person("Str Anger"))
    assert stranger.get(f"/files/{sent.file_id}/").status_code == 404
    assert client.get(f"/files/{sent.file_id}/").status_code == 404
    own = client.get(f"/my-reports/{sent.receipt_id}/").content.decode()
    assert "chat.txt" in own
    assert str(sent.file_id) not in own


def test_a_picture_loses_what_names_the_phone(college: Organisation) -> None:
    person("Tea Am", "safeguarding-team")
    client = browser(person("Tu Tor"))
    send(client, a_post(client, files=[a_file("post.jpg", a_picture())]))
    with acting_as_system(college.pk, "look"):
        stored = StoredFile.objects.get()
        assert b"A phone of its own" not in file_actions.content_of(stored)
        assert stored.sha256_received != stored.sha256_kept


def test_a_file_is_read_by_the_readers_of_its_record_and_by_nobody_else(
    college: Organisation, elsewhere: Organisation
) -> None:
    lead, subject = person("Le Ad", "safeguarding-team"), person("Sub Ject", "safeguarding-team")
    named_one, tutor, other = person("Na Med"), person("Tu Tor"), person("Oth Er", "hr-director")
    with acting_as(college.pk, tutor.pk):
        draft = drafts.change(drafts.Author(person=tutor), "concern", {})
        attachments.keep_with_draft(draft, "chat.txt", io.BytesIO(CHAT), by=tutor)
        hidden = [raw_files(college, p.pk) for p in (lead, subject, tutor, other)]
        opened = open_concern(report(sent_key=draft.pk), by=tutor)
    assert hidden == [0, 0, 0, 0], "nobody reads a file of an unfinished report"
    concern = Concern.objects.get(receipt=opened.receipt_id)
    with acting_as(college.pk, lead.pk):
        case = triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())
        team.add_member(case, named_one, by=lead, part="reader", because="Teaches them.")
        team.keep_out(case, subject, by=lead, because="It is about them.")
    seen = {
        str(who): raw_files(college, who.pk) for who in (lead, subject, named_one, tutor, other)
    }
    assert seen == {"Le Ad": 1, "Sub Ject": 0, "Na Med": 1, "Tu Tor": 0, "Oth Er": 0}
    with acting_as(college.pk, subject.pk):
        assert (SentFile.objects.count(), Entry.objects.filter(verb="files.sealed").count()) == (
            0,
            0,
        )
    with acting_as(elsewhere.pk, lead.pk):
        assert StoredFile.objects.count() == 0
    assert raw_files(college, None) == 0


def test_a_file_moves_with_its_report_to_another_circle(college: Organisation) -> None:
    lead, head = person("Le Ad", "safeguarding-team"), person("He Ad", "principal")
    tutor = person("Tu Tor")
    client = browser(tutor)
    with acting_as(college.pk, tutor.pk):
        draft = drafts.change(drafts.Author(person=tutor), "concern", {})
        attachments.keep_with_draft(draft, "chat.txt", io.BytesIO(CHAT), by=tutor)
        opened = open_concern(report(sent_key=draft.pk), by=tutor)
    assert (raw_files(college, lead.pk), raw_files(college, head.pk)) == (1, 0)
    receipt = Receipt.objects.get(pk=opened.receipt_id)
    with acting_as(college.pk, tutor.pk):
        reroute.name_more(receipt, [named(lead, Part.ALLEGED)], by=tutor)
    moved = Concern.objects.get()
    assert StoredFile.objects.get().circle_id == moved.circle_id
    assert raw_files(college, lead.pk) == 0
    assert client.get(f"/my-reports/{receipt.pk}/").status_code == 200


@pytest.mark.parametrize("said", ["yes", "unsure"])
def test_saying_that_it_shows_somebody_naked_destroys_what_was_added(
    said: str, college: Organisation, django_capture_on_commit_callbacks: Any
) -> None:
    person("Tea Am", "safeguarding-team")
    client = browser(person("Tu Tor"))
    address = a_post(client)
    path = disk.path_of(college.pk, StoredFile.objects.get().pk)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/report/post/files/", {"do": "shows", "shows": said}, follow=True)
    shown = answer.content.decode()
    assert "The file that you added was destroyed" in shown
    assert 'type="file"' not in shown
    assert (files_here(college), path.exists()) == ([], False)
    refused = client.post("/report/post/files/", {"do": "add", "file": a_file()})
    assert refused.status_code == 422
    concern = send(client, address)
    assert (files_here(college), concern.image_said) == ([], said)
    receipt = concern.receipt.pk
    assert client.get(f"/my-reports/{receipt}/file/").status_code == 404
    sent = {"shows": "no", "file": a_file()}
    assert client.post(f"/my-reports/{receipt}/file/", sent).status_code == 404
    assert files_here(college) == []


@pytest.mark.parametrize("category", sorted(WITHOUT_FILES))
def test_an_answer_that_may_mean_an_image_takes_files_away(
    category: str, college: Organisation
) -> None:
    person("Tea Am", "safeguarding-team")
    client = browser(person("Tu Tor"))
    client.post("/report/concern/kind/", {"category": "bullying"})
    client.post("/report/concern/files/", {"do": "shows", "shows": "no"})
    client.post("/report/concern/files/", {"do": "add", "file": a_file()})
    assert files_here(college) == [("draft", "chat.txt")]
    followed = client.post("/report/concern/kind/", {"category": category}, follow=True)
    assert "The file that you added was destroyed" in followed.content.decode()
    assert files_here(college) == []
    assert client.get("/report/concern/files/").status_code == 302
    for kind in ("chat.txt", "photo.png", "film.mp4", "x.zip"):
        sent = {"do": "add", "file": a_file(kind)}
        assert client.post("/report/concern/files/", sent).status_code == 404
    assert "/files/" not in str(client.get("/report/concern/check/", follow=True).content)
    assert files_here(college) == []


def test_no_page_but_that_of_files_ever_holds_one(college: Organisation) -> None:
    person("It Helper", "it-helpdesk")
    client = browser()
    for journey in JOURNEYS.values():
        for page in journey.pages:
            if page.slug != "files" and not journey.staff:
                answer = client.post(f"/tell/{journey.slug}/{page.slug}/", {"file": a_file()})
                assert not answer.wsgi_request.FILES


def test_what_is_refused_is_said_beside_the_field_and_nothing_is_lost(
    college: Organisation, settings: Any
) -> None:
    settings.LARGEST_FILE = 100_000
    client = browser()
    client.post("/tell/learner/kind/", {"category": "bullying"})
    client.post("/tell/learner/happened/", {"happened": "They laugh at me."})
    client.post("/tell/learner/files/", {"do": "shows", "shows": "no"})
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", b"0" * 30_000_000)
    both = io.BytesIO(b"%PDF-1.7\n")
    both.seek(0, io.SEEK_END)
    with zipfile.ZipFile(both, "a") as archive:
        archive.writestr("x.js", "run()")
    said = {
        "": (None, "Choose a file first"),
        "large.txt": (b"x" * 200_000, "This file is larger than"),
        "film.mp4": (b"\x00\x00\x00\x18ftypmp42", "We can&#x27;t take this kind of file"),
        "a.docx": (bomb.getvalue(), "unpacks to far more than it should"),
        "a.pdf": (both.getvalue(), "a PDF and an archive at once"),
        "none.txt": (b"", "This file is empty"),
        "broken.png": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "This picture is damaged"),
    }  # fmt: skip
    for name, (content, words) in said.items():
        sent = {"do": "add", **({"file": a_file(name, content)} if content is not None else {})}
        answer = client.post("/tell/learner/files/", sent)
        assert answer.status_code == 422, name
        assert words in answer.content.decode(), name
    assert files_here(college) == []
    assert "They laugh at me." in client.get("/tell/learner/happened/").content.decode()


def test_a_report_holds_ten_files(college: Organisation) -> None:
    client = browser()
    client.post("/tell/learner/files/", {"do": "shows", "shows": "no"})
    for number in range(10):
        client.post("/tell/learner/files/", {"do": "add", "file": a_file(f"{number}.txt")})
    answer = client.post("/tell/learner/files/", {"do": "add", "file": a_file("more.txt")})
    assert "A report holds 10 files" in answer.content.decode()
    assert len(files_here(college)) == 10
    first = answer.context["files"][0]
    client.post("/tell/learner/files/", {"do": f"remove-{first.pk}"})
    assert ("draft", "0.txt") not in files_here(college)
    assert client.post("/tell/learner/files/", {"do": "remove-x"}).status_code == 404


def test_a_nameless_reporter_adds_a_file_and_leaves_no_trace(college: Organisation) -> None:
    helper = person("Tea Am", "safeguarding-team")
    client = browser()
    tell(client)
    opened = client.get("/tell/sent/")
    code = opened.context["opened"].code
    client.post("/receipt/", {"code": code})
    assert 'type="file"' not in client.get("/receipt/open/file/").content.decode()
    assert 'type="file"' not in client.get("/receipt/open/file/?shows=unsure").content.decode()
    assert 'type="file"' in client.get("/receipt/open/file/?shows=no").content.decode()
    assert client.post("/receipt/open/file/", {"file": a_file()}).status_code == 422
    assert files_here(college) == []
    word = io.BytesIO()
    with zipfile.ZipFile(word, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("docProps/core.xml", "<creator>Mia Okoro</creator>")
    sent = {"shows": "no", "note": "What they wrote", "file": a_file("a.docx", word.getvalue())}
    assert client.post("/receipt/open/file/", sent).status_code == 302
    shown = client.get("/receipt/open/").content.decode()
    assert "a.docx" in shown
    with acting_as_system(college.pk, "look"):
        stored = StoredFile.objects.get()
        assert b"Mia" not in file_actions.content_of(stored)
        with zipfile.ZipFile(io.BytesIO(file_actions.content_of(stored))) as archive:
            assert b"Mia" not in archive.read("docProps/core.xml")
            assert archive.read("word/document.xml") == b"<w/>"
        assert (stored.sealed_by, Entry.objects.get(verb="files.sealed").actor_id) == (None, None)
    with bearing(hash_of(code)):
        assert (SentFile.objects.count(), StoredFile.objects.count()) == (1, 0)
    with bearing(hash_of("0" * 16)):
        assert SentFile.objects.count() == 0
    assert Notification.objects.filter(person_id=helper.pk).count() == 2


def test_nobody_adds_a_file_to_anothers_report(college: Organisation) -> None:
    person("Tea Am", "safeguarding-team")
    tutor, colleague = person("Tu Tor"), person("Col League")
    opened = open_concern(report(), by=tutor)
    sent = {"shows": "no", "file": a_file()}
    assert (
        browser(colleague).post(f"/my-reports/{opened.receipt_id}/file/", sent).status_code == 404
    )
    assert browser().post("/receipt/open/file/", sent)["location"] == "/receipt/"
    receipt = Receipt.objects.get()
    with pytest.raises(PermissionError):
        attachments.add_to_report(receipt, "a.txt", io.BytesIO(CHAT), note="", by=colleague)
    assert files_here(college) == []


def test_safeguarding_hears_of_a_file_that_may_show_a_nude_image(college: Organisation) -> None:
    lead, boss = person("Le Ad", "safeguarding-team"), person("Bo Ss")
    tutor = person("Tu Tor", manager=boss)
    breach = report(category="policy-breach", sent_key=None)
    open_concern(breach, by=tutor)
    assert set(Notification.objects.values_list("person_id", flat=True)) == {boss.pk}
    open_concern(dataclasses.replace(breach, image_said="unsure"), by=tutor)
    assert Notification.objects.filter(person_id=lead.pk).count() == 1


def test_files_of_a_report_that_is_given_up_are_destroyed(college: Organisation) -> None:
    tutor = person("Tu Tor")
    with acting_as(college.pk, tutor.pk):
        author = drafts.Author(person=tutor)
        draft = drafts.change(author, "concern", {})
        attachments.keep_with_draft(draft, "chat.txt", io.BytesIO(CHAT), by=tutor)
        assert drafts.discard(author, "concern") == 1
    assert files_here(college) == []
