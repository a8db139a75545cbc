"""Files of reporters as evidence of a case, and what becomes of them on a case about an image."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.concerns.actions import attachments, drafts, triage
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.models import Case, Concern, Receipt, SentFile
from lanyard.rooms.concerns.tests.college import browser, person, report, under
from lanyard.rooms.concerns.tests.scene import a_step, an_assessment
from lanyard.rooms.concerns.tests.test_attachments import CHAT, files_here


@pytest.fixture(autouse=True)
def _college(college: Organisation, settings: Any, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path
    under("oaklands")


def test_a_reports_files_are_evidence_of_its_case(college: Organisation) -> None:
    lead, tutor = person("Le Ad", "safeguarding-team"), person("Tu Tor")
    with acting_as(college.pk, tutor.pk):
        draft = drafts.change(drafts.Author(person=tutor), "concern", {})
        attachments.keep_with_draft(draft, "chat.txt", io.BytesIO(CHAT), by=tutor)
        opened = open_concern(report(sent_key=draft.pk), by=tutor)
    concern = Concern.objects.get()
    with acting_as(college.pk, lead.pk):
        case = triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())
    own = Receipt.objects.get(pk=opened.receipt_id)
    with acting_as(college.pk, tutor.pk):
        attachments.add_to_report(own, "more.txt", io.BytesIO(b"More"), note="Today", by=tutor)
    page = browser(lead).get(f"/concerns/cases/{case.pk}/evidence/").content.decode()
    for words in ("chat.txt", "more.txt", "Today", f"From report {concern.reference}"):
        assert words in page
    lines = case.chronology.filter(kind="file").values_list("text", flat=True)
    assert [line.split(". SHA")[0] for line in lines] == [
        "Sent by the reporter: chat.txt", "Sent by the reporter: more.txt",
    ]  # fmt: skip


def test_on_a_case_about_an_image_a_reports_files_are_destroyed(college: Organisation) -> None:
    lead, tutor = person("Le Ad", "safeguarding-team", "dsl"), person("Tu Tor")
    with acting_as(college.pk, tutor.pk):
        draft = drafts.change(drafts.Author(person=tutor), "concern", {})
        attachments.keep_with_draft(draft, "chat.txt", io.BytesIO(CHAT), by=tutor)
        opened = open_concern(report(sent_key=draft.pk), by=tutor)
    with acting_as(college.pk, lead.pk):
        triage.open_case(
            Concern.objects.get(), by=lead, assessment=an_assessment(category="nudes"),
            step=a_step(),
        )  # fmt: skip
    assert files_here(college) == []
    sent = SentFile.objects.get()
    line = Case.objects.get().chronology.get(kind="file")
    assert line.text.startswith("Destroyed, because no file may be kept on this case: chat.txt")
    assert sent.sha256 in line.text
    assert sent.sha256 == Entry.objects.get(verb="files.destroyed").details["sha256"]
    shown = browser(tutor).get(f"/my-reports/{opened.receipt_id}/").content.decode()
    assert "Destroyed, because no picture may be kept with this" in shown
    assert "Add a screenshot" not in shown
