"""A small college in which things are about to happen, and what is left of each afterwards."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection, transaction

from lanyard.foundation.access.models import Grant
from lanyard.foundation.audit import api as audit
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.identity.api import account_for
from lanyard.foundation.notices.models import Delivery, Notification, Occasion
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import answers, close, drafts, tellings
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.models import (
    Case,
    ChronologyEntry,
    Concern,
    Decision,
    Draft,
    Message,
    Receipt,
    TeamMember,
)
from lanyard.rooms.concerns.tests.college import browser, learner, person, report, under
from lanyard.rooms.concerns.tests.scene import a_case, named

HOST = "here.test"


@dataclass
class College:
    """Who is there, and the ids of what they work on."""

    id: UUID
    lead: Person
    second: Person
    colleague: Person
    tutors: list[Person] = field(default_factory=list)
    to_share: list[UUID] = field(default_factory=list)
    to_close: list[UUID] = field(default_factory=list)

    @contextlib.contextmanager
    def system(self) -> Iterator[None]:
        """Look, or set the scene, in a transaction of its own."""
        with acting_as_system(self.id, "look"), transaction.atomic():
            yield

    def cookies(self, somebody: Person) -> str:
        """Sign somebody in; return what their browser sends from then on."""
        with self.system():
            kept = browser(somebody, host=HOST).cookies
            return "; ".join(f"{k}={m.value}" for k, m in kept.items() if k != "lanyard_csrf")

    def verified(self) -> bool:
        """Say whether the audit trail is unbroken, and not empty."""
        with self.system():
            chain = audit.verify(self.id)
        return chain.broken is None and chain.links > 0


def make() -> College:
    """Make the college, with two who receive reports and one who does not."""
    with transaction.atomic():
        here = Organisation.objects.create(slug="here", name="Here College")
        HostName.objects.create(host=HOST, organisation=here)
        with acting_as_system(here.pk, "set the scene"):
            under("oaklands")
            return College(
                here.pk, person("Dee Essell", "dsl", "safeguarding-team"),
                person("Sam Second", "safeguarding-team"), person("Col League"),
            )  # fmt: skip


def open_accounts(college: College) -> dict[str, UUID]:
    """Give those who receive reports an address; return it with the person."""
    addresses = {f"{one.pk}@example.test": one.pk for one in (college.lead, college.second)}
    with college.system():
        for email, person_id in addresses.items():
            account_for(person_id, email=email)
    return addresses


def send_reports(college: College, number: int) -> None:
    """Have so many reports of danger come in."""
    for _ in range(number):
        with college.system():
            open_concern(report(immediate_danger=True), by=None)


def tries(college: College) -> list[int]:
    """Return how often each mail was tried."""
    with college.system():
        return list(Delivery.objects.filter(channel="email").values_list("tries", flat=True))


def mails_unsettled(college: College) -> int:
    """Return how many mails are still to go out."""
    with college.system():
        return Delivery.objects.filter(channel="email", state__in=["queued", "sending"]).count()


def mails(college: College) -> dict[tuple[UUID, UUID], str]:
    """Return how each mail to one of the two ended, by its person and occasion."""
    with college.system():
        told = Delivery.objects.filter(
            channel="email", target_id__in=[college.lead.pk, college.second.pk]
        )
        return {(d.target_id, d.occasion_id): d.state for d in told}


def write_drafts(college: College, number: int) -> list[UUID]:
    """Let so many tutors each write a report, and not yet send it; return the drafts."""
    written = []
    for n in range(number):
        with college.system():
            tutor = person(f"Tutor{n} Example")
        with acting_as(college.id, tutor.pk), transaction.atomic():
            author = drafts.Author(person=tutor)
            written.append(drafts.change(author, "concern", _answers()).pk)
        college.tutors.append(tutor)
    return written


def open_cases(college: College, *, to_share: int, to_close: int) -> None:
    """Open cases, and propose to close some of them."""
    with college.system():
        mia = learner("Mia Okoro")
        for _ in range(to_share):
            college.to_share.append(a_case(named(mia), by=college.lead).pk)
        for _ in range(to_close):
            case = a_case(named(mia), by=college.lead)
            with acting_as(college.id, college.lead.pk):
                _propose(case, college.lead)
            college.to_close.append(case.pk)


def _propose(case: Case, lead: Person) -> None:
    tellings.decide_telling(
        case, case.people.get(), by=lead, party="guardian", answer="not-told", because="At risk.",
    )  # fmt: skip
    said = {
        "investigator": "Dee", "evidence": "Messages", "finding": "It happened.",
        "procedure": "Anti-bullying",
    }  # fmt: skip
    answers.answer(case, by=lead, slug="investigation", answers=said)
    close.propose_closure(case, by=lead, proposal=close.Proposal(
        outcome="support", reasons="Support is in place.", for_person_harmed="Counselling.",
        for_bystanders="None, because there were none.", facts_and_lessons="Facts.",
        for_organisation="None, because the rules held.", proportionality="Fits.",
        amend_policy=False, amend_policy_because="It worked.",
    ))  # fmt: skip


def _answers() -> dict[str, object]:
    day = datetime.date.today()
    return {
        "urgency": {"urgency": ["danger"]},
        "kind": {"category": ["bullying"]},
        "happened": {
            "promise_made": ["no"], "happened": ["Words were said."], "nothing_left_out": ["no"],
        },
        "who": {"done": True, "people": []},
        "prevent": {"prevent": ["no"]},
        "details": {
            "first_known_day": [str(day.day)], "first_known_month": [str(day.month)],
            "first_known_year": [str(day.year)], "place": ["online"], "device": ["own-phone"],
            "connection": ["mobile-data"], "risk_area": ["conduct"], "channels": ["texts"],
        },
        "done": {"action_taken": ["Spoke to them."]},
    }  # fmt: skip


def left_of_report(college: College, tutor: Person) -> tuple[object, ...]:
    """Return the rows of a tutor's report: the same whether by one press or by several."""
    with acting_as(college.id, tutor.pk), transaction.atomic():
        unsent = Draft.objects.filter(person_id=tutor.pk).count()
    with college.system():
        reports = list(Concern.objects.filter(reporter=tutor))
        events = [f"concern-received:{report.pk}" for report in reports]
        told = Notification.objects.filter(occasion__event__in=events)
        mails = Delivery.objects.filter(occasion__event__in=events, channel="email")
        return (
            unsent, len(reports), Receipt.objects.filter(concern__in=reports).count(),
            _entries("concerns.reported", reports), _entries("concerns.routed", reports),
            Occasion.objects.filter(event__in=events).count(),
            sorted(str(one) for one in told.values_list("person_id", flat=True)),
            mails.count(), _queued(list(mails.values_list("pk", flat=True))),
        )  # fmt: skip


def whole_report(college: College) -> tuple[object, ...]:
    """Return what is left of a report that came in."""
    told = sorted(str(one.pk) for one in (college.lead, college.second))
    return (0, 1, 1, 1, 1, 1, told, 2, 2)


#: What is left of a report that was never sent.
NO_REPORT: tuple[object, ...] = (1, 0, 0, 0, 0, 0, [], 0, 0)


def left_of_sharing(college: College, case_id: UUID) -> tuple[int, ...]:
    """Return the rows of letting the colleague onto a case: all 1, or all 0."""
    with college.system():
        members = TeamMember.objects.filter(case=case_id, person=college.colleague)
        grants = Grant.objects.filter(person_id=college.colleague.pk)
        reports = Concern.objects.filter(case=case_id).values_list("pk", flat=True)
        named_in = Entry.objects.filter(verb="concerns.shared", subject_id=str(case_id))
        return (
            members.count(), grants.filter(record_kind="case", record_id=case_id).count(),
            grants.filter(record_kind="concern", record_id__in=list(reports)).count(),
            ChronologyEntry.objects.filter(source_id__in=members.values("pk")).count(),
            named_in.filter(details__person=str(college.colleague)).count(),
        )  # fmt: skip


def left_of_closing(college: College, case_id: UUID) -> tuple[int, ...]:
    """Return the rows of closing a case: all 1, or all 0."""
    with college.system():
        return (
            Case.objects.filter(pk=case_id, state="closed", closed_at__isnull=False).count(),
            Case.objects.get(pk=case_id).closures.filter(agreed_by=college.second).count(),
            Decision.objects.filter(case=case_id, kind="close").count(),
            Message.objects.filter(concern__case=case_id, from_reporter=False).count(),
            Receipt.objects.filter(concern__case=case_id, status="finished").count(),
            Entry.objects.filter(verb="concerns.closed", subject_id=str(case_id)).count(),
        )  # fmt: skip


def _entries(verb: str, reports: list[Concern]) -> int:
    ids = [str(report.pk) for report in reports]
    return Entry.objects.filter(verb=verb, subject_id__in=ids).count()


def _queued(deliveries: list[UUID]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.deliver'"
            " AND args ->> 'delivery_id' = ANY (%s)",
            [[str(one) for one in deliveries]],
        )
        return int(cursor.fetchone()[0])
