"""Approval asked for from an answer: the profile's posts decide it, and then it answers."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from lanyard.engine.answers import clearing
from lanyard.engine.answers.models import Clearance, KeptAnswer
from lanyard.engine.answers.tests.scene import (
    TODAY,
    asked,
    browse,
    dated,
    post,
    some_data_away,
    staff,
    text,
    under,
)
from lanyard.engine.approvals.models import Approval
from lanyard.engine.duties import api as duties
from lanyard.engine.duties.api import needs_of
from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.api import Person
from tests.errands import waits_as_declared

CHAT = {"recipient": "current-learner", "channel": "whatsapp", "account": "work"}
OURS = {**CHAT, "device": "organisation"}
SOON = TODAY + datetime.timedelta(days=30)
SAID = {"whom": "Group 12", "purpose": "They read nothing else.", "instead": "E-mail.",
        "device": "organisation"}  # fmt: skip


@pytest.fixture
def manager(college: Organisation) -> Person:
    return staff("Max", "line-manager")


@pytest.fixture
def tutor(manager: Person) -> Person:
    person = staff("Ann", "tutor")
    person.employments.update(line_manager=manager)
    return person


@pytest.fixture
def lead(college: Organisation) -> Person:
    return staff("Lee", "dsl")


def answer(by: Person, question: str, facts: dict[str, Any]) -> KeptAnswer:
    with acting_as(by.organisation_id, by.pk):
        return asked(question, by, facts)


def request(by: Person, kept: KeptAnswer, **said: Any) -> str:
    given = {**SAID, **dated(SOON, "until"), **said}
    return post(browse(by), f"/may-i/answers/{kept.pk}/approval/", **given)


def say(by: Person, decision: str = "approve") -> None:
    """Let somebody decide what waits for them."""
    with acting_as(by.organisation_id, by.pk):
        (need,) = [one for one in needs_of(by) if "/approvals/" in one.url]
    post(browse(by), need.url, decision=decision, reason="With a second adult in the group.")


def told(kind: str) -> set[object]:
    rows = Notification.objects.filter(occasion__kind=kind)
    return set(rows.values_list("person_id", flat=True))


def test_an_answer_leads_to_its_approval_which_then_answers(
    tutor: Person, manager: Person, lead: Person
) -> None:
    under("portland")
    stranger_manager = staff("Moe", "line-manager")
    kept = answer(tutor, "contact.message", CHAT)
    assert (kept.answer["answer"], kept.approval_of) == ("ask-first", "approvals")
    page = text(browse(tutor), f"/may-i/answers/{kept.pk}/")
    form = f"/may-i/answers/{kept.pk}/approval/"
    assert form in page
    assert "Max Example" in page
    assert "Work e-mail, Teams, E-portfolio" in page
    asking = text(browse(tutor), form)
    assert "From whose device?" in asking
    assert "at the latest; then it is asked for again" in asking
    late = {**SAID, **dated(TODAY + datetime.timedelta(days=92), "until")}
    assert browse(tutor).post(form, late).status_code == 422
    assert browse(tutor).post(form, dated(SOON, "until")).status_code == 422
    there = request(tutor, kept)
    assert browse(tutor).get(form).status_code == 404
    assert told("approvals.asked") == {manager.pk, lead.pk}
    again = answer(tutor, "contact.message", OURS)
    assert again.answer["approvers"] == ["line-manager", "dsl"]
    assert "Waits for a decision" in text(browse(tutor), f"/may-i/answers/{again.pk}/")
    for reader in (tutor, manager, lead):
        page = text(browse(reader), there)
        assert all(one in page for one in ("They read nothing else.", "E-mail.", "Group 12"))
    for reader in (stranger_manager, staff("Hal", "hr-director"), staff("Ben")):
        assert browse(reader).get(there).status_code == 404
    say(manager)
    assert answer(tutor, "contact.message", OURS).answer["answer"] == "ask-first"
    say(lead)
    assert told("approvals.approved") == {tutor.pk}
    page = text(browse(tutor), f"/may-i/answers/{kept.pk}/")
    assert "With a second adult in the group." in page
    assert "Approved until" in page
    then = answer(tutor, "contact.message", OURS)
    assert then.answer["answer"] == "yes"
    assert {"POR-DM-01", "POR-DM-03"} <= set(then.answer["because"])
    assert "Lee Example" in text(browse(tutor), f"/may-i/answers/{then.pk}/")
    assert then.filled_in == ["who has approved it"]


OTHERS = [{"device": "personal"}, {"channel": "social-dm"}, {"recipient": "prospective-learner"}]


@pytest.mark.parametrize("other", OTHERS)
def test_an_approval_answers_nothing_else(
    tutor: Person, manager: Person, lead: Person, other: dict[str, str]
) -> None:
    under("portland")
    request(tutor, answer(tutor, "contact.message", CHAT))
    for one in (manager, lead):
        say(one)
    assert answer(tutor, "contact.message", OURS).answer["answer"] == "yes"
    assert answer(tutor, "contact.message", {**OURS, **other}).answer["answer"] == "ask-first"
    colleague = staff("Cas", "tutor")
    assert answer(colleague, "contact.message", OURS).answer["answer"] == "ask-first"


def test_an_approval_lasts_until_its_day_or_until_it_is_ended(
    tutor: Person, manager: Person, lead: Person
) -> None:
    under("portland")
    there = request(tutor, answer(tutor, "contact.message", CHAT))
    for one in (manager, lead):
        say(one)
    Clearance.objects.update(until=TODAY)
    assert answer(tutor, "contact.message", OURS).answer["answer"] == "yes"
    Clearance.objects.update(until=TODAY - datetime.timedelta(days=1))
    after = answer(tutor, "contact.message", OURS)
    assert (after.answer["answer"], after.approval_of) == ("ask-first", "approvals")
    assert "Its time is over" in text(browse(tutor), there)
    Clearance.objects.update(until=SOON)
    assert browse(staff("Ben")).get(f"{there}end/").status_code == 404
    assert browse(manager).post(f"{there}end/", {"because": ""}).status_code == 422
    post(browse(manager), f"{there}end/", because="A parent complained.")
    assert answer(tutor, "contact.message", OURS).answer["answer"] == "ask-first"
    assert told("answers.clearance-ended") == {tutor.pk}
    assert "A parent complained." in text(browse(tutor), there)
    assert browse(lead).get(f"{there}end/").status_code == 404
    assert Entry.objects.filter(verb="answers.clearance-ended").count() == 1


def test_what_is_refused_or_taken_back_answers_nothing(
    tutor: Person, manager: Person, lead: Person
) -> None:
    under("portland")
    kept = answer(tutor, "contact.message", CHAT)
    request(tutor, kept)
    say(manager, "reject")
    assert Clearance.objects.get().state == "rejected"
    assert told("approvals.rejected") == {tutor.pk}
    assert "Refused" in text(browse(tutor), f"/may-i/answers/{kept.pk}/")
    anew = answer(tutor, "contact.message", OURS)
    assert anew.answer["answer"] == "ask-first"
    request(tutor, anew)
    with acting_as(tutor.organisation_id, tutor.pk):
        waiting = Approval.objects.get(state="open")
    post(browse(tutor), f"/approvals/{waiting.pk}/withdraw/", because="Not needed")
    assert sorted(Clearance.objects.values_list("state", flat=True)) == ["rejected", "withdrawn"]


def test_nobodys_own_word_counts_for_an_approval(tutor: Person, manager: Person) -> None:
    """What is asked for here is not asked of the asker (POR-DM-01, COM-DIG-03, OAK-8.2-02)."""
    under("portland")
    both = [{"role": role, "on": str(TODAY)} for role in ("line-manager", "dsl")]
    said = answer(tutor, "contact.message", {**OURS, "approvals": both})
    assert said.answer["answer"] == "ask-first"
    under("oaklands")
    assert browse(tutor).get("/may-i/ask/web.use/line_manager_authorised/").status_code == 404
    facts = {"time": "working", "social": True, "line_manager_authorised": True}
    assert answer(tutor, "web.use", facts).answer["answer"] == "no"


ASKED: list[tuple[str, str, dict[str, Any], str, str]] = [
    ("oaklands", "web.use", {"time": "working", "social": True}, "line-manager", "OAK-8.2-02"),
    ("oaklands", "account.post", {"kind": "post", "authorised": True, "working_time": True},
     "line-manager", "OAK-8.2-01"),
    ("oaklands", "data.remove",
     {"data": "personal", "device": "laptop", "encrypted": True, "password": True},
     "line-manager", "OAK-4.5-06"),
    ("company", "contact.message", {**OURS, "risk_assessed": True}, "it-department", "COM-DIG-03"),
    ("company", "contact.connect", {"account": "personal", "relation": "current-learner",
     "platform": "Discord", "direction": "send"}, "it-department", "COM-DIG-03"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "question", "facts", "role", "clause"), ASKED, ids=[f"{a[0]}-{a[1]}" for a in ASKED]
)
def test_each_policys_own_approver_lifts_the_no(
    tutor: Person, manager: Person, profile: str, question: str, facts: dict[str, Any], role: str,
    clause: str,
) -> None:  # fmt: skip
    under(profile)
    decider = manager if role == "line-manager" else staff("Ivy", role)
    kept = answer(tutor, question, facts)
    assert kept.answer["answer"] == "no"
    request(tutor, kept)
    say(decider)
    then = answer(tutor, question, facts)
    assert then.answer["answer"] == "yes"
    assert clause in then.answer["because"]


def test_no_approval_is_offered_where_none_would_help(tutor: Person) -> None:
    """Landau lets no approver lift its list of channels; Oaklands' children stay children."""
    under("landau")
    kept = answer(tutor, "contact.message", {**OURS, "lawful_basis": "contract"})
    assert (kept.answer["answer"], kept.approval_of) == ("no", "")
    page = text(browse(tutor), f"/may-i/answers/{kept.pk}/")
    assert "Ask for approval" not in page
    assert "Work e-mail, Teams, Text message" in page
    assert browse(tutor).get(f"/may-i/answers/{kept.pk}/approval/").status_code == 404
    under("oaklands")
    facts = {"data": "personal", "device": "laptop", "encrypted": False, "password": True}
    assert answer(tutor, "data.remove", facts).approval_of == ""


@pytest.mark.parametrize(
    ("profile", "ways"),
    [
        ("landau", "Work e-mail, Teams, Text message."),
        ("company", "Work e-mail, Teams, E-portfolio, Voice call."),
        ("oaklands", "Work e-mail, Teams, Voice call."),
    ],
)
def test_a_message_that_may_not_go_is_told_the_ways_that_are_open(
    tutor: Person, profile: str, ways: str
) -> None:
    """LAN-DD-16, COM-DIG-02: whatever is refused is refused with what is allowed."""
    under(profile)
    facts = {"recipient": "current-learner", "channel": "whatsapp", "device": "personal",
             "account": "personal", "lawful_basis": "contract", "approved_channels": [],
             "it_permission": False, "risk_assessed": False}  # fmt: skip
    kept = answer(tutor, "contact.message", facts)
    assert kept.answer["answer"] == "no"
    assert ways in text(browse(tutor), f"/may-i/answers/{kept.pk}/")
    well = answer(tutor, "contact.message", {**facts, "channel": "work-email", "account": "work",
                                             "device": "organisation"})  # fmt: skip
    assert "These ways are open" not in text(browse(tutor), f"/may-i/answers/{well.pk}/")


def test_whom_to_ask_by_hand_is_said_with_their_address(tutor: Person) -> None:
    """Pictures and official accounts are approved elsewhere: their approvers stand there."""
    under("oaklands")
    boss = staff("Sal", "senior-manager")
    Person.objects.filter(pk=boss.pk).update(email="sal@college.example", phone="01234 567890")
    facts = {"rights": "owned", "channel": "print", "subjects": [], "names_shown": False,
             "doubt": True, "approvals": []}  # fmt: skip
    kept = answer(tutor, "media.publish", facts)
    assert (kept.answer["answer"], kept.approval_of) == ("ask-first", "")
    page = text(browse(tutor), f"/may-i/answers/{kept.pk}/")
    assert 'href="mailto:sal@college.example"' in page
    assert "01234 567890" in page
    assert "Ask those named above yourself" in page


def test_where_nobody_else_could_decide_nothing_is_asked(tutor: Person, manager: Person) -> None:
    under("portland")
    kept = answer(tutor, "contact.message", CHAT)
    path, given = f"/may-i/answers/{kept.pk}/approval/", {**SAID, **dated(SOON, "until")}
    refused = browse(tutor).post(path, given)
    assert refused.status_code == 422
    assert "Designated Safeguarding Lead" in refused.content.decode()
    access.hold_role("dsl", tutor.pk, since=TODAY)
    assert browse(tutor).post(path, given).status_code == 422
    tutor.employments.update(line_manager=None)
    staff("Lee", "dsl")
    refused = browse(tutor).post(path, given)
    assert "Line Manager" in refused.content.decode()
    assert Clearance.objects.count() == Approval.objects.count() == 0


def test_another_reads_neither_the_request_nor_its_form(
    tutor: Person, manager: Person, lead: Person, elsewhere: Organisation
) -> None:
    under("portland")
    kept = answer(tutor, "contact.message", CHAT)
    there = request(tutor, kept)
    for path in (there, f"/may-i/answers/{kept.pk}/approval/"):
        assert browser().get(path).status_code == 302
        assert browse(staff(f"S{len(path)}")).get(path).status_code == 404
    with acting_as(elsewhere.pk, manager.pk):
        assert Clearance.objects.count() == 0


def test_the_reason_and_the_end_are_held_by_the_verb_too(tutor: Person, lead: Person) -> None:
    under("portland")
    kept = answer(tutor, "contact.message", CHAT)
    kind = clearing.KINDS[0]
    for wish in (clearing.Wish(" ", SOON), clearing.Wish("Why", TODAY.replace(year=TODAY.year + 1)),
                 clearing.Wish("Why", TODAY - datetime.timedelta(days=1))):  # fmt: skip
        with acting_as(tutor.organisation_id, tutor.pk), pytest.raises(ValueError, match="end in"):
            clearing.ask_for(kept, kind, wish, by=tutor, told=[])


def back_asked(person: Person) -> list[str]:
    return [one.url for one in duties.needs_of(person) if one.url.endswith("/back/")]


def test_data_taken_off_site_is_confirmed_to_have_come_back(tutor: Person, manager: Person) -> None:
    """OAK-4.5-06: due on its last day, said once, by whoever took it, read by who allowed it."""
    under("oaklands")
    with acting_as(tutor.organisation_id, tutor.pk):
        away = some_data_away(tutor, manager)
        duties.keep_errands(clearing.DATA_BACK)
        assert waits_as_declared(clearing.DATA_BACK) == 1
        assert back_asked(tutor) == [f"/may-i/approvals/{away.pk}/back/"]
        Clearance.objects.filter(pk=away.pk).update(until=SOON)
        duties.keep_errands(clearing.DATA_BACK)
        assert back_asked(tutor) == []
    back = f"/may-i/approvals/{away.pk}/back/"
    assert "Say that the data came back" in text(browse(tutor), f"/may-i/approvals/{away.pk}/")
    for somebody in (manager, staff("Stan")):
        assert browse(somebody).get(back).status_code == 404
        with acting_as(tutor.organisation_id, manager.pk), pytest.raises(ValueError, match="took"):
            clearing.confirm_back(Clearance.objects.get(), by=somebody, how="deleted")
    assert browse(tutor).post(back, {"how": "lost"}).status_code == 422
    post(browse(tutor), back, how="deleted")
    assert browse(tutor).get(back).status_code == 404
    assert "It was deleted" in text(browse(manager), f"/may-i/approvals/{away.pk}/")
    with acting_as(tutor.organisation_id, tutor.pk):
        Clearance.objects.filter(pk=away.pk).update(until=TODAY)
        duties.keep_errands(clearing.DATA_BACK)
        assert back_asked(tutor) == []
    assert Entry.objects.filter(verb="answers.data-back").count() == 1
