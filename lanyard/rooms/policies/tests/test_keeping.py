"""Documents kept as they should be: facts, companions, sources, copies, reviews for the law."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.duties.actions.chase import chase
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.engine.policy.api import packs, slugs
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.ui import times
from lanyard.foundation.ui.times import day
from lanyard.people.api import Person
from lanyard.rooms.policies import words
from lanyard.rooms.policies.actions import copies, documents, keeping, publishing, reviews
from lanyard.rooms.policies.actions.documents import Draft, NotNow, save_draft
from lanyard.rooms.policies.actions.starting import begin
from lanyard.rooms.policies.models import Companion, Document, OutsideCopy, Review, Version
from lanyard.rooms.policies.queries.keeping import live_companions, named_differently
from lanyard.rooms.policies.shipped import papers
from lanyard.rooms.policies.tests.scene import DAY, TODAY, a_document, in_force, submitted, under

YEAR = 366 * DAY


@pytest.fixture
def people(college: Organisation) -> tuple[Person, Person]:
    under("oaklands")
    return staff("Wes", "dsl"), staff("Hea", "principal")


def tasks(kind: str) -> dict[str, set[str]]:
    """Return what stands open of a kind: its title, and who owes it."""
    found: dict[str, set[str]] = {}
    rows = duties.Occurrence.objects.filter(
        definition__kind=kind, done_on__isnull=True, withdrawn_on__isnull=True
    )
    for row in rows.select_related("definition", "person"):
        found.setdefault(row.definition.title, set()).add(row.person.given_name)
    return found


def test_a_missing_or_late_companion_is_a_task_of_whoever_answers_for_it(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    staff("Ita", "it-support")
    names = ("IT Policy", "Not here", "KMS 45? (staff)")
    policy = a_document("Online Safety", companions=names)
    other = a_document("IT Policy", owner_role="it-support")
    for each in (policy, other):
        in_force(each, writer=writer, head=head)
    assert (keeping.mend_companions(), keeping.mend_companions()) == (2, 2)
    assert tasks(keeping.COMPANION) == {
        "Missing companion: Not here": {"Wes"},
        "Complete the reference: KMS 45? (staff)": {"Wes"},
    }
    Version.objects.filter(document=other).update(review_due=TODAY - DAY)
    assert keeping.mend_companions() == 3
    assert tasks(keeping.COMPANION)["Companion past its review: IT Policy"] == {"Ita"}
    late = a_document("Not here")
    in_force(late, writer=writer, head=head)
    Version.objects.filter(document=other).update(review_due=TODAY + DAY)
    assert keeping.mend_companions() == 1
    assert set(tasks(keeping.COMPANION)) == {"Complete the reference: KMS 45? (staff)"}


def test_the_page_shows_owner_version_and_expiry_of_each_companion(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    policy = a_document("Online Safety", companions=("IT Policy", "Not here"))
    other = a_document("IT Policy")
    for each in (policy, other):
        in_force(each, writer=writer, head=head)
    page = browse(staff("Ann")).get(f"/policies/{policy.slug}/").content.decode()
    due = Version.objects.get(document=other).review_due
    assert due is not None
    owner = profile_in_force().title_of("dsl")
    assert f"{owner}; review by {day(due)}" in page
    assert "missing here" in page
    assert "past its review" not in page
    Version.objects.filter(document=other).update(review_due=TODAY - DAY)
    page = browse(staff("Ben")).get(f"/policies/{policy.slug}/").content.decode()
    assert "past its review" in page


def test_lost_references_are_found_and_stop_a_version(people: tuple[Person, Person]) -> None:
    writer, _head = people
    assert words.incomplete_references("See KMS 450? and KMS 017A. Really? KMS 451 ??") == [
        "KMS 450?", "KMS 451 ??",
    ]  # fmt: skip
    version = save_draft(a_document(), Draft("1", "As in KMS 450??.", purpose="New"), by=writer)
    with pytest.raises(NotNow, match="KMS 450"):
        submitted(version, writer=writer, reader=staff("Rea"))


def test_names_that_mean_one_document_are_found(college: Organisation) -> None:
    under("portland")
    staff("Lee", "dsl")
    document = begin(profile_in_force().profile)
    otherwise = papers("portland").named_otherwise
    assert named_differently(document, otherwise) == [
        ("Acceptable Use of ICT", "Acceptable Use ICT Policy"),
        ("Safeguarding and Prevent Policy", "Safeguarding Policy"),
    ]
    assert named_differently(a_document("Alone", companions=("Fire Safety",))) == []


@pytest.mark.parametrize("slug", sorted(slugs()))
def test_each_college_keeps_the_papers_of_its_policy(college: Organisation, slug: str) -> None:
    under(slug)
    staff("Lee", "dsl")
    begin(profile_in_force().profile)
    kept = papers(slug)
    assert set(Document.objects.values_list("slug", flat=True)) == {
        "policy",
        *(one.slug for one in kept.documents),
    }
    asked = {
        (row.document.slug, row.name, row.consequence, tuple(row.audience_data["kinds"]))
        for document in Document.objects.all() for row in document.requirements.all()
    }  # fmt: skip
    assert asked == {(one.of, one.name, one.consequence, one.who) for one in kept.asks}
    named = [row.name for row, _held in live_companions() if row.linked]
    titles = {one.title for one in kept.documents} | {
        n for one in kept.documents for n in one.called
    }
    assert set(named) == titles & set(profile_in_force().profile.document.companions)


def test_a_new_owner_receives_the_open_reviews(people: tuple[Person, Person]) -> None:
    writer, head = people
    document = a_document()
    in_force(document, writer=writer, head=head)
    reviews.open_review(document, source="need", because="A merger", event="m")
    assert tasks("policies.review") == {"Review: Acceptable Use Policy": {"Wes"}}
    keeping.change(document, {"owner_role": "principal", "title": document.title}, by=writer)
    assert tasks("policies.review") == {"Review: Acceptable Use Policy": {"Hea"}}


def test_whoever_holds_the_post_has_the_reviews(people: tuple[Person, Person]) -> None:
    writer, head = people
    document = a_document()
    in_force(document, writer=writer, head=head)
    reviews.open_review(document, source="need", because="A merger", event="m")
    new = staff("New")
    access.RoleHolding.objects.filter(person_id=writer.pk).delete()
    access.hold_role("dsl", new.pk, since=TODAY)
    duties.recompute_all()
    assert tasks("policies.review") == {"Review: Acceptable Use Policy": {"New"}}


def test_the_sources_are_kept_with_each_version_and_asked_for_each_year(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    document = a_document()
    keeping.rely_on(document, "Act 1998", checked_on=TODAY - YEAR, by=writer)
    keeping.rely_on(document, "Guidance 2026", checked_on=TODAY, by=writer)
    version = in_force(document, writer=writer, head=head)
    assert f"Act 1998 (checked on {times.day(TODAY - YEAR)})" in version.sources
    assert "Guidance 2026 (" in version.sources
    assert (keeping.ask_for_sources(), keeping.ask_for_sources()) == (1, 0)
    assert tasks(keeping.SOURCES) == {"Check the sources: Acceptable Use Policy": {"Wes"}}
    client, path = browse(writer), f"/policies/{document.slug}/sources/"
    assert "Act 1998" in client.get(path).content.decode()
    said = {"source0": "Act 2018", "source1": "", "another": "Order 2027"}
    assert client.post(path, said).status_code == 302
    assert tasks(keeping.SOURCES) == {}
    review = Review.objects.get()
    assert (review.source, review.because) == (
        "law", "Act 1998 has been replaced by Act 2018.",
    )  # fmt: skip
    standing = document.relied_on.filter(replaced_by="")
    assert set(standing.values_list("name", "checked_on")) == {
        ("Guidance 2026", TODAY), ("Order 2027", TODAY)
    }  # fmt: skip
    assert browse(staff("Ann")).get(path).status_code == 404


def test_a_newer_edition_of_the_law_opens_a_review_with_its_page(
    people: tuple[Person, Person],
) -> None:
    writer, head = people
    document = a_document(register="oaklands")
    a_document("Code of Conduct")
    version = in_force(document, writer=writer, head=head)
    assert keeping.open_law_reviews() == 0
    newest = max(edition.in_force_from for many in packs().values() for edition in many)
    Version.objects.filter(pk=version.pk).update(reviewed_on=newest - DAY)
    expected = {
        (f"law:{one.pack}:{one.edition}", f"/policy/law/{one.pack}/{one.edition}/")
        for many in packs().values() for one in many if one.in_force_from == newest
    }  # fmt: skip
    assert (keeping.open_law_reviews(), keeping.open_law_reviews()) == (len(expected), 0)
    found = {(one.event, one.url) for one in Review.objects.filter(document=document)}
    assert {event for event, _url in found} == {event for event, _url in expected}
    client = browse(writer)
    for _event, url in found:
        assert client.get(url).status_code == 200
    assert keeping.open_law_reviews(today=newest - 2 * DAY) == 0


def test_an_overdue_review_reaches_the_owners_manager_each_week(college: Organisation) -> None:
    under("oaklands")
    boss = staff("Bo")
    writer, head = staff("Wes", "dsl", manager=boss), staff("Hea", "principal")
    document = a_document()
    in_force(document, writer=writer, head=head)
    reviews.open_review(document, source="need", because="x", event="m", due=TODAY)

    def told(on: datetime.date) -> set[object]:
        chase(today=on)
        rows = Notification.objects.filter(
            occasion__kind="duties.team-overdue", occasion__event__endswith=str(on)
        )
        return set(rows.values_list("person_id", flat=True))

    heard = [number for number in range(1, 15) if told(TODAY + number * DAY) == {boss.pk}]
    assert heard == [7, 14]


def test_facts_are_changed_by_whoever_answers_for_them(people: tuple[Person, Person]) -> None:
    writer, head = people
    document = a_document("Appendix A", companions=("IT Policy",))
    a_document("Technology")
    in_force(document, writer=writer, head=head)
    client, path = browse(writer), f"/policies/{document.slug}/change/"
    form: dict[str, Any] = {
        "title": "Appendix A", "reference": "KMS 1", "aliases": "Social media\n", "public": "on",
        "owner_role": "dsl", "author_role": "", "review_months": "24", "companions": "Technology\n",
        "covers": "TikTok\nYouTube\n",
    }  # fmt: skip
    assert client.post(path, {**form, "review_months": "0"}).status_code == 422
    assert client.post(path, form).status_code == 302
    document.refresh_from_db()
    assert (document.aliases, document.covers, document.review_months) == (
        ["Social media"], ["TikTok", "YouTube"], 24,
    )  # fmt: skip
    assert [(str(one), one.linked is not None) for one in Companion.objects.all()] == [
        ("Technology", True)
    ]
    reader = browse(staff("Ann"))
    page = reader.get(f"/policies/{document.slug}/").content.decode()
    assert "<li>TikTok</li>" in page
    assert Version.objects.count() == 1
    assert reader.get(path).status_code == 404


def test_the_archive_is_read_by_everybody(people: tuple[Person, Person]) -> None:
    writer, head = people
    gone, kept = a_document("Old Rules"), a_document("New Rules")
    for each in (gone, kept):
        in_force(each, writer=writer, head=head)
    documents.archive(gone, by=writer, because="Merged")
    page = browse(staff("Ann")).get("/policies/archived/").content.decode()
    assert ("Old Rules" in page, "New Rules" in page) == (True, False)


@pytest.fixture
def site() -> Iterator[dict[str, bytes]]:
    """Serve pages on loopback; the address stands under ""."""
    pages: dict[str, Any] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = pages.get(self.path)
            self.send_response(200 if content is not None else 404)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    pages[""] = f"http://127.0.0.1:{server.server_port}"
    yield pages
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_stands_on_another_site_is_compared_with_what_is_in_force(
    people: tuple[Person, Person], site: dict[str, Any]
) -> None:
    writer, head = people
    document = a_document(public=True)
    in_force(document, writer=writer, head=head, text="# Rules\n\nBe kind.\n\nTell & ask.")
    copy = copies.add_copy(document, by=writer, place="Website", url=f"{site['']}/policy")
    seen = []
    for page in (
        None, b"<h1>Rules</h1><p>Be <b>kind</b>.</p><p>Tell &amp; ask.</p>", b"<p>Be kind.</p>",
        Version.objects.get().sha256.encode(),
    ):  # fmt: skip
        site["/policy"] = page
        seen.append((str(copies.look(copy).state), len(tasks(copies.DUTY))))
    assert seen == [("unreached", 1), ("same", 0), ("differs", 1), ("same", 0)]
    form = {"place": "Portal", "url": "https://portal.example/kms", "how": "outward",
            "shows": "words"}  # fmt: skip
    client, path = browse(writer), f"/policies/{document.slug}/elsewhere/"
    assert client.post(path, form).status_code == 302
    assert set(OutsideCopy.objects.values_list("place", flat=True)) == {"Website", "Portal"}
    assert (
        "Website: Shows the version in force"
        in client.get(f"/policies/{document.slug}/").content.decode()
    )
    assert browse(staff("Ann")).get(path).status_code == 404


def test_plain_words_score_better_than_hard_ones() -> None:
    plain = words.readability("Tell us. We will help you. You are not to blame. " * 6)
    hard = words.readability(
        "Notwithstanding organisational responsibilities, inappropriate communications necessitate "
        "immediate disciplinary consideration. " * 6
    )
    assert plain is not None
    assert hard is not None
    assert (plain.ease > 80, hard.ease < 30) == (True, True)
    assert (plain.age < 9, hard.age > 16) == (True, True)
    assert words.readability("Too short to say.") is None


def test_nothing_is_published_without_its_minute_where_the_policy_wants_it(
    college: Organisation,
) -> None:
    under("kingston-maurward")
    writer, team = staff("Wes", "dsl"), staff("Sam", "senior-management-team")
    version = save_draft(
        a_document(register="kingston-maurward", approver_roles=()),
        Draft("1", "Be kind.", purpose="New"), by=writer,
    )  # fmt: skip
    asked = submitted(version, writer=writer, reader=staff("Rea"))
    approvals.decide(asked.pk, by=team, approve=True, reason="Agreed")
    client, path = browse(writer), f"/policies/{version.document.slug}/publish/"
    form = {"effective_from_day": TODAY.day, "effective_from_month": TODAY.month,
            "effective_from_year": TODAY.year}  # fmt: skip
    refused = client.post(path, form)
    assert refused.status_code == 422
    assert "wants the meeting and the minute" in refused.content.decode()
    with pytest.raises(NotNow, match="minute"):
        publishing.publish(version, by=writer, effective_from=TODAY)
    minute = {"minute": "SMT, 7 July, minute 4"}
    assert client.post(path, {**form, **minute}).status_code == 302
    version.refresh_from_db()
    assert (version.state, version.minute) == ("published", "SMT, 7 July, minute 4")
