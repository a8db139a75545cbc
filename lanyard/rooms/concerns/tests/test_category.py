"""A case turns out to be about something else: the reason, the former answer, who reads it now."""

from __future__ import annotations

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.files import api as files
from lanyard.foundation.notices.api import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import chronology, decisions, evidence, team, triage
from lanyard.rooms.concerns.actions.category import change_category
from lanyard.rooms.concerns.figures import count_by
from lanyard.rooms.concerns.models import Action, Case, ChronologyEntry, Concern, Decision, Referral
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import browser, learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, a_step, an_assessment, named

SPAN = {"since": timezone.localdate(), "until": timezone.localdate()}


@pytest.fixture
def lead(college: Organisation) -> Person:
    under("oaklands")
    return person("Dee Essell", "dsl", "safeguarding-team")


@pytest.fixture
def case(lead: Person) -> Case:
    return a_case(named(learner("Mia Okoro")), by=lead, category="bullying")


def cases_seen(college: Organisation, *who: Person) -> list[str]:
    found = []
    for one in who:
        with acting_as(college.pk, one.pk):
            if Case.objects.exists() and Concern.objects.exists():
                found.append(one.given_name)
    return found


def test_the_former_stays_and_the_figures_follow(case: Case, lead: Person) -> None:
    for to, why in (("hacking", "She lost her account."), ("grooming", "An adult wrote.")):
        change_category(case, by=lead, category=to, risk_area="contact", because=why)
    case.refresh_from_db()
    assert (case.category, case.risk_area) == ("grooming", "contact")
    assert case.summary.startswith("Grooming or an adult making contact")
    assert Concern.objects.get().category == "bullying"
    history = Decision.objects.filter(kind="category").order_by("recorded_at", "id")
    assert [(d.reasons, d.supersedes_id is not None) for d in history] == [
        ("She lost her account.", False), ("An adult wrote.", True),
    ]  # fmt: skip
    counted = dict(count_by("category", person=lead, **SPAN).numbers)
    assert {str(label): n for label, n in counted.items() if n} == {
        "Grooming or an adult making contact": 1
    }
    with pytest.raises(ValueError, match="why"):
        change_category(case, by=lead, category="other", risk_area="contact", because=" ")


def test_what_the_new_category_makes_compulsory_begins(case: Case, lead: Person) -> None:
    change_category(case, by=lead, category="hacking", risk_area="conduct", because="Logs show it.")
    assert Referral.objects.get(required=True).agency == "police"


def test_those_to_whom_it_now_goes_read_it_besides(
    college: Organisation, case: Case, lead: Person
) -> None:
    marketing = person("Mar Ket", "director-marketing")
    friend = person("Fri End", "director-marketing")
    other = person("Oth Er", "hr-director")
    team.keep_out(case, friend, by=lead, because="Her aunt.")
    assert cases_seen(college, lead, marketing, friend, other) == ["Dee"]
    received = change_category(
        case, by=lead, category="negative-post", risk_area="content", because="It is a post."
    )
    assert received == ["Director of Marketing and Communication"]
    assert cases_seen(college, lead, marketing, friend, other) == ["Dee", "Mar"]
    told = Notification.objects.filter(occasion__event=f"category:{case.pk}:negative-post")
    assert list(told.values_list("person_id", flat=True)) == [marketing.pk]
    assert ChronologyEntry.objects.filter(text__contains="They can read the case").count() == 1


def test_whom_the_policy_names_by_relation_is_a_task(college: Organisation) -> None:
    under("oaklands")
    lead, manager = person("Dee Essell", "dsl", "safeguarding-team"), person("Man Ager")
    tutor = person("Tu Tor", manager=manager)
    concern = a_report(named(learner("Ola Berg")), by=tutor)
    case = triage.open_case(concern, by=lead, assessment=an_assessment(), step=a_step())
    change_category(case, by=lead, category="policy-breach", risk_area="conduct", because="x")
    assert cases_seen(college, manager) == []
    task = Action.objects.get(kind="follow-up")
    assert (task.owner, "Line manager" in task.what) == (lead, True)


def test_behind_the_wall_it_stays_behind_the_wall(
    college: Organisation, case: Case, lead: Person
) -> None:
    head, marketing = person("He Ad", "principal"), person("Mar Ket", "director-marketing")
    decisions.change_kind(case, by=lead, kind="allegation", because="A tutor wrote them.")
    change_category(case, by=head, category="negative-post", risk_area="content", because="A post.")
    assert cases_seen(college, head, lead, marketing) == ["He"]


def test_files_do_not_outlast_the_turn_to_images(case: Case, lead: Person) -> None:
    evidence.keep_evidence(case, by=lead, name="a.txt", stream=io.BytesIO(b"words"), what="Text")
    change_category(case, by=lead, category="nudes", risk_area="conduct", because="She told us.")
    assert list(files.files_of("case", case.pk)) == []
    assert ChronologyEntry.objects.filter(text__contains="were destroyed").count() == 1


def test_the_page_changes_it_and_shows_how_it_was_graded(case: Case, lead: Person) -> None:
    client = browser(lead)
    page = reverse("concerns:category", args=[case.pk])
    assert "What is it about?" in client.get(page).content.decode()
    answer = client.post(page, {"category": "scam", "risk_area": "commerce", "because": ""})
    assert answer.status_code == 422
    answer = client.post(
        page, {"category": "scam", "risk_area": "commerce", "because": "It was about money."}
    )
    assert answer.status_code == 302
    triage.change_severity(case, by=lead, severity=4, because="More learners.")
    shown = client.get(reverse("concerns:case", args=[case.pk])).content.decode()
    graded = shown.partition("How it was graded")[2].partition("</details>")[0]
    for words in ("It was about money.", "More learners.", "Somebody is upset.", "Dee Essell"):
        assert words in graded, words


def test_notes_kept_to_the_leads_move_behind_the_wall_too(
    college: Organisation, case: Case, lead: Person
) -> None:
    head = person("He Ad", "principal")
    then = timezone.now() - datetime.timedelta(hours=1)
    chronology.write_note(case, by=lead, text="For leads.", happened_at=then, leads_only=True)
    helper = person("Hel Per")
    access.grant("case", case.pk, helper.pk, because="read", escalated=True,
                           until=timezone.now() + datetime.timedelta(hours=1))  # fmt: skip
    decisions.change_kind(case, by=lead, kind="allegation", because="A tutor wrote them.")
    seen = {}
    for who in (head, helper):
        with acting_as(college.pk, who.pk):
            seen[who.given_name] = ChronologyEntry.objects.filter(text="For leads.").count()
    assert seen == {"He": 1, "Hel": 0}


def test_an_alleged_manager_never_gets_it_by_the_new_category(college: Organisation) -> None:
    under("oaklands")
    lead = person("Dee Essell", "dsl", "safeguarding-team")
    hr, head = person("Aitch Ar", "hr-director"), person("He Ad", "principal")
    market = person("Mar Ket", "director-marketing")
    case = a_case(named(market, Part.ALLEGED), by=hr, category="bullying", kind="staff-conduct")
    change_category(case, by=hr, category="negative-post", risk_area="content", because="A post.")
    assert cases_seen(college, hr, head, market, lead) == ["Aitch", "He"]
