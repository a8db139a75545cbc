"""Whether reporting works: how to report, tests of the routes, the survey of families, two logs."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns import figures
from lanyard.rooms.concerns.actions import (
    conversations,
    drills,
    procedure,
    reading,
    surveys,
    triage,
)
from lanyard.rooms.concerns.drills import PATHS
from lanyard.rooms.concerns.jobs import oversee
from lanyard.rooms.concerns.models import (
    Challenge,
    Concern,
    Conversation,
    Drill,
    Procedure,
    Survey,
    SurveyAnswer,
)
from lanyard.rooms.concerns.queries import oversight
from lanyard.rooms.concerns.queries.due import due
from lanyard.rooms.concerns.tests.college import START, browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_report, a_step, an_assessment

_TODAY = datetime.date.today


def in_a_year() -> datetime.date:
    return _TODAY() + datetime.timedelta(days=365)


def deputy(name: str = "Dep Uty") -> Person:
    """Add a deputy of the lead."""
    somebody = person(name)
    access.hold_role("dsl", somebody.pk, standing=access.Standing.DEPUTY, since=START)
    return somebody


# How to report


def test_both_groups_read_a_version_and_the_lead_sees_how_many(college: Organisation) -> None:
    under("oaklands")
    lead, tutor, mia = person("Le Ad", "dsl"), person("Tu Tor"), learner("Mia Okoro")
    learner("Jo Other")
    assert "These words are Lanyard's own" in browser().get("/how-to-report/").content.decode()
    editor = browser(lead)
    day = in_a_year()
    sent = {"text": "Tell us.\n\nAt once.", "review_on_day": day.day,
            "review_on_month": day.month, "review_on_year": day.year}  # fmt: skip
    assert editor.post("/how-to-report/publish/", {**sent, "text": " "}).status_code == 422
    past = {**sent, "review_on_year": 2020}
    assert editor.post("/how-to-report/publish/", past).status_code == 422
    assert editor.post("/how-to-report/publish/", sent).status_code == 302
    assert "Read how to report, version 1" in [str(item.sentence) for item in due(mia)]
    for who in (tutor, mia, mia):
        client = browser(who)
        assert "Version 1, published" in client.get("/how-to-report/").content.decode()
        client.post("/how-to-report/")
        assert "You read this version" in client.get("/how-to-report/").content.decode()
    assert [str(item.sentence) for item in due(mia)] == []
    shown = editor.get("/how-to-report/").content.decode()
    assert "Staff: 1 of 2" in shown
    assert "Learners: 1 of 2" in shown
    assert "Who has read" not in browser(tutor).get("/how-to-report/").content.decode()
    assert browser(tutor).get("/how-to-report/publish/").status_code == 404
    assert browser().post("/how-to-report/").status_code == 404
    assert Entry.objects.filter(verb="concerns.procedure-read").count() == 2
    procedure.publish(text="Anew.", review_on=day, by=lead)
    assert [str(item.sentence) for item in due(mia)] == ["Read how to report, version 2"]
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("UPDATE concerns_procedure SET text = 'x'")


def test_a_review_that_is_due_is_said_once(college: Organisation) -> None:
    under("oaklands")
    lead = person("Le Ad", "dsl")
    Procedure.objects.create(version=1, text="x", review_on=_TODAY(), published_by=lead)
    for _ in range(2):
        oversee(college.pk)
    told = Notification.objects.filter(occasion__event__startswith="procedure-review")
    assert [note.person_id for note in told] == [lead.pk]


# Tests of the routes


def test_each_term_the_deputies_are_asked_to_try_every_route(college: Organisation) -> None:
    under("oaklands")
    person("Le Ad", "dsl", "safeguarding-team")
    second = deputy()
    for _ in range(2):
        oversee(college.pk)
    assert sorted(Drill.objects.values_list("path", flat=True)) == sorted(
        path.slug for path in PATHS.values() if path.kind == "mystery"
    )
    told = Notification.objects.filter(occasion__kind="concerns.drill")
    assert [note.person_id for note in told] == [second.pk]
    Drill.objects.update(due_on=_TODAY() - datetime.timedelta(days=125))
    oversee(college.pk)
    assert Drill.objects.count() == 10


@pytest.mark.parametrize(
    ("profile", "kinds"),
    [("oaklands", {"mystery"}), ("company", {"dry-run"}), ("portland", set()), ("landau", set())],
)
def test_only_what_the_policy_asks_for_is_planned_by_itself(
    profile: str, kinds: set[str], college: Organisation
) -> None:
    under(profile)
    person("Le Ad", "dsl")
    oversee(college.pk)
    assert set(Drill.objects.values_list("kind", flat=True)) == kinds
    assert Survey.objects.exists() is (profile == "company")


def test_a_test_goes_through_each_route_and_is_measured_and_in_no_figure(
    college: Organisation,
) -> None:
    under("oaklands")
    lead, second = person("Le Ad", "dsl", "safeguarding-team"), deputy()
    drills.plan_round("mystery", by=lead)
    client = browser(second)
    for drill in Drill.objects.all():
        page = f"/route-tests/{drill.pk}/"
        assert client.post(page, {"finding": "Too soon"}).status_code == 422
        client.post(f"{page}send/")
        client.post(f"{page}send/")
    sent = Concern.objects.filter(is_test=True)
    assert sorted(sent.values_list("reporter_kind", flat=True)) == sorted(
        ["staff", "it", "learner", "parent", "visitor"]
    )
    nameless = sent.filter(reporter_kind__in=["learner", "parent", "visitor"])
    assert set(nameless.values_list("reporter_id", flat=True)) == {None}
    drill = Drill.objects.get(path="visitor")
    assert Drill.objects.filter(sent_by=second).count() == 5
    assert client.post(f"/route-tests/{drill.pk}/", {"finding": "x"}).status_code == 422
    concern = Concern.objects.get(drill=drill)
    with acting_as(college.pk, lead.pk):
        with pytest.raises(ValueError, match="test of the route"):
            triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())
        reading.acknowledge(concern, by=lead)
    reader = browser(lead)
    where = f"/concerns/reports/{concern.pk}/"
    assert reader.get(f"{where}triage/")["location"] == where
    assert "Test report" in reader.get(where).content.decode()
    assert client.post(f"/route-tests/{drill.pk}/", {"finding": "Well answered"}).status_code == 302
    drill.refresh_from_db()
    assert (drill.minutes_to_answer, drill.in_time, drill.finding) == (0, True, "Well answered")
    inbox = reader.get("/concerns/").content.decode()
    assert where not in inbox
    assert inbox.count("TEST. Nothing happened") == 4
    a_report(by=second)
    counted = figures.count_by("reporter", person=lead, since=_TODAY(), until=_TODAY())
    assert sum(n for _label, n in counted.numbers) == 1
    listed = client.get("/route-tests/").content.decode()
    assert "after 0 minutes" in listed
    assert browser(person("Tu Tor")).get("/route-tests/").status_code == 404


def test_the_paths_of_conduct_are_tried_apart(college: Organisation) -> None:
    under("company")
    lead, head = person("Le Ad", "dsl"), person("Mana Ging", "managing-director")
    drills.plan_round("dry-run", by=lead)
    client = browser(lead)
    for drill in Drill.objects.all():
        client.post(f"/route-tests/{drill.pk}/send/")
        shown = client.get(f"/route-tests/{drill.pk}/").content.decode()
        assert "The checklist of this path" in shown
    by_path = {d.path: Concern.objects.get(drill=d) for d in Drill.objects.all()}
    assert by_path["staff-conduct"].about == "staff"
    assert by_path["learner-conduct"].about == "learner"
    assert by_path["staff-conduct"].circle_id != by_path["learner-conduct"].circle_id or head


def test_silence_until_the_last_day_is_a_finding_too(college: Organisation) -> None:
    under("oaklands")
    lead = person("Le Ad", "dsl", "safeguarding-team")
    drills.plan_round("mystery", by=lead)
    drill = Drill.objects.get(path="parent")
    drills.send_drill(drill, by=lead)
    drill.refresh_from_db()
    drill.due_on = _TODAY() - datetime.timedelta(days=1)
    drill.save()
    assert "Overdue" in browser(lead).get("/route-tests/").content.decode()
    with pytest.raises(ValueError, match="what you found"):
        drills.finish_drill(drill, by=lead, finding=" ")
    drills.finish_drill(drill, by=lead, finding="Nobody answered.")
    assert (drill.minutes_to_answer, drill.finding) == (None, "Nobody answered.")


# Families


def test_families_answer_without_a_trace_and_few_answers_are_not_shown(
    college: Organisation,
) -> None:
    under("company")
    lead = person("Le Ad", "dsl")
    assert "nothing to answer today" in browser().get("/feedback/").content.decode()
    assert "nothing to answer today" in browser().post("/feedback/", {"know": "5"}).content.decode()
    oversee(college.pk)
    assert [n.person_id for n in Notification.objects.filter(occasion__kind="concerns.survey")] == [
        lead.pk
    ]
    survey = Survey.objects.get()
    assert (survey.closes_on - survey.opens_on).days == 27
    client = browser()
    assert client.post("/feedback/", {}).status_code == 422
    for number in range(4):
        client.post("/feedback/", {"know": "5", "listened": "0", "comment": f"Word {number}"})
    figures_page = browser(lead).get("/feedback/figures/").content.decode()
    assert "Fewer than 5 answers" in figures_page
    assert "Word 1" not in figures_page
    for number in range(4, 8):
        answer = client.post("/feedback/", {"know": "1", "comment": f"Word {number}"})
        assert answer["location"] == "/feedback/thanks/"
    found = oversight.feedback_of(survey)
    know = {str(label): number for label, number in found.questions[0].counts}
    assert (found.answers, know["Fully"], know["Not at all"], know["Mostly"]) == (10, None, None, 0)
    assert found.comments == [f"Word {n}" for n in range(8)]
    assert "Word 7" in browser(lead).get("/feedback/figures/").content.decode()
    assert browser(person("Tu Tor")).get("/feedback/figures/").status_code == 404
    with acting_as(college.pk, lead.pk):
        assert SurveyAnswer.objects.count() == 0
    with acting_as_system(college.pk, "look"):
        kept = {field.name for field in SurveyAnswer._meta.get_fields()}
        assert kept == {"id", "organisation", "survey", "answered_on", "scores", "comment"}
        assert SurveyAnswer.objects.filter(scores={"know": 5}).count() == 4
    assert not Entry.objects.filter(verb__contains="answer").exists()


def test_a_window_opens_once_a_year_and_by_hand(college: Organisation) -> None:
    under("company")
    lead = person("Le Ad", "dsl")
    for _ in range(2):
        surveys.open_due_survey()
    browser(lead).post("/feedback/figures/")
    assert Survey.objects.count() == 1
    Survey.objects.update(
        opens_on=_TODAY() - datetime.timedelta(days=366),
        closes_on=_TODAY() - datetime.timedelta(days=338),
    )
    assert surveys.survey_open_now() is None
    assert surveys.open_due_survey()
    assert Survey.objects.count() == 2


# Challenged posts


def challenged(values: str) -> dict[str, Any]:
    day = _TODAY()
    return {
        "platform": "A site", "link": "https://x.test/1", "said": "They should not vote.",
        "challenged": "We spoke about it.", "values": values, "happened_on_day": day.day,
        "happened_on_month": day.month, "happened_on_year": day.year,
    }  # fmt: skip


def test_a_challenge_needs_the_tick_and_with_it_goes_to_safeguarding(college: Organisation) -> None:
    under("landau")
    officer, tutor, other = person("Off Icer", "dso"), person("Tu Tor"), person("Oth Er")
    client = browser(tutor)
    assert client.post("/challenges/new/", challenged("")).status_code == 422
    assert Challenge.objects.count() == 0
    client.post("/challenges/new/", challenged("no"))
    assert Concern.objects.count() == 0
    client.post("/challenges/new/", challenged("yes"))
    with acting_as(college.pk, officer.pk):
        copy = Concern.objects.get()
        assert (copy.category, copy.prevent, copy.happened) == (
            "extremism", "unsure", "They should not vote.",
        )  # fmt: skip
        assert Challenge.objects.count() == 2
    seen = []
    for who in (tutor, other, learner("Mia Okoro")):
        with acting_as(college.pk, who.pk):
            seen.append(Challenge.objects.count())
    assert seen == [2, 0, 0]
    assert f"/concerns/reports/{copy.pk}/" in browser(officer).get("/challenges/").content.decode()
    own = client.get("/challenges/").content.decode()
    assert "They should not vote." in own
    assert str(copy.pk) not in own
    assert "They should not vote." not in browser(other).get("/challenges/").content.decode()
    assert browser(learner("Jo Other")).get("/challenges/").status_code == 404


# Conversations


def test_a_manager_records_a_conversation_and_takes_it_further(college: Organisation) -> None:
    under("oaklands")
    head, hr = person("He Ad", "principal"), person("H R", "hr-director")
    boss = person("Bo Ss")
    tutor, other = person("Tu Tor", manager=boss), person("Oth Er")
    day = _TODAY()
    sent = {
        "about": "Tu Tor", "what": "On the phone in lessons.", "agreed": "It stays in the bag.",
        "held_on_day": day.day, "held_on_month": day.month, "held_on_year": day.year,
    }  # fmt: skip
    client = browser(boss)
    strange = client.post("/conversations/new/", {**sent, "about": "Oth Er"})
    assert "Only their line manager" in strange.content.decode()
    loose = client.post("/conversations/new/", {**sent, "figures": "Forty hours."})
    assert "go together" in loose.content.decode()
    approved = browser(hr).post("/conversations/purposes/", {
        "code": "HR-1", "purpose": "Excess personal use", "until_day": day.day,
        "until_month": day.month, "until_year": day.year + 1,
    })  # fmt: skip
    assert approved.status_code == 302
    code = conversations.codes_in_force()[0]
    answer = client.post(
        "/conversations/new/", {**sent, "figures": "Forty hours.", "purpose": str(code.pk)}
    )
    made = Conversation.objects.get()
    assert answer["location"] == f"/conversations/{made.pk}/"
    assert "HR-1" in client.get(answer["location"]).content.decode()
    seen = {}
    for who in (boss, hr, tutor, other, head):
        with acting_as(college.pk, who.pk):
            seen[str(who)] = Conversation.objects.count()
    assert seen == {"Bo Ss": 1, "H R": 1, "Tu Tor": 0, "Oth Er": 0, "He Ad": 0}
    assert browser(tutor).get(f"/conversations/{made.pk}/").status_code == 404
    assert browser(hr).post(f"/conversations/{made.pk}/further/").status_code == 404
    assert client.get("/conversations/purposes/").status_code == 404
    for _ in range(2):
        taken = client.post(f"/conversations/{made.pk}/further/", follow=True)
        assert "taken further" in taken.content.decode()
    concern = Concern.objects.get()
    assert (concern.about, concern.category) == ("staff", "policy-breach")
    assert "Forty hours." in concern.happened
    with acting_as(college.pk, tutor.pk):
        assert Concern.objects.count() == 0
    assert {n.person_id for n in Notification.objects.all()} <= {head.pk, hr.pk}


def test_figures_without_an_approved_purpose_are_refused_by_the_database(
    college: Organisation,
) -> None:
    under("oaklands")
    boss = person("Bo Ss")
    tutor, hr = person("Tu Tor", manager=boss), person("H R", "hr-director")
    over = conversations.approve_code(by=hr, code="X", purpose="Once", until=_TODAY())
    with pytest.raises(ValueError, match="in use"):
        conversations.approve_code(by=hr, code="X", purpose="Again", until=_TODAY())
    with pytest.raises(ValueError, match="from today on"):
        conversations.approve_code(
            by=hr, code="Y", purpose="Late", until=_TODAY() - datetime.timedelta(days=1)
        )
    over.until = _TODAY() - datetime.timedelta(days=1)
    given: dict[str, Any] = {
        "by": boss, "about": tutor, "held_on": _TODAY(), "what": "x", "agreed": "y",
    }  # fmt: skip
    with pytest.raises(ValueError, match="is over"):
        conversations.record_conversation(**given, figures="Ten", purpose=over)
    with pytest.raises(ValueError, match="go together"):
        conversations.record_conversation(**given, figures="Ten")
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.create(
            manager=boss, about=tutor, held_on=timezone.localdate(), what="x", agreed="y",
            figures="Ten", circle=access.circle_of([]),
        )  # fmt: skip
