"""Asking page by page: only what is needed, what is known filled in, the answer kept."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lanyard.engine.answers import actions
from lanyard.engine.answers.models import Inquiry, KeptAnswer, Precedent
from lanyard.engine.answers.tests.scene import (
    TODAY,
    browse,
    ex_learner,
    learner,
    post,
    staff,
    taught_by,
    text,
    under,
    walk,
)
from lanyard.engine.decisions.api import questions
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import set_vulnerability
from lanyard.people.api import Person, Vulnerability

CONNECT = "/may-i/ask/contact.connect/"


def own_answers(person: Person) -> list[KeptAnswer]:
    with acting_as(person.organisation_id, person.pk):
        return list(KeptAnswer.objects.all())


def latest(person: Person) -> KeptAnswer:
    return own_answers(person)[0]


def name_whom(client: Client, person: Person) -> str:
    """Look for a person and take them; return where it leads."""
    page = client.post(f"{CONNECT}who/", {"name": person.given_name})
    assert str(person.pk) in page.content.decode()
    return post(client, f"{CONNECT}who/", person=str(person.pk))


def test_an_ex_learner_on_instagram_under_landau_gets_the_exact_date(
    college: Organisation,
) -> None:
    under("landau")
    tutor = staff("Ann", "tutor")
    left = TODAY - datetime.timedelta(days=400)
    child = TODAY - datetime.timedelta(days=19 * 365)
    gone = ex_learner("Mia", left=left, born=child)
    taught_by(tutor, gone, until=left)
    client = browse(tutor)
    assert client.get(CONNECT).headers["Location"] == f"{CONNECT}account/"
    assert post(client, f"{CONNECT}account/", value="personal") == f"{CONNECT}who/"
    ways = walk(client, name_whom(client, gone), platform="Instagram", direction="follow")
    there, kept = ways[-1], latest(tutor)
    assert there == f"/may-i/answers/{kept.pk}/"
    free = left.replace(year=left.year + 5)
    assert (kept.answer["answer"], kept.answer["until"]) == ("no", free.isoformat())
    page = text(client, there)
    assert f"No until {free:%A} {free.day} {free:%B %Y}" in page
    assert "LAN-FRI-06" in page
    assert "/clauses/LAN-FRI-06/" in page
    assert "position of trust" in page
    assert "their date of birth" in page
    assert str(child.year) not in page
    assert Inquiry.objects.count() == 0
    assert kept.about == "Mia Learner"
    entry = Entry.objects.get(verb="answers.asked")
    assert (entry.actor_id, entry.subject) == (tutor.pk, "May I connect with this person?")


def test_each_policy_asks_only_what_it_needs(college: Organisation) -> None:
    under("portland")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    assert client.get(CONNECT).headers["Location"] == f"{CONNECT}account/"
    post(client, f"{CONNECT}account/", value="personal")
    assert post(client, f"{CONNECT}who/", describe="1") == f"{CONNECT}relation/"
    there = post(client, f"{CONNECT}relation/", value="current-learner")
    assert there == f"/may-i/answers/{latest(tutor).pk}/"
    assert latest(tutor).answer["answer"] == "no"


def test_back_change_and_again(college: Organisation) -> None:
    under("portland")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    post(client, f"{CONNECT}account/", value="personal")
    post(client, f"{CONNECT}who/", describe="1")
    page = text(client, f"{CONNECT}relation/")
    assert f'href="{CONNECT}account/"' in page
    assert "What we know so far" in page
    first = post(client, f"{CONNECT}relation/", value="current-learner")
    assert post(client, f"{first}again/") == CONNECT
    page = text(client, CONNECT)
    assert "Have the answer" in page
    assert "Current learner" in page
    second = post(client, f"{CONNECT}relation/", value="public")
    assert second != first
    told = {kept.answer["answer"] for kept in own_answers(tutor)}
    assert len(own_answers(tutor)) == 2
    assert "no" in told
    post(client, f"{CONNECT}account/", value="personal")
    post(client, f"{CONNECT}restart/")
    assert client.get(CONNECT).headers["Location"] == f"{CONNECT}account/"


def test_a_protected_fact_decides_without_being_shown(college: Organisation) -> None:
    """Adult learners: a flagged one is asked as any other, and refused as one who is taught."""
    under("landau")
    tutor, lead = staff("Ann", "tutor"), staff("Lee", "dsl")
    since = TODAY - datetime.timedelta(days=50)
    plain, flagged, taught = (learner(name, since=since) for name in ("Pat", "Vic", "Tay"))
    taught_by(tutor, plain, flagged, until=TODAY - datetime.timedelta(days=10))
    taught_by(tutor, taught)
    with acting_as(college.pk, lead.pk):
        set_vulnerability(flagged, by=lead, kind=Vulnerability.Kind.SOCIAL_WORKER, since=since)
    client = browse(tutor)
    ways, pages = [], []
    for person in (plain, flagged, taught):
        post(client, f"{CONNECT}account/", value="personal")
        steps = walk(client, name_whom(client, person), direction="send", responsible="no",
                     platform="instagram")  # fmt: skip
        ways.append(steps[:-1])
        pages.append(text(client, steps[-1]))
    assert ways[0] == ways[1]
    answers = {kept.about: kept.answer for kept in own_answers(tutor)}
    assert answers["Pat Learner"]["answer"] == "yes"
    assert answers["Vic Learner"]["answer"] == "no"
    assert answers["Vic Learner"] == answers["Tay Learner"]
    assert len(answers["Vic Learner"]["because"]) > 1
    assert answers["Vic Learner"]["until"] is None
    stored = Precedent.objects.get(facts__vulnerable=True)
    assert stored.rule.startswith("connect.vulnerable")


def test_nobody_else_reads_a_copy_and_nobody_rewrites_it(college: Organisation) -> None:
    under("portland")
    tutor, other, lead = staff("Ann", "tutor"), staff("Ben", "tutor"), staff("Lee", "dsl")
    client = browse(tutor)
    post(client, f"{CONNECT}account/", value="personal")
    post(client, f"{CONNECT}who/", describe="1")
    path = post(client, f"{CONNECT}relation/", value="current-learner")
    for stranger in (browse(other), browse(lead)):
        assert stranger.get(path).status_code == 404
        assert stranger.post(f"{path}again/").status_code == 404
        assert "Answers that you had" in text(stranger, "/may-i/answers/")
        assert "connect" not in text(stranger, "/may-i/answers/").partition("<main")[2].lower()
    assert browser().get(path).status_code == 302
    assert (KeptAnswer.objects.count(), own_answers(other), own_answers(lead)) == (0, [], [])
    with acting_as(college.pk, tutor.pk):
        assert Precedent.objects.count() == 0
    kept = latest(tutor)
    kept.answer["answer"] = "yes"
    with acting_as(college.pk, tutor.pk), pytest.raises(IntegrityError, match="stays as it was"):
        kept.save()


def test_learners_do_not_find_it(college: Organisation) -> None:
    under("portland")
    pupil = learner("Mia")
    pupil.email = "mia@here.test"
    pupil.save()
    client = browse(pupil)
    for path in ("/may-i/", CONNECT, "/may-i/answers/"):
        assert client.get(path).status_code == 404


def test_who_may_be_asked_about(college: Organisation) -> None:
    """One's learners, now or before, and nobody else's: a name is no key to a stranger's age."""
    under("landau")
    tutor, other = staff("Ann", "tutor"), staff("Ben", "tutor")
    mine, theirs = learner("Miamine"), learner("Miatheirs")
    taught_by(tutor, mine)
    taught_by(other, theirs)
    client = browse(tutor)
    page = client.post(f"{CONNECT}who/", {"name": "mia"}).content.decode()
    assert "Miamine" in page
    assert "Miatheirs" not in page
    assert client.post(f"{CONNECT}who/", {"person": str(theirs.pk)}).status_code == 422
    assert "nobody of that name" in client.post(
        f"{CONNECT}who/", {"name": "Miatheirs"}
    ).content.decode()  # fmt: skip


def test_a_silent_policy_says_that_it_is_silent(college: Organisation) -> None:
    under("oaklands")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    path = post(client, "/may-i/ask/recruitment.view/")
    page = text(client, path)
    assert latest(tutor).answer["silent"]
    assert "The policy says nothing about this." in page
    assert "Lanyard&#x27;s default" in page or "Lanyard's default" in page


def test_going_ahead_against_advice_takes_a_reason(college: Organisation) -> None:
    under("kingston-maurward")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    post(client, f"{CONNECT}account/", value="personal")
    post(client, f"{CONNECT}who/", describe="1")
    path = post(client, f"{CONNECT}relation/", value="direct-report")
    assert latest(tutor).answer["answer"] == "avoid"
    assert client.post(f"{path}reason/", {"because": ""}).status_code == 422
    post(client, f"{path}reason/", because="We were friends before.")
    assert "We were friends before." in text(client, path)
    assert client.get(f"{path}reason/").status_code == 404
    assert Entry.objects.filter(verb="answers.went-ahead").count() == 1


def test_not_knowing_is_an_answer(college: Organisation) -> None:
    under("landau")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    path = "/may-i/ask/police.report/kind/"
    assert client.post(path, {}).status_code == 422
    while "/answers/" not in path:
        path = post(client, path, skip="1")
    kept = latest(tutor)
    assert kept.answer["answer"] == "unknown"
    assert "take it as a no" in text(client, path)
    assert kept.unknown


def test_periods_of_study_are_typed_one_after_another(college: Organisation) -> None:
    under("landau")
    client = browse(staff("Ann", "tutor"))
    post(client, f"{CONNECT}account/", value="personal")
    post(client, f"{CONNECT}who/", describe="1")
    post(client, f"{CONNECT}relation/", value="former-learner")
    spans = {"value-0-from_day": "1", "value-0-from_month": "9", "value-0-from_year": "2019",
             "value-0-to_day": "30", "value-0-to_month": "6", "value-0-to_year": "2018",
             "entries": "1"}  # fmt: skip
    page = client.post(f"{CONNECT}enrolments/", spans)
    assert page.status_code == 422
    assert "before the day on which it began" in page.content.decode()
    spans["value-0-to_year"] = "2021"
    more = client.post(f"{CONNECT}enrolments/", {**spans, "more": "1"}).content.decode()
    assert "Period of study 2" in more
    assert 'value="2021"' in more
    post(client, f"{CONNECT}enrolments/", **spans)


def test_asking_without_end_is_stopped(college: Organisation) -> None:
    under("oaklands")
    client = browse(staff("Ann", "tutor"))
    for _ in range(actions.MOST_ANSWERS):
        assert client.post("/may-i/ask/recruitment.view/").status_code == 302
    assert client.post("/may-i/ask/recruitment.view/").status_code == 429


@pytest.mark.parametrize("question", questions())
def test_every_question_can_be_asked_to_its_end(college: Organisation, question: str) -> None:
    under("landau")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    path = f"/may-i/ask/{question}/"
    answer = client.get(path)
    for _ in range(30):
        if answer.status_code == 200:
            path = post(client, path, **({} if path.endswith(f"{question}/") else {"skip": "1"}))
        else:
            path = answer.headers["Location"]
        if path.endswith("/who/"):
            path = post(client, path, describe="1")
        if "/answers/" in path:
            break
        answer = client.get(path)
    assert "What was asked" in text(client, path)


def test_lists_take_as_many_queries_for_one_row_as_for_three(college: Organisation) -> None:
    under("oaklands")
    client = browse(staff("Ann", "tutor"))
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            post(client, "/may-i/ask/recruitment.view/")
        for path in ("/may-i/", "/may-i/answers/"):
            with CaptureQueriesContext(
                connection,
            ) as seen:
                text(client, path)
            counts.append(len(seen))
    assert counts[:2] == counts[2:]


def test_what_is_over_is_destroyed(college: Organisation) -> None:
    under("oaklands")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    post(client, "/may-i/ask/recruitment.view/")
    post(client, f"{CONNECT}account/", value="personal")
    assert actions.destroy_what_is_over() == 0
    with acting_as(college.pk, tutor.pk):
        Inquiry.objects.update(keep_until=timezone.now() - datetime.timedelta(days=1))
        assert Inquiry.objects.count() == 1
    Precedent.objects.update(on=TODAY - datetime.timedelta(days=8 * 365))
    assert actions.destroy_what_is_over() == 2
    assert len(own_answers(tutor)) == 1


def test_the_index_is_searched_in_plain_words(college: Organisation) -> None:
    under("oaklands")
    client = browse(staff("Ann", "tutor"))
    page = text(client, "/may-i/", q="instagram ex-learner")
    assert "May I connect with this person?" in page
    assert "May I publish" not in page
    assert "No question has these words" in text(client, "/may-i/", q="zebra")
    assert text(client, "/may-i/").count("lanyard-asks__link") == len(questions())
    for bad in ("/may-i/ask/who.knows/", f"{CONNECT}vulnerable/", f"{CONNECT}colour/"):
        assert client.get(bad).status_code == 404


def test_the_short_forms_ask_on_one_screen(college: Organisation) -> None:
    under("portland")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    page = text(client, "/may-i/connect/", platform="Instagram", direction="follow", born="2001")
    assert 'value="Instagram"' in page
    assert 'value="follow" selected' in page
    assert "2001" not in page
    assert "<b>" not in text(client, "/may-i/connect/", platform="<b>Mia</b>")
    assert client.post("/may-i/connect/", {"platform": "x"}).status_code == 422
    path = post(client, "/may-i/connect/", relation="current-learner", account="personal")
    assert latest(tutor).answer["answer"] == "no"
    assert "/answers/" in path
    named = post(client, "/may-i/connect/", relation="by-name", account="personal")
    assert named == f"{CONNECT}who/"
    path = post(
        client, "/may-i/message/", recipient="current-learner", channel="work-email",
        account="work", device="organisation",
    )  # fmt: skip
    walk(client, path)
    assert {kept.question for kept in own_answers(tutor)} == {"contact.connect", "contact.message"}


def test_channels_under_landau(college: Organisation) -> None:
    under("landau")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    own = {"recipient": "current-learner", "device": "organisation"}
    for channel, account, word in (
        ("work-email", "work", "yes"), ("personal-email", "personal", "no"),
        ("social-dm", "personal", "no"),
    ):  # fmt: skip
        path = post(client, "/may-i/message/", channel=channel, account=account, **own)
        said = {"approved_channels": "work-email", "lawful_basis": "contract",
                "own_contact_details": "no", "urgent": "no"}  # fmt: skip
        walk(client, path, **said)
        assert (channel, latest(tutor).answer["answer"]) == (channel, word)
    assert latest(tutor).answer["approvers"] == []


def test_texting_is_advised_against_and_takes_a_reason(college: Organisation) -> None:
    under("kingston-maurward")
    tutor = staff("Ann", "tutor")
    client = browse(tutor)
    path = post(
        client, "/may-i/message/", channel="sms", account="work", device="organisation",
        recipient="current-learner",
    )  # fmt: skip
    path = walk(client, path, own_contact_details="no", urgent="no")[-1]
    kept = latest(tutor)
    assert (kept.answer["answer"], "KMC-GSF-09" in kept.answer["because"]) == ("avoid", True)
    post(client, f"{path}reason/", because="No signal for e-mail on the farm.")
    assert latest(tutor).because == "No signal for e-mail on the farm."
