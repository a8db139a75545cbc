"""What the staff asked in the last weeks, what they declared, and the lead's list."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from lanyard.config.demonstration.clock import Story
from lanyard.config.demonstration.dice import Dice
from lanyard.engine.answers import clearing
from lanyard.engine.answers.actions import conclude
from lanyard.engine.answers.declaring import decide, declare, restrict
from lanyard.engine.answers.models import ConnectionDeclaration, KeptAnswer
from lanyard.engine.answers.progress import Progress, Said
from lanyard.engine.approvals import api as approvals
from lanyard.engine.approvals.api import Approval
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.people.api import Person, person_with_id

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
_WEEKS = 11
_ANSWERS = 36
_MAIL = {"channel": "work-email", "account": "work", "device": "organisation"}
_TEXT = {"channel": "sms", "account": "personal", "device": "personal"}
_SAFE = {"own_contact_details": False, "urgent": False, "approvals": [],
         "approved_channels": ["work-email", "teams"], "lawful_basis": "contract"}  # fmt: skip
_OTHERWISE = {"responsible": True, "own_childs_friend": False, "it_permission": False}
#: Questions as staff ask them, those first that are asked most.
_ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("contact.connect", {"account": "personal", "platform": "Instagram", "direction": "accept",
                         **_OTHERWISE}),
    ("contact.message", {"recipient": "current-learner", **_MAIL, **_SAFE}),
    ("contact.message", {"recipient": "current-learner", **_TEXT, **_SAFE}),
    ("contact.message", {"recipient": "parent-of-current-learner", **_MAIL, **_SAFE}),
    ("contact.connect", {"account": "personal", "platform": "LinkedIn", "relation": "colleague",
                         "direction": "send", **_OTHERWISE}),
    ("web.use", {"time": "break", "social": True, "line_manager_authorised": False,
                 "approved_user": False, "trained": True}),
    ("data.remove", {"data": "personal", "device": "usb", "encrypted": False, "password": False,
                     "manager_permission": False, "policy_consulted": True}),
    ("contact.connect", {"account": "personal", "platform": "Instagram",
                         "direction": "followed-by", **_OTHERWISE}),
    ("image.found", {"parties": [{"age": 16}]}),
    ("account.post", {"kind": "reply-to-negative", "working_time": True, "authorised": False,
                      "line_manager_authorised": False}),
    ("police.report", {"kind": "conduct", "illegal": True}),
    ("recruitment.view", {"site": "professional", "finding_protected": False}),
)  # fmt: skip


def told(college: College) -> Story:
    """Let staff ask and declare over some weeks, and the lead decide; each act in its time."""
    begun = datetime.datetime.combine(college.on, datetime.time(10)) - _WEEKS * 7 * _DAY
    dice = Dice(f"asking/{college.organisation.slug}")
    start = timezone.make_aware(begun)
    for moment, act in sorted(_acts(college, dice, start), key=lambda pair: pair[0]):
        yield moment
        act()


def _acts(
    college: College, dice: Dice, start: datetime.datetime
) -> Iterator[tuple[datetime.datetime, Callable[[], object]]]:
    shown = college.shown
    teaching = dict.fromkeys(course.tutor for course in college.learners.course_of.values())
    askers = [shown["tutor"], shown["manager"], *list(teaching)[:6]]
    for number in range(_ANSWERS):
        by = askers[number % len(askers)]
        place = min(dice.randrange(len(_ASKED)), dice.randrange(len(_ASKED)))
        question, facts = _ASKED[place]
        when = start + dice.randrange(_WEEKS * 7) * _DAY + dice.randrange(400) * _MINUTE
        about = _learner_of(college, by) if "relation" not in facts else None
        yield when, _asks(college, by, question, facts, about)
    tutor, lead = shown["tutor"], shown["dsl"]
    cousin, friend = college.learners.people[0], college.learners.people[1]
    yield start + 20 * _DAY, _declares(college, tutor, cousin, "We are cousins.")
    yield start + 24 * _DAY, _decides(college, lead)
    yield start + (_WEEKS * 7 - 1) * _DAY, _declares(
        college, shown["manager"], friend, "We sing in the same choir."
    )  # fmt: skip
    yield start + 40 * _DAY, _asks_leave(college, tutor, "The open day's page and its comments.")
    yield start + 41 * _DAY, _approves(college)
    yield start + (_WEEKS * 7 - 2) * _DAY, _asks_leave(
        college, shown["manager"], "Answering what is asked about the summer course."
    )  # fmt: skip
    yield start + 30 * _DAY, _restricts(college, lead, college.learners.people[2])


_MINUTE = datetime.timedelta(minutes=1)


def _learner_of(college: College, by: Person) -> Person | None:
    mine = (p for p in college.learners.people if college.learners.course_of[p.pk].tutor == by)
    return next(mine, None)


def _asks(
    college: College, by: Person, question: str, facts: dict[str, Any], about: Person | None
) -> Callable[[], object]:  # fmt: skip
    person = about if question == "contact.connect" else None
    given = facts if person or question != "contact.connect" else {"relation": "public", **facts}

    def act() -> None:
        with acting_as(college.organisation.pk, by.pk):
            said = Said(given, concerned=person.pk if person else None, unnamed=person is None)
            version = profile_in_force()
            conclude(Progress(question, by, version, timezone.localdate(), said), by=by)

    return act


#: What the policy leaves to an approval, by the profile's chain: the question, and what is said.
_LEAVE: dict[str, tuple[str, dict[str, Any]]] = {
    "work-use-of-social-media": ("web.use", {"time": "working", "social": True,
                                             "approved_user": True}),
    "direct-messages": ("contact.message", {"recipient": "current-learner", "channel": "whatsapp",
                        "device": "organisation", "account": "work", **_SAFE}),
    "external-platform": ("contact.message", {"recipient": "current-learner", "account": "work",
                          "channel": "whatsapp", "device": "organisation", "risk_assessed": True,
                          **_SAFE}),
}  # fmt: skip


def _asks_leave(college: College, by: Person, purpose: str) -> Callable[[], object]:
    """Let somebody ask for the approval that the policy knows; under some it knows none."""

    def act() -> None:
        with acting_as(college.organisation.pk, by.pk):
            profile = profile_in_force().profile
            chain = next((one.slug for one in profile.chains if one.slug in _LEAVE), "")
            if not chain:
                return
            question, facts = _LEAVE[chain]
            _asks(college, by, question, facts, None)()
            kept = KeptAnswer.objects.filter(person_id=by.pk, question=question)[0]
            if not kept.approval_of:
                return
            kind = clearing.kind_called(question, kept.approval_of, profile)
            until = timezone.localdate() + 80 * _DAY
            wish = clearing.Wish(purpose, until, "Group 1", "E-mail, which nobody read.")
            # Where nobody could decide, the page says so.
            with contextlib.suppress(clearing.NobodyDecides):
                clearing.ask_for(kept, kind, wish, by=by, told=[tuple(one) for one in kept.told])

    return act


def _approves(college: College) -> Callable[[], object]:
    """Let everybody of the chain approve what waits."""

    def act() -> None:
        with acting_as_system(college.organisation.pk, "tell of an approval"):
            waiting = Approval.objects.filter(kind=clearing.APPROVAL, state="open")
            turns = [(one.pk, step) for one in waiting for step in one.steps.all()]
            deciders = [(pk, next(iter(approvals.deciders(step)), None)) for pk, step in turns]
        for approval, decider in deciders:
            if decider is not None:
                with acting_as(college.organisation.pk, decider):
                    approvals.decide(
                        approval, by=person_with_id(decider), approve=True,
                        reason="For a term; comments are looked at by two.",
                    )  # fmt: skip

    return act


def _declares(college: College, by: Person, about: Person, how: str) -> Callable[[], object]:
    def act() -> None:
        ground = "family" if "cousins" in how else "outside"
        with acting_as(college.organisation.pk, by.pk):
            declare(about, by=by, ground=ground, how=how, since=college.on - 900 * _DAY)

    return act


def _decides(college: College, lead: Person) -> Callable[[], object]:
    def act() -> None:
        with acting_as(college.organisation.pk, lead.pk):
            for one in ConnectionDeclaration.objects.filter(state="pending"):
                if one.person_id != lead.pk:
                    decide(
                        one, by=lead, record=True, because="Known to both families.",
                        review_on=college.on + 200 * _DAY,
                    )  # fmt: skip

    return act


def _restricts(college: College, lead: Person, person: Person) -> Callable[[], object]:
    def act() -> None:
        with acting_as(college.organisation.pk, lead.pk):
            restrict(
                person, by=lead, reason="Asked for after a concern in spring.",
                review_on=college.on + 60 * _DAY,
            )  # fmt: skip

    return act
