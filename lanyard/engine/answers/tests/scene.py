"""A tutor under Landau, learners of theirs and of others, and a browser for each asker."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.test import Client
from django.utils import timezone

from lanyard.engine.answers.actions import conclude
from lanyard.engine.answers.clearing import RECORD, Wish, ask_for, end, kind_called
from lanyard.engine.answers.declaring import declare, restrict
from lanyard.engine.answers.models import (
    Clearance,
    ConnectionDeclaration,
    FollowerFound,
    KeptAnswer,
    Restriction,
)
from lanyard.engine.answers.progress import Progress, Said
from lanyard.engine.approvals.api import decide, of_subject
from lanyard.engine.duties.tests.scene import TODAY, browse, staff
from lanyard.engine.profiles.api import adopt, profile_in_force
from lanyard.foundation.database.identity import acting_as
from lanyard.people.actions import employ, enrol, join
from lanyard.people.api import Group, Membership, Person

__all__ = [
    "TODAY", "an_answer", "asked", "browse", "dated", "employ", "ex_learner", "learner", "post",
    "some_answers", "some_data_away", "staff", "taught_by", "text", "under", "walk",
]  # fmt: skip
BORN_ADULT = datetime.date(1990, 1, 1)


def under(slug: str = "landau") -> None:
    """Put a shipped profile in force."""
    adopt(slug, by=None, effective_from=datetime.date(2020, 1, 1), reason="Test")


def learner(name: str, *, born: datetime.date = BORN_ADULT, **span: Any) -> Person:
    """Add somebody who studies here."""
    person = join(by=None, given_name=name, family_name="Learner", born=born)
    since = span.get("since", TODAY - datetime.timedelta(days=100))
    enrol(person, by=None, programme="Art", band="16-18", since=since, until=span.get("until"))
    return person


def ex_learner(name: str, *, left: datetime.date, born: datetime.date) -> Person:
    """Add somebody who studied here and left on a day."""
    return learner(name, born=born, since=left - datetime.timedelta(days=700), until=left)


def taught_by(tutor: Person, *learners: Person, until: datetime.date | None = None) -> Group:
    """Put learners into a group of a tutor, for a span that may be over."""
    group = Group.objects.create(name="Art 1", kind=Group.Kind.CLASS)
    since = TODAY - datetime.timedelta(days=900)
    for person, part in ((tutor, "tutor"), *((one, "learner") for one in learners)):
        Membership.objects.create(group=group, person=person, part=part, since=since, until=until)
    return group


def post(client: Client, path: str, **data: str) -> str:
    """Send something; return where it leads."""
    answer = client.post(path, data)
    assert answer.status_code == 302, (path, answer.status_code, answer.content[:300])
    return str(answer.headers["Location"])


def dated(day: datetime.date, name: str) -> dict[str, str]:
    """Return what the three boxes of a day send."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month),
            f"{name}_year": str(day.year)}  # fmt: skip


def text(client: Client, path: str, **query: str) -> str:
    """Return a page that is there."""
    answer = client.get(path, query)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def walk(client: Client, path: str, **said: str) -> list[str]:
    """Go on from a page with what is said of each fact, to the answer; return every page's path.

    A fact of which nothing is said is not known.
    """
    ways = [path]
    while "/answers/" not in ways[-1]:
        fact = ways[-1].rstrip("/").rpartition("/")[2]
        data = {"value": said[fact]} if fact in said else {"skip": "1"}
        ways.append(post(client, ways[-1], **data))
    return ways


def asked(
    question: str, by: Person, given: Mapping[str, Any], *, concerned: Person | None = None
) -> KeptAnswer:
    """Let somebody have asked, about a person whom they name or describe."""
    said = Said(given, concerned=concerned.pk if concerned else None, unnamed=concerned is None)
    now = profile_in_force()
    return conclude(Progress(question, by, now, timezone.localdate(), said), by=by)


def an_answer(by: Person, about: Person | None = None) -> KeptAnswer:
    """Let somebody have asked whether to connect with a learner."""
    facts = {"account": "personal", "relation": "current-learner"}
    return asked("contact.connect", by, facts, concerned=about)


def a_follower(by: Person) -> FollowerFound:
    """Let somebody have found a follower whom they must block."""
    return FollowerFound.objects.create(
        person_id=by.pk, answer_id=an_answer(by).pk, found_on=TODAY, must_block=True
    )


def a_request(by: Person) -> Clearance:
    """Let somebody under Oaklands have asked their manager for leave to use social media."""
    held = Clearance.objects.filter(person_id=by.pk, state=Clearance.State.APPROVED)
    for one in held:
        end(one, by=by, because="Another is asked for.")
    facts = {"time": "working", "social": True, "approved_user": True}
    kept = asked("web.use", by, facts)
    wish = Wish("The open day's page.", TODAY + datetime.timedelta(days=60))
    kind = kind_called("web.use", kept.approval_of, profile_in_force().profile)
    return ask_for(kept, kind, wish, by=by, told=[("When?", "Working")])


def an_approval(by: Person, manager: Person) -> Clearance:
    """Let somebody's manager have approved it, before another is asked for."""
    made = a_request(by)
    waiting = of_subject(RECORD, made.pk).get()
    with acting_as(by.organisation_id, manager.pk):
        decide(waiting.pk, by=manager, approve=True, reason="For the open day.")
    return made


def some_data_away(by: Person, manager: Person) -> Clearance:
    """Let somebody under Oaklands have taken data off site until today, as their manager let."""
    kept = asked("data.remove", by, {"data": "personal", "device": "laptop", "encrypted": True,
                                     "password": True})  # fmt: skip
    kind = kind_called("data.remove", "manager_permission", profile_in_force().profile)
    made = ask_for(kept, kind, Wish("Marking at home.", TODAY), by=by, told=[])
    waiting = of_subject(RECORD, made.pk).get()
    with acting_as(by.organisation_id, manager.pk):
        decide(waiting.pk, by=manager, approve=True, reason="Encrypted, until tonight.")
    return made


def a_declaration(by: Person, concerned: Person) -> ConnectionDeclaration:
    """Let somebody have declared a connection."""
    return declare(concerned, by=by, ground="family", how="She is my cousin.", since=TODAY)


def a_restriction(person: Person, *, by: Person) -> Restriction:
    """Let the lead have put somebody on the list."""
    later = TODAY + datetime.timedelta(days=90)
    return restrict(person, by=by, reason="Grooming attempt in May.", review_on=later)


def some_answers(by: Person) -> dict[str, Any]:
    """Let somebody under Oaklands have answers of several kinds; return the pages' arguments."""
    late = {"recipient": "current-learner", "channel": "work-email", "account": "work",
            "device": "organisation", "approved_channels": ["work-email"],
            "at": "2026-03-02T22:15:00", "urgent": False, "own_contact_details": False}  # fmt: skip
    account = {"acknowledged": True, "form_complete": True, "confusable_name": False,
               "risk_assessed": True, "it_permission": True, "it_applied": True,
               "approvals": [], "admins": []}  # fmt: skip
    leave = {"data": "personal", "device": "usb", "encrypted": True, "password": True}
    return {
        "refused_id": asked("data.remove", by, leave).pk,
        "found_id": a_follower(by).pk,
        "answer_id": an_answer(by).pk,
        "advised_id": asked("contact.message", by, late).pk,
        "asked_first_id": asked("account.go-live", by, account).pk,
    }
