"""Places that Lanyard does not reach, banners, mails to next of kin, and summaries we wrote."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from lanyard.engine.duties import api as duties
from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.api import make_token
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import join
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.policies import links, shipped
from lanyard.rooms.policies.actions import copies, telling
from lanyard.rooms.policies.actions.documents import NotNow
from lanyard.rooms.policies.actions.starting import begin
from lanyard.rooms.policies.models import Attachment, Document, Mailing, OutsideCopy, Version
from lanyard.rooms.policies.queries.reach import USUAL, awareness
from lanyard.rooms.policies.tests.scene import DAY, TODAY, a_document, in_force, under
from lanyard.rooms.policies.tests.test_controls import stands

SAME, DIFFERS = OutsideCopy.State.SAME, OutsideCopy.State.DIFFERS


@pytest.fixture
def people(college: Organisation) -> tuple[Person, Person]:
    under("landau")
    return staff("Wes", "dsl"), staff("Hea", "principal")


def force(document: Document, people: tuple[Person, Person], text: str = "Be kind.") -> Version:
    return in_force(document, writer=people[0], head=people[1], text=text)


def a_banner(people: tuple[Person, Person], how: str = "probe") -> OutsideCopy:
    notice = a_document("Log-on notice", kind=Document.Kind.NOTICE)
    force(notice, people)
    return copies.add_copy(notice, by=people[0], place="Windows log-on", how=how)


def looks() -> list[str]:
    """Return who is to look at what."""
    rows = duties.Occurrence.objects.filter(
        definition__kind=copies.DUTY, done_on=None, withdrawn_on=None
    )
    return sorted(f"{one.person.given_name}: {one.definition.title}" for one in rows)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    moment = timezone.now() + datetime.timedelta(days=days)
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_a_banner_that_nobody_has_looked_at_is_a_task_of_it(
    people: tuple[Person, Person], college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    ira = staff("Ira", "it-department")
    banner = a_banner(people, how="hand")
    copies.look(banner)
    asked = "Ira: Look whether it stands there: Log-on notice, Windows log-on"
    assert looks() == [asked]
    assert "log-on-notice-shown" not in stands(college)
    copies.look_by_hand(banner, SAME, by=ira)
    assert (looks(), banner.looked_by_name) == ([], str(ira))
    assert stands(college)["log-on-notice-shown"] == "in-force 1/1"
    copies.look(banner)
    assert looks() == []
    later(monkeypatch, 32)
    copies.look(banner)
    assert looks() == [asked]
    assert stands(college, TODAY + 32 * DAY)["log-on-notice-shown"] == "not-in-force 0/1"


def test_a_look_at_older_words_does_not_count(people: tuple[Person, Person]) -> None:
    staff("Ira", "it-department")
    banner = a_banner(people, how="hand")
    copies.look_by_hand(banner, SAME, by=people[0])
    assert copies.holds(banner, Version.objects.get(), TODAY)
    newer = force(banner.document, people, text="Be kind, and lock your screen.")
    assert not copies.holds(banner, newer, TODAY)
    copies.look(banner)
    assert len(looks()) == 1


def test_a_script_sends_what_stands_on_the_screen(people: tuple[Person, Person]) -> None:
    staff("Ira", "it-department")
    banner = a_banner(people)
    other = copies.add_copy(banner.document, by=people[0], place="Phone", how="hand")
    end = timezone.now() + datetime.timedelta(days=9)

    def send(what: str, where: Any = banner.pk, scope: str = "places") -> tuple[int, str]:
        secret = make_token(f"Probe {what[:9]}", scopes=[scope], expires=end, by=people[0])[1]
        client = Client(headers={"host": "here.test", "authorization": f"Bearer {secret}"})
        answer = client.put(f"/api/v1/places/{where}", what, content_type="text/plain")
        return answer.status_code, answer.json().get("state", "")

    assert send("Welcome to the college") == (200, "differs")
    assert looks() == ["Ira: Does not show the version in force: Log-on notice, Windows log-on"]
    assert send("Notice: be KIND.") == (200, "same")
    assert looks() == []
    assert send("Be kind.", other.pk)[0] == 404
    assert send("Be kind.", people[0].pk)[0] == 404
    assert send("Be kind.", scope="access")[0] == 401
    banner.refresh_from_db()
    assert banner.looked_by_name.startswith("Probe")


def test_the_signed_block_is_believed_and_a_forged_one_is_not(
    people: tuple[Person, Person],
) -> None:
    banner = a_banner(people)
    version = Version.objects.get()
    served = browser().get("/log-on-notice/log-on-notice.txt?block").text
    assert served == copies.signed_block(version)
    assert "Be kind." in served
    mark = served.strip().splitlines()[-1]
    assert copies.take_probe(banner, mark.encode(), by=people[0]).state == SAME
    forged = f"Be kind. {version.sha256}:{'A' * 43}"
    assert copies.take_probe(banner, forged.encode(), by=people[0]).state == DIFFERS
    assert "X-Lanyard" not in browser().get("/log-on-notice/log-on-notice.txt").text


def test_an_intranet_page_must_lead_to_ours(people: tuple[Person, Person]) -> None:
    document = a_document(public=True)
    force(document, people)
    zone = copies.add_copy(document, by=people[0], place="Student Zone", how="probe", shows="link")
    page = browse(people[0]).get(f"/policies/places/{zone.pk}/")
    block = links.public_addresses()[0]
    assert block in page.text
    for content, state in (
        ("<p>Be kind.</p>", DIFFERS), (f'<a href="{block}">Safe</a>', SAME),
    ):  # fmt: skip
        assert copies.take_probe(zone, content.encode(), by=people[0]).state == state
    force(document, people, text="Be kind, always.")
    assert copies.holds(zone, Version.objects.get(state="published"), TODAY)


def test_the_page_of_a_place_is_for_its_owner_and_of_a_banner_for_it_too(
    people: tuple[Person, Person],
) -> None:
    ira, ann = staff("Ira", "it-department"), staff("Ann")
    banner = a_banner(people, how="hand")
    document = a_document()
    force(document, people)
    portal = copies.add_copy(document, by=people[0], place="Portal", how="hand",
                             url="https://portal.example/kms")  # fmt: skip
    seen = {
        one.given_name: [browse(one).get(f"/policies/places/{at.pk}/").status_code
                         for at in (banner, portal)]
        for one in (people[0], ira, ann)
    }  # fmt: skip
    assert seen == {"Wes": [200, 200], "Ira": [200, 404], "Ann": [404, 404]}
    client, path = browse(people[0]), f"/policies/places/{portal.pk}/"
    assert client.post(path, {"state": "unseen"}).status_code == 422
    assert client.post(path, {"state": "same"}).status_code == 302
    assert "Portal: Shows the version in force" in client.get(f"/policies/{document.slug}/").text
    form = {"place": "Screen", "how": "outward", "shows": "words"}
    assert client.post(f"/policies/{document.slug}/elsewhere/", form).status_code == 422


def a_parent(child: Person, name: str, **more: Any) -> Person:
    facts = {"email": f"{name.lower()}@home.example", **more}
    willing = facts.pop("may_contact", True)
    verified = facts.pop("verified_on", TODAY)
    parent = join(by=None, given_name=name, family_name="Parent", **facts)
    GuardianLink.objects.create(
        guardian=parent, learner=child, relation="parent", may_contact=willing,
        verified_on=verified,
    )  # fmt: skip
    return parent


def test_all_next_of_kin_are_written_to_at_once_and_each_once(
    people: tuple[Person, Person],
) -> None:
    child = learner("Lou")
    for name in ("Pia", "Pat"):
        a_parent(child, name)
    a_parent(child, "Nomail", email="")
    a_parent(child, "Unwilling", may_contact=False)
    a_parent(child, "Unknown", verified_on=None)
    document = a_document()
    with pytest.raises(NotNow, match="public"):
        telling.tell_guardians(document, by=people[0])
    Document.objects.update(public=True)
    document.refresh_from_db()
    force(document, people)
    assert telling.tell_guardians(document, by=people[0]) == 2
    assert telling.tell_guardians(document, by=people[0]) == 0
    jobs.run_waiting()
    jobs.run_waiting()
    sent = {tuple(one.to): one.body for one in mail.outbox}
    assert set(sent) == {("pia@home.example",), ("pat@home.example",)}
    assert all("/our-policies/acceptable-use-policy/" in body for body in sent.values())
    row = next(one for one in awareness(document, USUAL, on=TODAY) if one.audience == "guardian")
    assert (row.channel, row.reached) == ("email", 2)
    force(document, people, text="Be kind, and tell.")
    assert len(telling.to_tell(document)) == 2
    path = f"/policies/{document.slug}/tell/"
    assert browse(staff("Ann")).get(path).status_code == 404
    assert browse(people[0]).post(path).status_code == 302
    assert Mailing.objects.count() == 4


def test_mailings_of_organisations_are_apart(
    people: tuple[Person, Person], elsewhere: Organisation
) -> None:
    document = a_document(public=True)
    version = force(document, people)
    Mailing.objects.create(version=version, person=people[0])
    with acting_as_system(elsewhere.pk, "look over the wall"):
        assert not Mailing.objects.exists()
    assert Mailing.objects.count() == 1


@pytest.mark.parametrize(("slug", "number"), [("kingston-maurward", 1), ("company", 3)])
def test_a_summary_we_wrote_is_a_draft_until_the_college_adopts_it(
    college: Organisation, slug: str, number: int
) -> None:
    under(slug)
    lead, ann = staff("Lee", "dsl", "ap-student-experience"), staff("Ann")
    document = begin(profile_in_force().profile)
    rows = list(Attachment.objects.filter(shipped=True))
    assert len(rows) == number == len(shipped.papers(slug).summaries)
    assert all(one.is_draft and len(one.text.split()) > 100 for one in rows)
    one = rows[0]
    path = f"/policies/{document.slug}/forms/{one.pk}/"
    public = f"/our-policies/{document.slug}/"
    assert browse(ann).get(path).status_code == 404
    assert one.title not in browse(ann).get(f"/policies/{document.slug}/").text
    assert one.title not in browser().get(public).text
    assert stands(college)["policy-explained"] == "not-in-force 0/1"
    assert browse(ann).post(f"{path}adopt/").status_code == 404
    shown = browse(lead).get(path).text
    assert "Lanyard's draft" in shown
    assert browse(lead).post(f"{path}adopt/").status_code == 302
    assert browse(ann).get(path).status_code == 200
    assert one.title in browser().get(public).text
    assert stands(college)["policy-explained"] == "in-force 1/1"


def test_a_summary_that_is_not_there_is_refused_by_its_key(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shipped, "CONTENT", tmp_path)
    (tmp_path / "landau").mkdir()
    papers = tmp_path / "landau" / "papers.toml"
    papers.write_text('[[summaries]]\nfile = "no.md"\ntitle = "x"\nwho = ["staff"]\n')
    shipped.papers.cache_clear()
    with pytest.raises(shipped.PapersInvalid, match=r"landau/papers.toml: summaries.1.file"):
        shipped.papers("landau")
    shipped.papers.cache_clear()


def test_every_page_leads_to_the_privacy_statement(people: tuple[Person, Person]) -> None:
    document = begin(profile_in_force().profile)
    assert document.slug == "policy"
    nobody = browser()
    for path in ("/our-policies/policy/say/", "/guidance/", "/sign-in/"):
        assert 'href="/privacy/"' in nobody.get(path).text
    assert "is not published here yet" in nobody.get("/privacy/").text
    statement = Document.objects.get(slug="privacy-statement")
    statement.approver_roles = ["principal"]
    statement.save(update_fields=["approver_roles"])
    force(statement, people, text="We keep little.")
    assert "We keep little." in nobody.get("/privacy/", follow=True).text


_NAMED: dict[str, set[tuple[str, str, str, str]]] = {
    "landau": {
        ("policy", "Student Zone intranet", "hand", "link"),
        ("privacy-statement", "citrus", "hand", "words"),
        ("log-on-notice", "The network's log-on banner", "hand", "words"),
    },
    "kingston-maurward": {
        ("students-acceptable-use", "Student Moodle Portal: KMC Documents", "hand", "words")
    },
    "oaklands": set(),
}


@pytest.mark.parametrize("slug", sorted(_NAMED))
def test_the_places_that_a_policy_names_are_looked_after_from_the_first_day(
    college: Organisation, slug: str
) -> None:
    under(slug)
    begin(profile_in_force().profile)
    rows = OutsideCopy.objects.select_related("document")
    assert {(one.document.slug, one.place, one.how, one.shows) for one in rows} == _NAMED[slug]


def test_a_place_without_words_in_force_is_not_asked_about(college: Organisation) -> None:
    under("landau")
    staff("Lee", "dsl", "it-department")
    begin(profile_in_force().profile)
    for place in OutsideCopy.objects.all():
        copies.look(place)
    assert [title.partition(", ")[2] for title in looks()] == ["Student Zone intranet"]
