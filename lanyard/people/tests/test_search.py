"""Search over the whole site finds people: only those whom the reader may look up."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.identity.api import account_for
from lanyard.foundation.identity.tests.people import PASSWORD, signed_in_as
from lanyard.foundation.organisations.models import Organisation
from lanyard.people import actions
from lanyard.people.actions.vulnerability import circle_of_flags
from lanyard.people.models import Group, Membership, Person, Vulnerability
from lanyard.people.tests.scene import DAY, TODAY, a_learner, somebody


def finds(client: Client, words: str = "abara") -> list[str]:
    """Return the names that the site's own search shows of people."""
    kinds = client.post("/search/", {"q": words}, follow=True).context["found"]
    return [title for kind in kinds if str(kind.label) == "People" for title, _ in kind.results]


def test_each_finds_those_whom_they_may_look_up(
    college: Organisation, elsewhere: Organisation
) -> None:
    with acting_as_system(elsewhere.pk, "set the scene"):
        a_learner("Otto")
    zoe, bea = a_learner(), a_learner("Bea")
    gone = actions.join(by=None, given_name="Gil", family_name="Abara")
    actions.leave(gone, by=None, on=TODAY - DAY)
    _, lead = somebody("Lee", "dsl")
    teacher, tutor = somebody("Tia", "tutor")
    group = Group.objects.create(name="3A", kind="class")
    for person, part in ((teacher, "teacher"), (zoe, "learner")):
        Membership.objects.create(group=group, person=person, part=part, since=TODAY)
    assert finds(lead) == ["Bea Abara, learner", "Zoë Abara, learner", "Gil Abara, left"]
    assert finds(lead, "zoe ABARA") == ["Zoë Abara, learner"]
    assert finds(tutor) == ["Zoë Abara, learner"]
    assert finds(somebody("Stu", "tutor")[1]) == []
    own = signed_in_as(account_for(bea.pk, email=bea.email, password=PASSWORD))
    assert finds(own) == []
    assert own.get(f"/people/{zoe.pk}/").status_code == 404


def test_no_address_and_no_title_holds_what_is_searched_for(college: Organisation) -> None:
    zoe = a_learner()
    _, lead = somebody("Lee", "dsl")
    _, other = somebody("Ona", "dsl")
    for page in ("/search/", "/people/?kind=learner"):
        sent = lead.post(page, {"q": " Zoë \x00 abara "})
        assert sent.status_code == 302
        where = sent.headers["Location"]
        assert "zo" not in where.lower()
        assert ("kind=learner" in where) == ("kind" in page)
        found = lead.get(where).content.decode()
        assert f"/people/{zoe.pk}/" in found
        assert 'value="Zoë abara"' in found
        assert "Zoë" not in title(found)
        assert f"/people/{zoe.pk}/" not in other.get(where).content.decode() or "kind" in page
        assert "Zoë abara" not in other.get(where).content.decode()
    shown = lead.get(f"/people/{zoe.pk}/").content.decode()
    assert ("Zoë" in shown, title(shown)[:10]) == (True, "One person")
    assert lead.post("/search/", {"q": " "}).headers["Location"] == "/search/?"


def title(page: str) -> str:
    """Return what the browser's tab says of a page."""
    return page.partition("<title>")[2].partition("</title>")[0]


def test_searches_of_a_session_are_kept_in_number(college: Organisation) -> None:
    _, lead = somebody("Lee", "dsl")
    tokens = [lead.post("/search/", {"q": f"word {n}"}).headers["Location"] for n in range(25)]
    assert lead.post("/search/", {"q": "word 24"}).headers["Location"] == tokens[24]
    kept = [lead.get(token).context["words"] for token in tokens]
    assert kept == [""] * 5 + [f"word {n}" for n in range(5, 25)]


def test_a_guardian_finds_nobody(college: Organisation) -> None:
    zoe = a_learner()
    mother = actions.join(by=None, given_name="Ida", family_name="Abara", email="ida@home.test")
    link = actions.link_guardian(mother, zoe, by=None, relation="parent")
    actions.verify_guardian(link, by=Person.objects.create(given_name="V", family_name="C"),
                            on=TODAY, how="Seen")  # fmt: skip
    client = signed_in_as(account_for(mother.pk, email=mother.email, password=PASSWORD))
    assert finds(client) == []


def test_a_reason_for_care_is_neither_shown_nor_found(college: Organisation) -> None:
    zoe = a_learner()
    lead, client = somebody("Lee", "dsl")
    with acting_as(college.pk, lead.pk):
        Vulnerability.objects.create(
            person=zoe, kind="looked-after", note="Lives with her aunt", since=timezone.localdate(),
            circle_id=circle_of_flags(),
        )  # fmt: skip
    assert finds(client, "aunt") == []
    assert finds(client, "looked") == []
    page = client.post("/search/", {"q": "abara"}, follow=True).content.decode()
    assert "Zoë Abara" in page
    assert "ooked after" not in page


def test_search_asks_as_often_for_three_as_for_one(college: Organisation) -> None:
    _, client = somebody("Lee", "dsl")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            finds(client)
        return len(asked)

    a_learner()
    queries()
    one = queries()
    for name in ("Ann", "Bo"):
        Person.objects.create(given_name=name, family_name="Abara")
    assert queries() == one
