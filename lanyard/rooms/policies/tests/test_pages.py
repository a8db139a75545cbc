"""The pages of policies, as each reader sees them."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.engine.approvals.models import Approval
from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Login, Person
from lanyard.rooms.policies.actions.documents import Draft, save_draft
from lanyard.rooms.policies.actions.reviews import open_review, open_reviews_coming
from lanyard.rooms.policies.models import (
    Document,
    Feedback,
    Requirement,
    Review,
    Shown,
    Signature,
    Version,
)
from lanyard.rooms.policies.tests.scene import (
    DAY,
    TODAY,
    a_document,
    asked_of_staff,
    in_force,
    signed,
    under,
)
from lanyard.rooms.policies.tests.test_signing import PNG, QUESTIONS
from lanyard.rooms.policies.tests.test_words import a_word_file

DRAFT = {"label": "1", "text": "# Rules\n\nBe kind.", "purpose": "New", "material": "yes"}


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return staff("Lee", "dsl")


@pytest.fixture
def head(lead: Person) -> Person:
    return staff("Hea", "principal")


def day(name: str, when: datetime.date) -> dict[str, str]:
    return {
        f"{name}_day": str(when.day), f"{name}_month": str(when.month),
        f"{name}_year": str(when.year),
    }  # fmt: skip


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.content.decode()


def test_a_document_from_nothing_to_the_public_page(lead: Person, head: Person) -> None:
    writer, chief, nobody = browse(lead), browse(head), browser()
    form = {"title": "Online Safety", "kind": "policy", "owner_role": "dsl", "public": "on",
            "review_months": "12", "companions": "IT Policy\nIT Policy\n"}  # fmt: skip
    assert writer.post("/policies/new/", form).status_code == 302
    page = "/policies/online-safety/"
    assert "No version yet" in text(writer, page)
    assert writer.post(page + "write/", {**DRAFT, "text": "x", "label": ""}).status_code == 422
    wrong = {**DRAFT, "upload": SimpleUploadedFile("a.pdf", b"GIF89a")}
    refused = writer.post(page + "write/", wrong)
    assert refused.status_code == 422
    assert "PDF or a Word" in refused.content.decode()
    assert Version.objects.get().text == DRAFT["text"]
    assert writer.post(page + "write/", DRAFT).status_code == 302
    asked = {"roles": ["principal"], **day("until", TODAY + 14 * DAY)}
    assert "Lanyard's default" in text(writer, page + "for-review/")
    assert writer.post(page + "for-review/", asked).status_code == 302
    assert writer.post(page + "submit/").status_code == 422
    assert chief.post(page + "versions/1/read/", {"verdict": "ready"}).status_code == 302
    assert "Lanyard's default" in text(writer, page + "submit/")
    assert writer.post(page + "submit/").status_code == 302
    assert writer.get(page + "write/").status_code == 302
    approval = Approval.objects.get()
    assert "Be kind" in text(chief, page + "versions/1/")
    chief.post(f"/approvals/{approval.pk}/", {"decision": "approve", "reason": "Agreed"})
    assert nobody.get("/our-policies/online-safety/").status_code == 404
    published = writer.post(page + "publish/", day("effective_from", TODAY))
    assert published.status_code == 302
    shown = text(nobody, "/our-policies/online-safety/")
    assert "Be kind." in shown
    assert "Online Safety" in text(nobody, "/our-policies/")
    assert "missing here" in text(writer, page)


def test_words_come_from_a_file_and_are_downloaded(lead: Person, head: Person) -> None:
    document = a_document()
    upload = SimpleUploadedFile("policy.docx", a_word_file("Be kind in Word."))
    client, path = browse(lead), f"/policies/{document.slug}/"
    assert client.post(path + "write/", {**DRAFT, "upload": upload}).status_code == 302
    version = Version.objects.get()
    assert "Be kind in Word." in version.text
    assert "Download the document" in text(client, path + "versions/1/")


def test_readers_see_what_is_in_force_and_never_a_draft(lead: Person, head: Person) -> None:
    document = a_document()
    in_force(document, writer=lead, head=head, text="Old words.")
    save_draft(document, Draft("2", "Secret draft.", purpose="Next"), by=lead)
    ann, nobody, writer = browse(staff("Ann")), browser(), browse(lead)
    path = f"/policies/{document.slug}/"
    assert "Old words." in text(ann, path)
    assert "Secret" not in text(ann, path)
    assert "Secret draft." in text(writer, path + "versions/2/")
    for end in ("versions/2/", "versions/2/changes/", "write/", "submit/", "publish/", "discard/",
                "archive/", "attach/", "extend/", "review/", "ask/"):  # fmt: skip
        assert ann.get(path + end).status_code == 404, end
        assert nobody.get(path + end).status_code == 302, end
    assert "first version" in text(ann, path + "versions/1/changes/")
    changes = text(writer, path + "versions/2/changes/")
    assert "<del>Old words.</del>" in changes
    assert "<ins>Secret draft.</ins>" in changes
    assert nobody.get(f"/our-policies/{document.slug}/").status_code == 404


def test_signing_with_questions_and_sentences(lead: Person, head: Person) -> None:
    ann = staff("Ann")
    document = a_document()
    requirement = asked_of_staff(document, questions=QUESTIONS, statements=("I am liable.",))
    version = in_force(document, writer=lead, head=head)
    duties.recompute_all()
    client, path = browse(ann), f"/policies/sign/{requirement.pk}/"
    assert "Read and sign: Acceptable Use Policy" in text(client, "/policies/")
    assert "Answer the questions" in text(client, path)
    wrong = client.post(path + "check/", {"q0": "0"})
    assert wrong.status_code == 422
    assert "not what the document says" in wrong.content.decode()
    assert client.post(path + "check/", {"q0": "1"}).status_code == 302
    assert "I am liable." in text(client, path)
    assert client.post(path, {"sha256": version.sha256}).status_code == 422
    forged = client.post(path, {"sha256": "0" * 64, "s0": "on"})
    assert "The words changed while you read them" in forged.content.decode()
    done = client.post(path, {"sha256": version.sha256, "s0": "on"})
    certificate = text(client, done.headers["Location"])
    assert version.sha256 in certificate
    assert "exactly those that were signed" in certificate
    assert "Acceptable Use Policy, version 1" in text(client, "/policies/signed/")
    stranger = browse(staff("Ben"))
    assert stranger.get(done.headers["Location"]).status_code == 404
    assert "Read and sign" not in text(client, "/policies/")


def test_what_changed_is_shown_to_whoever_signs_anew(lead: Person, head: Person) -> None:
    ann = staff("Ann")
    document = a_document()
    requirement = asked_of_staff(document)
    in_force(document, writer=lead, head=head, text="Kept.\n\nOld rule.")
    signed(requirement, ann)
    in_force(document, writer=lead, head=head, text="Kept.\n\nNew rule.")
    page = text(browse(ann), f"/policies/sign/{requirement.pk}/")
    assert "What changed since you signed 1" in page
    assert "<del>Old rule.</del>" in page
    assert "<ins>New rule.</ins>" in page


def test_collecting_signatures(lead: Person, head: Person) -> None:
    boss = staff("Bo")
    ann = staff("=Ann", manager=boss)
    document = a_document()
    in_force(document, writer=lead, head=head)
    client, path = browse(lead), f"/policies/{document.slug}/ask/"
    form = {"name": "Everybody", "who": ["staff", "new-staff"], "grace_days": "0",
            "statements": "I will.\n", "questions": "Who? | Nobody | *The lead",
            "consequence": "access"}  # fmt: skip
    wrong = client.post(path, {**form, "questions": "Who? | Nobody"})
    assert wrong.status_code == 422
    assert "needs two answers" in wrong.content.decode()
    made = client.post(path, form)
    requirement = Requirement.objects.get()
    assert requirement.questions == [{"ask": "Who?", "choices": ["Nobody", "The lead"], "right": 1}]
    assert "is asked already" in client.post(path, form).content.decode()
    page = text(client, made.headers["Location"])
    assert "0 of 4 have signed" in page
    assert 'Still to sign</h2><p class="govuk-body">=Ann Example, ' in page
    assert "Bo Example" in page
    paper = {"person": "nobody@here.test", **day("on", TODAY)}
    scan = SimpleUploadedFile("page.png", PNG)
    refused = client.post(f"/policies/ask/{requirement.pk}/paper/", {**paper, "scan": scan})
    assert "Nobody here has this address" in refused.content.decode()
    scan = SimpleUploadedFile("page.png", PNG)
    paper["person"] = ann.email
    done = client.post(f"/policies/ask/{requirement.pk}/paper/", {**paper, "scan": scan})
    assert done.status_code == 302
    csv = text(client, f"/policies/ask/{requirement.pk}/csv/")
    assert csv.splitlines()[1].startswith("'=Ann Example,1,")
    assert Entry.objects.filter(verb="policies.exported").count() == 1
    assert "1 of 4" in text(client, f"/policies/ask/{requirement.pk}/")
    ended = client.post(f"/policies/ask/{requirement.pk}/end/", {"because": "Over"})
    assert ended.status_code == 302
    outsider = browse(boss)
    for end in ("", "csv/", "paper/", "invite/"):
        assert outsider.get(f"/policies/ask/{requirement.pk}/{end}").status_code == 404
    assert outsider.get("/policies/signatures/").status_code == 404


def test_a_link_is_sent_and_signed_by_without_an_account(lead: Person, head: Person) -> None:
    document = a_document("Visitors' rules")
    requirement = asked_of_staff(document)
    version = in_force(document, writer=lead, head=head)
    path = f"/policies/ask/{requirement.pk}/invite/"
    form = {"name": "Ola Visitor", "email": "ola@firm.example"}
    assert browse(lead).post(path, form).status_code == 302
    jobs.run_waiting()
    (sent,) = [one for one in mail.outbox if one.to == ["ola@firm.example"]]
    assert "Visitors" not in f"{sent.subject}{sent.body}"
    found = re.search(r"/sign-here/\S+", str(sent.body))
    assert found
    nobody, link = browser(), found[0]
    assert "Be kind online." in text(nobody, link)
    answer = nobody.post(link, {"name": "Ola Visitor", "sha256": version.sha256})
    assert "Thank you. Ola Visitor signed" in answer.content.decode()
    assert Signature.objects.get().how == "link"
    assert nobody.post(link, {"name": "Again", "sha256": version.sha256}).status_code == 422
    assert nobody.get("/sign-here/forged/").status_code == 404


def test_it_sees_whose_access_waits(lead: Person, head: Person) -> None:
    document = a_document()
    asked_of_staff(document, consequence="access", grace_days=0)
    in_force(document, writer=lead, head=head, on=TODAY - 9 * DAY)
    duties.recompute_all()
    duties.Occurrence.objects.update(due=TODAY - DAY)
    it, ann = browse(staff("Ita", "it-support")), browse(staff("Ann"))
    assert "Lee Example" in text(it, "/policies/restricted/")
    assert "lee@here.test" in text(it, "/policies/restricted/csv/")
    assert ann.get("/policies/restricted/").status_code == 404
    assert ann.get("/policies/restricted/csv/").status_code == 404


def test_other_forms_of_a_version(lead: Person, head: Person) -> None:
    document = a_document(public=True)
    in_force(document, writer=lead, head=head)
    client, path = browse(lead), f"/policies/{document.slug}/"
    form = {"kind": "welsh", "title": "Yn Gymraeg", "text": "Byddwch yn garedig."}
    assert client.post(path + "attach/", {**form, "text": " "}).status_code == 422
    assert client.post(path + "attach/", form).status_code == 302
    nobody = browser()
    page = text(nobody, f"/our-policies/{document.slug}/")
    link = re.search(rf"/our-policies/{document.slug}/[0-9a-f-]{{36}}/", page)
    assert link
    assert 'lang="cy"' in text(nobody, link[0])
    ours = re.search(rf"{path}forms/[0-9a-f-]{{36}}/", text(client, path))
    assert ours
    assert "Byddwch" in text(browse(staff("Ann")), ours[0])


def test_feedback_reaches_whoever_answers_and_comes_back(lead: Person, head: Person) -> None:
    document = a_document(public=True)
    in_force(document, writer=lead, head=head)
    ann, ben = browse(staff("Ann")), browse(staff("Ben"))
    given = ann.post(f"/policies/{document.slug}/say/", {"text": "Say it shorter"})
    path = given.headers["Location"]
    assert "Say it shorter" in text(ann, path)
    assert ben.get(path).status_code == 404
    assert ann.post(path, {"answer": "Mine"}).status_code == 404
    owner = browse(lead)
    assert "Say it shorter" in text(owner, "/policies/reviews/")
    assert owner.post(path, {"answer": "We will."}).status_code == 302
    assert "We will." in text(ann, path)
    nobody = browser()
    thanks = nobody.post(
        f"/our-policies/{document.slug}/say/", {"text": "From a parent", "email": "p@home.example"}
    )
    assert "Thank you" in thanks.content.decode()
    assert Feedback.objects.filter(person_id=None, email="p@home.example").count() == 1


def test_reviews_open_by_date_and_close_with_a_reason(lead: Person, head: Person) -> None:
    document = a_document()
    version = in_force(document, writer=lead, head=head)
    assert open_reviews_coming() == 0
    Version.objects.filter(pk=version.pk).update(review_due=TODAY - 400 * DAY)
    assert (open_reviews_coming(), open_reviews_coming()) == (1, 0)
    review = Review.objects.get()
    client, path = browse(lead), f"/policies/reviews/{review.pk}/"
    assert "400 days overdue" in text(client, "/policies/")
    assert client.post(path, {"outcome": "no-change", "reason": ""}).status_code == 422
    early = client.post(path, {"outcome": "new-version", "reason": "Rewritten"})
    assert "Write the new version first" in early.content.decode()
    assert client.post(path, {"outcome": "no-change", "reason": "Still true"}).status_code == 302
    assert client.post(path, {"outcome": "no-change", "reason": "Twice"}).status_code == 404
    version.refresh_from_db()
    assert version.review_due == duties.add_months(TODAY, 12)
    assert not duties.owed_by(lead).filter(definition__kind="policies.review")
    assert browse(staff("Ann")).get(path).status_code == 404


def test_an_event_opens_one_review(lead: Person, head: Person) -> None:
    document = a_document()
    facts: dict[str, Any] = {"source": "incident", "because": "Case closed", "event": "case:1"}
    one, two = open_review(document, **facts), open_review(document, **facts)
    assert one.pk == two.pk
    client = browse(lead)
    form = {"source": "law", "because": "New guidance", **day("due", TODAY)}
    late = {**form, **day("due", TODAY - DAY)}
    assert client.post(f"/policies/{document.slug}/review/", late).status_code == 422
    assert client.post(f"/policies/{document.slug}/review/", form).status_code == 302
    assert Review.objects.count() == 2
    titles = [one.definition.title for one in duties.owed_by(lead)]
    assert titles == ["Review: Acceptable Use Policy"] * 2


def test_more_time_comes_from_the_body_that_the_policy_names(lead: Person) -> None:
    under("landau")
    chief, trustee = staff("Cee", "ceo"), staff("Tru", "principal")
    document = a_document()
    version = in_force(document, writer=lead, head=trustee)
    client, path = browse(lead), f"/policies/{document.slug}/extend/"
    due = version.review_due
    assert due
    form = {**day("until", due + 60 * DAY), "because": "A merger"}
    assert client.post(path, {**form, **day("until", due)}).status_code == 422
    assert client.post(path, form).status_code == 302
    approval = Approval.objects.get(state="open")
    browse(chief).post(f"/approvals/{approval.pk}/", {"decision": "approve", "reason": "Granted"})
    version.refresh_from_db()
    assert (version.due, version.extension_reason) == (due + 60 * DAY, "A merger")


def test_the_log_on_notice_says_its_version_and_who_first_saw_it(
    lead: Person, head: Person
) -> None:
    document = a_document("Log-on notice", kind=Document.Kind.NOTICE, register="oaklands")
    version = in_force(document, writer=lead, head=head, text="Use is monitored. {#OAK-6-01}")
    Login.objects.create(system="ad", user_name="Ann.E", exported_on=TODAY)
    client = browser()
    for login in ("ann.e", "ANN.E", "nobody"):
        answer = client.get("/log-on-notice/log-on-notice.txt", {"login": login})
        assert answer.content.decode() == "Use is monitored."
        assert answer.headers["X-Lanyard-SHA256"] == version.sha256
    assert [one.login for one in Shown.objects.all()] == ["ann.e"]
    assert client.get("/log-on-notice/acceptable-use-policy.txt").status_code == 404


def test_archived_documents_leave_the_lists(lead: Person, head: Person) -> None:
    document = a_document(public=True)
    in_force(document, writer=lead, head=head)
    client, path = browse(lead), f"/policies/{document.slug}/archive/"
    assert client.post(path, {"because": "Merged"}).status_code == 302
    assert "Acceptable Use" not in text(client, "/policies/")
    assert browser().get(f"/our-policies/{document.slug}/").status_code == 404
    assert "Archived on" in text(client, f"/policies/{document.slug}/")


def test_lists_ask_as_often_for_three_as_for_one(lead: Person, head: Person) -> None:
    first = a_document(public=True)
    requirement = asked_of_staff(first)
    in_force(first, writer=lead, head=head)
    signed(requirement, lead)
    client = browse(lead)
    paths = ["/policies/", "/policies/signed/", "/policies/signatures/", "/policies/reviews/",
             "/our-policies/", f"/policies/ask/{requirement.pk}/"]  # fmt: skip

    def counted() -> dict[str, int]:
        found = {}
        for path in paths:
            text(client, path)
            with CaptureQueriesContext(connection) as caught:
                text(client, path)
            found[path] = len(caught)
        return found

    open_review(first, source="law", because="x", event="e0")
    duties.recompute_all()
    one = counted()
    for number in (1, 2):
        more = a_document(f"More {number}", public=True)
        ask = asked_of_staff(more)
        in_force(more, writer=lead, head=head)
        signed(ask, lead), signed(requirement, staff(f"S{number}"))
        open_review(more, source="law", because="x", event=f"e{number}")
    assert counted() == one
