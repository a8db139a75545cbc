"""The pages by which a report goes another way, and the adult whom a learner chose."""

from __future__ import annotations

import pytest
from django.db import connection

from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import marks, reroute
from lanyard.rooms.concerns.models import Concern, ReadMark
from lanyard.rooms.concerns.reasons import ReporterKind
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_report


def sees(college: Organisation, who: Person) -> int:
    with acting_as(college.pk, who.pk), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM concerns_concern")
        return int(cursor.fetchone()[0])


def test_naming_somebody_who_reads_it_takes_it_from_them(college: Organisation) -> None:
    under("oaklands")
    lead, other = person("Le Ad", "safeguarding-team"), person("Oth Er", "safeguarding-team")
    head = person("He Ad", "principal")
    concern = a_report(by=person("Tu Tor"))
    client = browser(lead)
    where = f"/concerns/reports/{concern.pk}/people/"
    assert client.post(where, {"part": "alleged"}).status_code == 422
    nobody = client.post(where, {"part": "alleged", "person": "Nobody Atall"})
    assert "We know nobody by this name" in nobody.content.decode()
    sent = {"person": "Oth Er", "part": "alleged"}
    assert client.post(where, sent)["location"] == "/concerns/"
    assert [sees(college, who) for who in (lead, other, head)] == [0, 0, 1]
    assert Entry.objects.get(verb="concerns.people-named").details["count"] == 1


def test_describing_somebody_leaves_it_where_it_is(college: Organisation) -> None:
    under("oaklands")
    lead = person("Le Ad", "safeguarding-team")
    concern = a_report(by=person("Tu Tor"))
    sent = {"name": "The driver", "relation": "outside", "part": "witness"}
    answer = browser(lead).post(f"/concerns/reports/{concern.pk}/people/", sent)
    assert answer["location"] == f"/concerns/reports/{concern.pk}/"
    assert [(i.name, i.part, i.relation) for i in concern.involved.all()] == [
        ("The driver", "witness", "outside")
    ]


def test_one_reader_is_kept_out_and_the_others_read_on(college: Organisation) -> None:
    under("oaklands")
    lead, friend = person("Le Ad", "safeguarding-team"), person("Fri End", "safeguarding-team")
    concern = a_report(by=person("Tu Tor"))
    client = browser(lead)
    where = f"/concerns/reports/{concern.pk}/keep-out/"
    assert client.post(where, {"person": "Fri End", "because": " "}).status_code == 422
    sent = {"person": "Fri End", "because": "Married to the one who did it."}
    assert client.post(where, sent)["location"] == f"/concerns/reports/{concern.pk}/"
    assert [sees(college, who) for who in (lead, friend)] == [1, 0]
    entry = Entry.objects.get(verb="concerns.kept-out")
    assert (entry.actor_id, entry.because) == (lead.pk, "Married to the one who did it.")
    with acting_as(college.pk, friend.pk):
        assert not Entry.objects.filter(subject_id=str(concern.pk)).exists()
    with pytest.raises(ValueError, match="conflict"):
        reroute.keep_out_of_report(concern, friend, because="", by=lead)


def test_the_last_reader_stepping_out_sends_it_on(college: Organisation) -> None:
    under("oaklands")
    lead, head = person("Le Ad", "safeguarding-team"), person("He Ad", "principal")
    concern = a_report(by=person("Tu Tor"))
    sent = {"person": "Le Ad", "because": "My own child."}
    answer = browser(lead).post(f"/concerns/reports/{concern.pk}/keep-out/", sent)
    assert answer["location"] == "/concerns/"
    assert [sees(college, who) for who in (lead, head)] == [0, 1]


def test_sending_anew_follows_the_posts_of_today(college: Organisation) -> None:
    under("oaklands")
    head = person("He Ad", "principal")
    concern = a_report(by=person("Tu Tor"))
    assert sees(college, head) == 1
    late = person("La Te", "safeguarding-team")
    client = browser(head)
    where = f"/concerns/reports/{concern.pk}/reroute/"
    assert client.get(where).status_code == 200
    client.post(where)
    assert [sees(college, who) for who in (head, late)] == [0, 1]
    assert Notification.objects.filter(person_id=late.pk).count() == 1


def test_these_pages_are_not_there_for_others(college: Organisation) -> None:
    under("oaklands")
    person("Le Ad", "safeguarding-team")
    tutor = person("Tu Tor")
    concern = a_report(by=tutor)
    for client in (browser(tutor), browser(person("Mana Ger", "management"))):
        for page in ("people", "keep-out", "reroute", "respond"):
            address = f"/concerns/reports/{concern.pk}/{page}/"
            assert client.get(address).status_code == 404
            assert client.post(address, {"person": "Le Ad", "because": "x"}).status_code == 404
    with acting_as(college.pk, tutor.pk), pytest.raises(Concern.DoesNotExist):
        reroute.name_in_report(concern, [], by=tutor)


def test_the_chosen_adult_is_told_how_to_respond_and_that_they_read_it_is_kept(
    college: Organisation,
) -> None:
    under("landau")
    officer, adult, mia = person("Off Icer", "dso"), person("Tru Sted"), learner("Mia Okoro")
    concern = a_report(by=mia, reporter_kind=ReporterKind.LEARNER, chosen_adult_id=adult.pk)
    where = f"/concerns/reports/{concern.pk}/respond/"
    told = {
        note.person_id: note.occasion.url
        for note in Notification.objects.select_related("occasion")
    }
    assert told == {officer.pk: f"/concerns/reports/{concern.pk}/", adult.pk: where}
    client = browser(adult)
    shown = client.get(where).content.decode()
    for words in ("Listen, and thank them for telling you.", "never promise confidentiality",
                  "LAN-STAFF-04", "These words are Lanyard's own"):  # fmt: skip
        assert words in shown, words
    report_page = f"/concerns/reports/{concern.pk}/"
    before = browser(officer).get(report_page).content.decode()
    assert "has not read how to respond yet" in before
    assert client.post(where)["location"] == report_page
    client.post(where)
    assert "You read this" in client.get(where).content.decode()
    assert "has read how to respond" in browser(officer).get(report_page).content.decode()
    assert browser(officer).get(where).status_code == 404
    with acting_as(college.pk, officer.pk):
        assert ReadMark.objects.count() == 0
    with acting_as_system(college.pk, "look"):
        assert ReadMark.objects.get().person_id == adult.pk
    assert Entry.objects.filter(verb="concerns.prompt-read").count() == 1
    with pytest.raises(PermissionError):
        marks.read_how_to_respond(concern, by=officer)


def test_sent_again_it_still_leads_the_adult_to_how_to_respond(college: Organisation) -> None:
    under("landau")
    officer, adult, mia = person("Off Icer", "dso"), person("Tru Sted"), learner("Mia Okoro")
    concern = a_report(by=mia, reporter_kind=ReporterKind.LEARNER, chosen_adult_id=adult.pk)
    with acting_as(college.pk, officer.pk):
        reroute.reroute(concern, by=officer)
    urls = Notification.objects.filter(person_id=adult.pk).values_list("occasion__url", flat=True)
    assert list(urls) == [f"/concerns/reports/{concern.pk}/respond/"]
