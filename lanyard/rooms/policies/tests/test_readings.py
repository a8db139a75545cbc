"""The review of a draft: who reads it, comments that stay and are answered, back to draft."""

from __future__ import annotations

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.engine.policy.api import slugs
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from lanyard.rooms.policies.actions import keeping, publishing, readings
from lanyard.rooms.policies.actions.approving import submit
from lanyard.rooms.policies.actions.documents import Draft, NotNow, save_draft
from lanyard.rooms.policies.models import DraftComment, DraftReading, Version
from lanyard.rooms.policies.queries.readings import proposed_for
from lanyard.rooms.policies.tests.scene import DAY, TODAY, a_document, under

SOON = TODAY + 14 * DAY


@pytest.fixture
def writer(college: Organisation) -> Person:
    under("oaklands")
    return staff("Wes", "dsl")


@pytest.fixture
def head(writer: Person) -> Person:
    return staff("Hea", "principal")


def a_draft(writer: Person, text: str = "Be kind.") -> Version:
    return save_draft(a_document(), Draft("1", text, purpose="New"), by=writer)


def sent(version: Version, writer: Person, *people: Person, roles: tuple[str, ...] = (),
         until: datetime.date = SOON) -> Version:  # fmt: skip
    readings.send_for_review(version, readings.Readers(roles, people), by=writer, until=until)
    version.refresh_from_db()
    return version


def owe() -> set[str]:
    rows = duties.Occurrence.objects.filter(
        done_on=None, withdrawn_on=None, definition__kind="policies.read-draft"
    )
    return set(rows.values_list("person__given_name", flat=True))


def test_approval_starts_after_the_review(writer: Person, head: Person) -> None:
    ann, version = staff("Ann"), a_draft(writer)
    with pytest.raises(NotNow):
        submit(version, by=writer)
    sent(version, writer, ann, roles=("principal",))
    assert (version.state, owe()) == ("review", {"Ann", "Hea"})
    one = readings.comment(version, "Say whom to tell.", by=ann, about="Be kind")
    readings.finish(version, by=ann, verdict="changes")
    assert owe() == {"Hea"}
    for waits in ("comments", "readers"):
        with pytest.raises(NotNow, match=waits):
            submit(version, by=writer, because="It is urgent")
        readings.answer(one, "The lead is named now.", by=writer)
    readings.finish(version, by=head, verdict="ready")
    asked = submit(version, by=writer)
    version.refresh_from_db()
    assert (version.state, owe()) == ("approval", set())
    assert {step.role for step in approvals.open_steps(asked)} == {"principal"}
    said = {(r.title, r.verdict, r.read_by_name) for r in DraftReading.objects.all()}
    assert said == {(str(ann), "changes", str(ann)), ("Principal", "ready", str(head))}


def test_who_lets_the_day_go_by_holds_it_up_no_longer_than_that(
    writer: Person, head: Person
) -> None:
    version = sent(a_draft(writer), writer, head, until=TODAY)
    with pytest.raises(NotNow, match="readers"):
        submit(version, by=writer, because="It is urgent")
    DraftReading.objects.update(until=TODAY - DAY)
    with pytest.raises(NotNow, match="readers"):
        submit(version, by=writer)
    submit(version, by=writer, because="Hea was away; the lead read it.")
    assert owe() == set()
    entry = Entry.objects.get(verb="policies.submitted")
    assert "Hea was away" in entry.because


def test_sent_back_it_is_a_draft_and_nothing_is_lost(writer: Person, head: Person) -> None:
    version = sent(a_draft(writer), writer, head)
    readings.comment(version, "Say whom to tell.", by=head)
    with pytest.raises(NotNow):
        save_draft(version.document, Draft("1", "Other"), by=writer)
    with pytest.raises(ValueError, match="reason"):
        readings.send_back(version, by=writer, because=" ")
    readings.send_back(version, by=writer, because="To name the lead")
    version.refresh_from_db()
    assert (version.state, owe(), DraftComment.objects.count()) == ("draft", set(), 1)
    save_draft(version.document, Draft("1", "Tell the lead.", purpose="New"), by=writer)
    sent(version, writer, head)
    readings.finish(version, by=head, verdict="ready")
    with pytest.raises(NotNow, match="comments"):
        submit(version, by=writer)
    readings.answer(DraftComment.objects.get(), "It is.", by=writer)
    submit(version, by=writer)
    rounds = DraftReading.objects.values_list("round", "verdict")
    assert list(rounds) == [(1, ""), (2, "ready")]


def test_an_approved_version_can_go_back_before_it_is_published(
    writer: Person, head: Person
) -> None:
    version = sent(a_draft(writer), writer, head)
    readings.finish(version, by=head, verdict="ready")
    asked = submit(version, by=writer)
    approvals.decide(asked.pk, by=head, approve=True, reason="Agreed")
    readings.send_back(version, by=writer, because="A name is wrong")
    version.refresh_from_db()
    assert (version.state, version.sha256, version.approved_on) == ("draft", "", None)
    with pytest.raises(NotNow):
        publishing.publish(version, by=writer, effective_from=TODAY)
    with pytest.raises(NotNow):
        readings.send_back(version, by=writer, because="Again")


def test_who_may_say_what(writer: Person, head: Person) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    version = a_draft(writer)
    for readers, why in (
        (readings.Readers(), "readers"), (readings.Readers(people=[writer]), "own"),
        (readings.Readers(roles=("dsl",)), "own"),
        (readings.Readers(roles=("governors",)), "nobody"),
    ):  # fmt: skip
        with pytest.raises(NotNow, match=why):
            readings.send_for_review(version, readers, by=writer, until=SOON)
    with pytest.raises(NotNow, match="day"):
        sent(version, writer, ann, until=TODAY - DAY)
    with pytest.raises(NotNow):
        readings.comment(version, "Too early", by=ann)
    sent(version, writer, ann)
    for other in (ben, writer, head):
        with pytest.raises(readings.NotAReader):
            readings.comment(version, "Not asked", by=other)
        with pytest.raises(readings.NotAReader):
            readings.finish(version, by=other, verdict="ready")
    with pytest.raises(NotNow, match="comment"):
        readings.finish(version, by=ann, verdict="changes")
    readings.finish(version, by=ann, verdict="ready")
    with pytest.raises(readings.NotAReader):
        readings.finish(version, by=ann, verdict="ready")


def test_words_and_comments_stand_still(writer: Person, head: Person) -> None:
    version = sent(a_draft(writer), writer, head)
    one = readings.comment(version, "Say whom to tell.", by=head)
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(text="Other")
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        DraftComment.objects.update(text="I said nothing")
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        DraftComment.objects.all().delete()
    readings.answer(one, "Done", by=writer)
    assert readings.answer(one, "Or not", by=writer).answer == "Done"
    with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
        DraftComment.objects.update(answer="Other")


def test_who_reads_comes_from_the_document_the_profile_or_a_labelled_default(
    writer: Person, head: Person
) -> None:
    document = a_document()
    found = {}
    for slug in sorted(slugs()):
        under(slug)
        found[slug] = proposed_for(document).by_default
    assert found == dict.fromkeys(slugs(), True)
    under("oaklands")
    assert set(proposed_for(document).roles) == {"dsl", "principal"}
    keeping.change(document, {"reviewer_roles": ["hr-director"]}, by=writer)
    assert (proposed_for(document).roles, proposed_for(document).by_default) == (
        ("hr-director",), False,
    )  # fmt: skip


def test_the_pages_of_a_review(writer: Person, head: Person) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    version = a_draft(writer, "Be kind; secret until published.")
    slug = version.document.slug
    path = f"/policies/{slug}/versions/1/comments/"
    by_writer, by_ann, by_ben = browse(writer), browse(ann), browse(ben)
    form = {"people": "ann@here.test", "until_day": SOON.day, "until_month": SOON.month,
            "until_year": SOON.year}  # fmt: skip
    send = f"/policies/{slug}/for-review/"
    shown = by_writer.get(send).text
    assert "Lanyard's default" in shown
    assert by_writer.post(send, {**form, "people": "nobody@here.test"}).status_code == 422
    assert by_writer.post(send, {**form, "people": ""}).status_code == 422
    assert by_writer.post(send, form).headers["Location"] == path
    assert by_ben.get(path).status_code == by_ben.get(f"/policies/{slug}/versions/1/").status_code
    assert by_ben.get(path).status_code == 404
    assert "secret until" in by_ann.get(f"/policies/{slug}/versions/1/").text
    assert by_ann.post(path, {"text": "Say whom.", "about": "kind"}).status_code == 302
    assert by_ben.post(path, {"text": "Me too."}).status_code == 404
    one = DraftComment.objects.get()
    for client, status in ((by_ben, 404), (by_ann, 404), (by_writer, 200)):
        assert client.get(f"/policies/comments/{one.pk}/").status_code == status
    stands = by_writer.get(f"/policies/{slug}/submit/").text
    assert "Answer each comment" in stands
    assert by_writer.post(f"/policies/comments/{one.pk}/", {"answer": "Named."}).status_code == 302
    read = f"/policies/{slug}/versions/1/read/"
    assert by_ben.get(read).status_code == by_writer.get(read).status_code == 404
    assert by_ann.post(read, {"verdict": "ready"}).status_code == 302
    page = by_ann.get(path).text
    for words in ("Say whom.", "Named.", "Ready for approval"):
        assert words in page
    assert by_writer.post(f"/policies/{slug}/submit/").status_code == 302
    version.refresh_from_db()
    assert version.state == "approval"
    assert "Say whom." in browse(head).get(path).text


def test_a_page_of_many_comments_asks_no_more_of_the_database(writer: Person, head: Person) -> None:
    version = sent(a_draft(writer), writer, head)
    client, path = browse(writer), f"/policies/{version.document.slug}/versions/1/comments/"

    def counted() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(path).status_code == 200
        return len(seen)

    readings.comment(version, "One", by=head)
    counted()
    one = counted()
    for number in range(2):
        readings.comment(version, f"More {number}", by=head)
    assert counted() == one


def test_reviews_of_organisations_are_apart(
    writer: Person, head: Person, elsewhere: Organisation
) -> None:
    version = sent(a_draft(writer), writer, head)
    readings.comment(version, "Ours", by=head)
    with acting_as_system(elsewhere.pk, "look over the wall"):
        assert not DraftComment.objects.exists()
        assert not DraftReading.objects.exists()
    assert DraftComment.objects.count() == DraftReading.objects.count() == 1
