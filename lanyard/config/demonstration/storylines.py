"""What happened at a college in two years, act by act: the usual, and the rare."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lanyard.config.demonstration.casework import DAY, HOUR, Desk, alleged, harmed
from lanyard.config.demonstration.clock import Story
from lanyard.foundation.audit import api as audit
from lanyard.people.models import Person
from lanyard.rooms.concerns.actions import (
    close,
    decisions,
    glass,
    images,
    joining,
    low_level,
    plans,
    reading,
    receipts,
    triage,
)
from lanyard.rooms.concerns.image_questions import QUESTIONS
from lanyard.rooms.concerns.models import Case, Concern, Receipt, SupportPlan

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

STORIES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "stories.toml").read_text("utf-8")
)["story"]
#: A moment, a verb of the trail, who did it, and to what.
Act = tuple[datetime.datetime, str, Person | None, Concern | Case]
#: How far a plain story goes, and for how many of a hundred.
ENDS = (
    ("received", 8), ("acknowledged", 6), ("open", 22), ("overdue", 8), ("awaiting", 8),
    ("watching", 12), ("closed", 36),
)  # fmt: skip
#: For these the story is recent: nobody leaves a report unread for a year.
_RECENT = {"received": 0.08, "acknowledged": 0.8, "open": 20, "overdue": 25, "awaiting": 45,
           "watching": 60, "closed": 700}  # fmt: skip


#: Where any policy gives a case to several readers, so that a second one can agree.
_SHARED = next(one for one in STORIES if one["category"] == "bullying")
#: How many reports come in in the rare stories together.
_REPORTS_OF_THE_RARE = 9


def stories(college: College, count: int, *, now: datetime.datetime) -> list[Story]:
    """Return so many stories, of which the rare ones come first."""
    teller = _Teller(college, now)
    rare = [
        teller.nameless(), teller.allegation(), teller.images(), teller.again_and_again(),
        teller.reopened(), teller.grown_worse(), teller.in_an_emergency(), teller.small_things(),
    ]  # fmt: skip
    plain = range(max(count - _REPORTS_OF_THE_RARE, 0))
    ends = [_end_at((place + 0.5) * 100 / len(plain)) for place in plain]
    return [*rare, *(teller.plain(end) for end in ends)]


def _end_at(percent: float) -> str:
    """Return how far the story goes that stands at a percentage of all."""
    for end, share in ENDS:
        percent -= share
        if percent < 0:
            return end
    return ENDS[-1][0]


class _Teller:
    def __init__(self, college: College, now: datetime.datetime) -> None:
        self.college = college
        self.dice = college.dice
        self.desk = Desk(college)
        self.now = now

    def _ago(self, least: float, most: float) -> datetime.datetime:
        """Return a moment in the working hours of a day so many days ago."""
        moment = self.now - self.dice.uniform(least, most) * DAY
        if least >= 1:
            moment = moment.replace(hour=self.dice.randint(9, 15), minute=self.dice.randint(0, 59))
        return min(moment, self.now - datetime.timedelta(minutes=5))

    def _learner(self, on: datetime.datetime) -> Person:
        """Return a learner who studied here on a day."""
        day = on.date()
        here = [p for p in self.college.learners.people
                if self.college.learners.since.get(p.pk, day) <= day]  # fmt: skip
        return self.dice.choice(here or self.college.learners.people)

    def _tutor(self, learner: Person) -> Person:
        return self.college.learners.course_of[UUID(str(learner.pk))].tutor

    def _kind(self, *but: str) -> dict[str, Any]:
        left_out = {"nudes", *but}
        return self.dice.choice([one for one in STORIES if one["category"] not in left_out])

    def plain(self, end: str) -> Story:
        """Tell of a worry about a learner, as far as it goes."""
        most = _RECENT[end]
        least = {"closed": 45, "watching": 30, "awaiting": 20, "overdue": 12}.get(end, most / 4)
        begins = self._ago(least, most)
        yield begins
        learner = self._learner(begins)
        other = self._learner(begins)
        people = [harmed(learner)] if other.pk == learner.pk else [harmed(learner), alleged(other)]
        what = self._kind() if end != "watching" else _SHARED
        report = self.desk.report(self._tutor(learner), what, *people)
        if end == "received":
            return
        yield begins + self.dice.uniform(0.3, 3) * HOUR
        by = self.desk.worker_of(report)
        self.desk.acknowledge(report, by)
        if end == "acknowledged":
            return
        yield begins + self.dice.uniform(4, 8) * HOUR
        case = self.desk.open_case(report, by)
        yield begins + DAY
        self.desk.note(case, by, "Spoke with the learner and agreed the next steps.")
        days = 4 if end == "overdue" else 9
        ask = "Check in with the learner twice this week and say how they are."
        task = self.desk.task(case, by, self._tutor(learner), ask, days)
        plan = None
        if self.dice.chance(0.4):
            plan = yield from self._supported(case, by, learner, begins + 2 * DAY)
        if end in {"open", "overdue"}:
            return
        yield begins + self.dice.uniform(4, 8) * DAY
        self.desk.finish(task, "They are settled and came to every session.")
        if plan is not None:
            self._review(plan, by, resolved=True, text="It is no longer needed.")
        yield begins + self.dice.uniform(9, 14) * DAY
        by = self.desk.decider_of(case, by)
        self.desk.make_ready(case, by)
        yield begins + self.dice.uniform(14, 18) * DAY
        closure = self.desk.propose(case, by, watch=90 if end == "watching" else 0)
        if end == "awaiting":
            return
        yield begins + self.dice.uniform(18.5, 21) * DAY
        self.desk.agree(closure, by)

    def _supported(
        self, case: UUID, by: Person, learner: Person, at: datetime.datetime
    ) -> Generator[datetime.datetime, None, UUID]:
        yield at
        with self.desk.as_(by):
            plan = plans.write_plan(
                Case.objects.get(pk=case), by=by, person=learner, interval_days=14, checks=[],
                plan="A mentor each week, and a quiet place at lunch.",
            )  # fmt: skip
        yield at + DAY
        self._review(plan.pk, by, resolved=False, text="It helps. We go on with it.")
        return plan.pk

    def _review(self, plan: UUID, by: Person, *, resolved: bool, text: str) -> None:
        with self.desk.as_(by):
            plans.review_plan(SupportPlan.objects.get(pk=plan), by=by, resolved=resolved, text=text)

    def nameless(self) -> Story:
        """Tell of somebody without a name who is asked, and answers."""
        begins = self._ago(18, 25)
        yield begins
        learner = self._learner(begins)
        report = self.desk.report(None, STORIES[0], harmed(learner))
        yield begins + 2 * HOUR
        by = self.desk.worker_of(report)
        self.desk.acknowledge(report, by)
        for text, from_us in (
            ("Thank you for telling us. Is somebody in danger now, and since when does it go on?",
             True),
            ("Since the start of term. It is worst in the evening. I am not in that chat.", False),
            ("That helps. We are speaking to those concerned without saying who told us.", True),
            ("Okay. It stopped for two days now.", False),
        ):  # fmt: skip
            begins += 20 * HOUR
            yield begins
            self._say(report, text, by if from_us else None)
        yield begins + HOUR
        self.desk.open_case(report, by, severity=3)

    def _say(self, report: UUID, text: str, by: Person | None) -> None:
        if by is not None:
            with self.desk.as_(by):
                receipts.reply(Concern.objects.get(pk=report), text, by=by)
            return
        receipt = Receipt.objects.get(concern=report)
        with receipts.bearing(receipt.code_hash):
            receipts.add_message(Receipt.objects.get(pk=receipt.pk), text, by=None)

    def allegation(self) -> Story:
        """Tell of a tutor who reports another: behind the wall, with the LADO's advice."""
        begins = self._ago(30, 60)
        yield begins
        learner = self._learner(begins)
        about = self.college.staff.departments[-1].tutors[-1]
        story = {
            **STORIES[1], "platform": "A private messaging account", "happened": [
                "A colleague writes to a learner late in the evening from a private account, and "
                "asked that nobody be told."
            ],
        }  # fmt: skip
        report = self.desk.report(
            self._tutor(learner), story, harmed(learner), alleged(about, "staff"), about="staff"
        )
        yield begins + HOUR
        by = self.desk.worker_of(report)
        self.desk.acknowledge(report, by)
        yield begins + 2 * HOUR
        case = self.desk.open_case(report, by, kind="allegation", severity=4)
        yield begins + 3 * HOUR
        self.desk.note(case, by, "Rang the LADO. They advise a strategy meeting this week.")
        yield begins + 3 * DAY
        with self.desk.as_(by):
            decisions.decide(
                Case.objects.get(pk=case), by=by, kind="lado", answer="advice-received",
                reasons="The LADO advises: no contact with learners until the meeting.",
            )  # fmt: skip

    def images(self) -> Story:
        """Tell of a picture said to go round: the lead works the pathway, nobody looks."""
        begins = self._ago(8, 14)
        yield begins
        learner = self._learner(begins)
        story = next(one for one in STORIES if one["category"] == "nudes")
        report = self.desk.report(self._tutor(learner), story, harmed(learner))
        yield begins + HOUR / 2
        lead = self.desk.lead
        self.desk.acknowledge(report, lead)
        yield begins + HOUR
        case = self.desk.open_case(report, lead, severity=4, illegal="unsure")
        yield begins + 2 * HOUR
        said = {question.slug: "no" for question in QUESTIONS}
        said |= {"coerced": "yes", "spread": "yes"}
        with self.desk.as_(lead):
            images.review(
                Case.objects.get(pk=case), by=lead, answers=said,
                next_steps="Children's social care today. Report Remove with the learner.",
            )  # fmt: skip
        yield begins + DAY
        self.desk.note(case, lead, "Report Remove accepted the request.", leads_only=True)

    def again_and_again(self) -> Story:
        """Tell of three reports about the same learner, in one case."""
        begins = self._ago(70, 90)
        yield begins
        learner = self._learner(begins)
        first = self.desk.report(self._tutor(learner), STORIES[0], harmed(learner))
        by = self.desk.worker_of(first)
        yield begins + 3 * HOUR
        self.desk.acknowledge(first, by)
        case = self.desk.open_case(first, by, severity=2)
        for week in (3, 6):
            yield begins + week * 7 * DAY
            more = self.desk.report(self._tutor(learner), STORIES[0], harmed(learner))
            yield begins + week * 7 * DAY + 4 * HOUR
            self.desk.acknowledge(more, by)
            with self.desk.as_(by):
                joining.join_case(
                    Concern.objects.get(pk=more), Case.objects.get(pk=case), by=by,
                    because="The same group chat, the same people.", step=self.desk.step(),
                )  # fmt: skip
        yield begins + 43 * DAY
        with self.desk.as_(by):
            triage.change_severity(
                Case.objects.get(pk=case), by=by, severity=4,
                because="The third time in six weeks: it does not stop by itself.",
            )  # fmt: skip

    def reopened(self) -> Story:
        """Tell of a case that was closed and is open again."""
        begins = self._ago(100, 140)
        yield begins
        learner = self._learner(begins)
        report = self.desk.report(self._tutor(learner), STORIES[0], harmed(learner))
        by = self.desk.worker_of(report)
        yield begins + HOUR
        self.desk.acknowledge(report, by)
        case = self.desk.open_case(report, by, severity=3)
        yield begins + 7 * DAY
        by = self.desk.decider_of(case, by)
        self.desk.make_ready(case, by)
        closure = self.desk.propose(case, by)
        yield begins + 8 * DAY
        self.desk.agree(closure, by)
        yield begins + 60 * DAY
        with self.desk.as_(by):
            case_now = Case.objects.get(pk=case)
            close.reopen(case_now, by=by, because="It began again under another name.")

    def grown_worse(self) -> Story:
        """Tell of what looked small and becomes a danger: everybody is told at once."""
        begins = self._ago(3, 5)
        yield begins
        learner = self._learner(begins)
        story = next(one for one in STORIES if one["category"] == "self-harm")
        report = self.desk.report(self._tutor(learner), story, harmed(learner), serious=True)
        by = self.desk.worker_of(report)
        yield begins + HOUR
        self.desk.acknowledge(report, by)
        case = self.desk.open_case(report, by, severity=3)
        yield begins + DAY
        with self.desk.as_(by):
            triage.change_severity(
                Case.objects.get(pk=case), by=by, severity=5,
                because="They said today that they have a plan.",
            )  # fmt: skip

    def in_an_emergency(self) -> Story:
        """Tell of the head who opens a case for an hour, as nobody of the team is there."""
        begins = self._ago(28, 40)
        yield begins
        learner = self._learner(begins)
        report = self.desk.report(self._tutor(learner), self._kind(), harmed(learner))
        by = self.desk.worker_of(report)
        yield begins + HOUR
        self.desk.acknowledge(report, by)
        case = self.desk.open_case(report, by)
        yield begins + 5 * DAY + 9 * HOUR
        reference = Case.objects.get(pk=case).reference
        head = self.college.shown["head"]
        with self.desk.as_(head):
            opened = glass.open_in_emergency(
                reference, by=head,
                reason="The police ask for the address tonight; the team cannot be reached.",
            )  # fmt: skip
            if opened is not None:
                reading.read_case(opened, by=head)

    def small_things(self) -> Story:
        """Tell of low-level concerns about staff, three of them about the same person."""
        staff = self.college.staff
        about = staff.departments[0].tutors[-1]
        teller = staff.departments[0].tutors[0]
        begins = self._ago(80, 100)
        for days, person, what in (
            (0, about, "Gave a learner a lift home without telling anybody."),
            (21, about, "Follows several learners on a private account."),
            (30, staff.departments[1].tutors[0], "Left the staff computer open in the library."),
            (52, about, "Joked with learners about their looks in a lesson."),
        ):
            yield begins + days * DAY
            with self.desk.as_(teller):
                low_level.record_low_level(
                    about=person, what=what, by=teller, place="In a lesson",
                    happened_on=(begins + days * DAY).date(),
                )  # fmt: skip


def trail_of(concern: Concern, acts: list[Act]) -> Story:
    """Write the trail of a report that was made up whole, each act at its moment."""
    for moment, verb, by, record in acts:
        yield moment
        kind = "case" if isinstance(record, Case) else "concern"
        audit.record(
            verb, by=by, subject=record.reference, kind=kind, subject_id=record.pk,
            circle=record.circle_id, report=concern.reference,
        )  # fmt: skip
