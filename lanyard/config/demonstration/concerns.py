"""Two years of concerns in every state: reports, cases, chronology, actions, closures."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F, Model
from django.utils import timezone

from lanyard.config.demonstration.clock import Clock, Story, moved, tell
from lanyard.config.demonstration.roll import Roll, key
from lanyard.config.demonstration.storylines import STORIES, Act, stories, trail_of
from lanyard.engine.profiles.api import ProfileVersion, profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.notices.api import Delivery
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.models import Person
from lanyard.rooms.concerns import models as tables
from lanyard.rooms.concerns import reasons, states
from lanyard.rooms.concerns.matters import Matter, Named
from lanyard.rooms.concerns.numbers import next_number
from lanyard.rooms.concerns.routing import Routed, route

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

_DAY = datetime.timedelta(days=1)
_HOUR = datetime.timedelta(hours=1)
#: Of a hundred reports: so many stay received, acknowledged; the rest are worked in cases.
_RECEIVED, _ACKNOWLEDGED = 8, 8
#: Of a hundred cases: open, waiting for a second person, watched; the rest are closed.
_OPEN, _AWAITING, _WATCHING = 30, 5, 8
_ABOUT_STAFF = 0.06
#: One staff report of so many does not yet hold all that was said.
_LEFT_OUT = 25
_NO_MAIL = """
DELETE FROM procrastinate_jobs
WHERE task_name = 'notices.deliver' AND status = 'todo' AND args ->> 'organisation' = %s
"""
_PLACES = ("on-site", "online", "home")
_DONE = "The learner is safe, supported and knows whom to turn to."


class Writer:
    """Makes up concerns for one college and writes them together."""

    def __init__(self, college: College) -> None:
        self.college = college
        self.dice = college.dice
        afternoon = datetime.datetime.combine(college.on, datetime.time(16))
        self.now = min(timezone.now(), timezone.make_aware(afternoon))
        self.roll = Roll()
        self.version: ProfileVersion = profile_in_force()
        self.clock = Clock(self.now - 1000 * _DAY)
        self.kept_out: list[tuple[str, Model, Person]] = []
        self.granted: list[tuple[str, Model, Any]] = []
        self._routes: dict[tuple[str, ...], Routed] = {}
        #: The states of the first cases, so that a small college has one of each.
        self.first_states = [
            states.CaseState.OPEN, states.CaseState.AWAITING_AGREEMENT, states.CaseState.CLOSED,
            states.CaseState.WATCHING,
        ]  # fmt: skip

    def write(self, count: int, *, told: int, beside: Sequence[Story]) -> None:
        """Write so many reports, oldest first, so that numbers run with time."""
        worked = stories(self.college, told, now=self.now) if told else []
        tell([*self._made_up(count - told), *worked, *beside], self.clock, until=self.now)
        self.roll.write()
        for kind, row, person in self.kept_out:
            access.exclude(kind, key(row), key(person), because="is the subject of the report")
        for kind, row, person_id in self.granted:
            access.grant(kind, key(row), person_id, because="receives or works the report")

    def _made_up(self, count: int) -> Iterator[Story]:
        """Make up so many reports whole, each in its turn."""
        moments = sorted(self.now - self._age(number, count) for number in range(count))
        for place, moment in enumerate(moments):
            yield self._one(moment, place * 100 // count)

    def _one(self, moment: datetime.datetime, percent: int) -> Story:
        yield moment
        yield from trail_of(*self._report(moment, percent))

    def _age(self, number: int, count: int) -> datetime.timedelta:
        share = number / count
        return datetime.timedelta(days=730 * share * share, minutes=self.dice.randint(5, 600))

    def number(self, kind: str, moment: datetime.datetime) -> tuple[int, int]:
        """Return the year and the next number of a kind in it."""
        year = timezone.localtime(moment).year
        return year, next_number(kind, year)

    def _report(self, moment: datetime.datetime, percent: int) -> tuple[tables.Concern, list[Act]]:
        """Make up a report with its work; return it with the acts that its trail tells."""
        story = self.dice.choice(STORIES)
        harmed = self.dice.choice(self.college.learners.people)
        about_staff = self.dice.chance(_ABOUT_STAFF)
        alleged = self.dice.choice(self.college.staff.departments if about_staff else [None])
        subject = alleged.tutors[-1] if alleged else self.dice.choice(self.college.learners.people)
        kind, reporter = self._reporter(harmed)
        routed = self._route(kind, reporter, story["category"], subject if about_staff else None)
        year, number = self.number("report", moment)
        acknowledged = percent < 100 - _RECEIVED
        of_staff = kind == reasons.ReporterKind.STAFF
        concern = self.roll.add(
            tables.Concern(
                id=self.dice.id(), year=year, number=number, circle=self._circle(routed),
                state=states.ConcernState.RECEIVED, received_at=moment, reporter_kind=kind,
                reporter=reporter, about=routed.about, category=story["category"],
                risk_area=story["area"], prevent=reasons.ThreeWay.NO
                if story["category"] != "extremism" else reasons.ThreeWay.UNSURE,
                happened=self.dice.choice(story["happened"]), happened_at=moment - 5 * _HOUR,
                first_known_at=moment - _HOUR, place=self.dice.choice(_PLACES),
                platform=story["platform"], device=self.dice.choice(reasons.DeviceKind.values),
                channels=story["channels"] if story["category"] == "bullying" else [],
                acknowledge_by=moment + 4 * _HOUR, first_action_by=moment + _DAY,
                routed=routed.as_json(), profile_version=self.version.pk,
                promise_made=reasons.ThreeWay.NO if of_staff else "",
                nothing_left_out=of_staff and bool(number % _LEFT_OUT),
            )
        )  # fmt: skip
        parts = [(harmed, reasons.Part.HARMED), (subject, reasons.Part.ALLEGED)]
        parts = parts if subject is not harmed else parts[:1]
        self._involve(concern, parts, about_staff=about_staff)
        self._receipt(concern, routed, acknowledged)
        self.granted += [("concern", concern, person) for person in routed.people]
        if about_staff:
            self.kept_out.append(("concern", concern, subject))
        if acknowledged:
            concern.state = states.ConcernState.ACKNOWLEDGED
            concern.acknowledged_at = moment + 2 * _HOUR
            concern.acknowledged_by = self.holder(routed)
        if percent < 100 - _RECEIVED - _ACKNOWLEDGED:
            concern.state = states.ConcernState.TRIAGED
            concern.case = Casework(self, concern, routed, parts).write()
            if about_staff:
                self.kept_out.append(("case", concern.case, subject))
        return concern, self._acts(concern)

    def _acts(self, concern: tables.Concern) -> list[Act]:
        """Return who did what to a report, and when."""
        acts: list[Act] = [
            (concern.received_at, "concerns.reported", concern.reporter, concern),
            (concern.received_at, "concerns.routed", None, concern),
        ]
        if concern.acknowledged_at is not None:
            by = concern.acknowledged_by
            acts.append((concern.acknowledged_at, "concerns.acknowledged", by, concern))
        case = concern.case
        if case is not None:
            acts.append((case.opened_at, "concerns.case-opened", case.holder, case))
            if case.closed_at is not None:
                acts.append((case.closed_at, "concerns.closed", case.holder, case))
        return sorted(acts, key=lambda act: act[0])

    def _involve(
        self,
        concern: tables.Concern,
        parts: list[tuple[Person, reasons.Part]],
        *,
        about_staff: bool,
    ) -> None:
        for person, part in parts:
            works_here = about_staff and part is reasons.Part.ALLEGED
            self.roll.add(
                tables.Involved(
                    id=self.dice.id(), concern=concern, circle=concern.circle, person=person,
                    name=str(person), part=part, relation="staff" if works_here else "learner",
                )
            )  # fmt: skip

    def _reporter(self, harmed: Person) -> tuple[reasons.ReporterKind, Person | None]:
        draw, kinds = self.dice.random(), reasons.ReporterKind
        if draw < 0.6:
            return kinds.STAFF, self.college.learners.course_of[key(harmed)].tutor
        if draw < 0.75:
            return kinds.LEARNER, harmed
        if draw < 0.9:
            return kinds.LEARNER, None
        return kinds.PARENT, None

    def _route(
        self,
        kind: reasons.ReporterKind,
        reporter: Person | None,
        category: str,
        subject: Person | None,
    ) -> Routed:
        asked = (kind, str(reporter and reporter.pk), category, str(subject and subject.pk))
        if asked not in self._routes:
            named: tuple[Named, ...] = ()
            if subject is not None:
                named = (
                    Named(
                        name=str(subject), part=reasons.Part.ALLEGED, person_id=key(subject),
                        relation="staff",
                    ),
                )  # fmt: skip
            about = reasons.About.STAFF if subject is not None else reasons.About.LEARNER
            matter = Matter(
                reporter_kind=kind, reporter=reporter, category=reasons.Category(category),
                about=about, people=named,
            )  # fmt: skip
            self._routes[asked] = route(matter, self.version)
        return self._routes[asked]

    def _circle(self, routed: Routed) -> access.Circle:
        return access.circle_of(routed.roles)

    def holder(self, routed: Routed) -> Person:
        """Return who works a report: one of its recipients, the lead where none is staff here."""
        everybody = {key(person): person for person in self.college.staff.everybody()}
        for recipient in routed.recipients:
            if recipient in everybody:
                return everybody[recipient]
        return self.college.shown["dsl"]

    def _receipt(self, concern: tables.Concern, routed: Routed, read: bool) -> None:
        self.roll.add(
            tables.Receipt(
                id=self.dice.id(), concern=concern, circle=concern.circle,
                reporter_id=concern.reporter_id, status="read" if read else "received",
                sent_to=", ".join(self.version.profile.title_of(role) for role in routed.told),
                made_at=concern.received_at, status_at=concern.received_at,
            )
        )  # fmt: skip


class Casework:
    """Makes up the work on one report: its case, and how far that has come."""

    def __init__(
        self,
        writer: Writer,
        concern: tables.Concern,
        routed: Routed,
        parts: list[tuple[Person, reasons.Part]],
    ) -> None:
        self.writer = writer
        self.concern = concern
        self.parts = parts
        self.dice = writer.dice
        self.holder = writer.holder(routed)
        self.opened = concern.received_at + 3 * _HOUR

    def write(self) -> tables.Case:
        """Add the case and what belongs to it."""
        year, number = self.writer.number("case", self.opened)
        old = self.writer.now - self.opened > 60 * _DAY
        draw = self.dice.randint(0, 99) if old else self.dice.randint(0, _OPEN + _AWAITING)
        allegation = self.concern.about == reasons.About.STAFF
        minor = any((p.age_on(self.opened.date()) or 0) < 18 for p, _ in self.parts)
        case = self.case = tables.Case(
            id=self.dice.id(), year=year, number=number, circle=self.concern.circle,
            kind=reasons.CaseKind.ALLEGATION if allegation else reasons.CaseKind.SAFEGUARDING,
            state=self._state(draw, allegation=allegation), category=self.concern.category,
            risk_area=self.concern.risk_area, prevent=self.concern.prevent,
            summary=f"{reasons.Category(self.concern.category).label}: {self.concern.platform}",
            severity=self.dice.choices((1, 2, 3, 4, 5), (15, 30, 35, 15, 5))[0],
            holder=self.holder, opened_at=self.opened, acknowledged_at=self.opened - _HOUR,
            first_action_at=self.opened + _HOUR, profile_version=self.writer.version.pk,
            site=self.writer.college.learners.course_of[self.parts[0][0].pk].course.site,
            child_involved=minor,
        )  # fmt: skip
        self.writer.roll.add(case)
        self._people()
        self._line("report", self.opened, f"Report {self.concern.reference} was joined.")
        self._decide("severity", str(case.severity), "By what is known of harm and age.", 0)
        self._line("note", self.opened + _DAY, "Spoke with the learner and agreed the next steps.")
        self._actions(done=case.state != states.CaseState.OPEN)
        if case.state != states.CaseState.OPEN:
            self._close()
        self.writer.granted.append(("case", case, self.holder.pk))
        return case

    def _state(self, draw: int, *, allegation: bool) -> states.CaseState:
        if self.writer.first_states and not allegation:
            return self.writer.first_states.pop(0)
        if draw < _OPEN:
            return states.CaseState.OPEN
        if draw < _OPEN + _AWAITING:
            return states.CaseState.AWAITING_AGREEMENT
        if draw < _OPEN + _AWAITING + _WATCHING:
            return states.CaseState.WATCHING
        return states.CaseState.CLOSED

    def _people(self) -> None:
        for person, part in self.parts:
            self._add(
                tables.CasePerson, person=person, name=str(person), part=part, born=person.born,
                age_when_opened=person.age_on(self.opened.date()),
            )  # fmt: skip
        self._add(
            tables.TeamMember, person=self.holder, part=tables.TeamMember.Part.HOLDER,
            because="Took the report on at triage.", added_by=self.holder, since=self.opened,
        )  # fmt: skip

    def _actions(self, *, done: bool) -> None:
        days = self.dice.randint(-1, 9)
        due = self.opened + (days + 2) * _DAY if done else self.writer.now + days * _DAY + 3 * _HOUR
        tutor = self.writer.college.learners.course_of[self.parts[0][0].pk].tutor
        self._add(
            tables.Action, kind=tables.Action.Kind.SUPPORT, owner=tutor, due=due,
            what="Check in with the learner twice this week and say how they are.",
            state=states.ActionState.DONE if done else states.ActionState.TO_DO,
            result="They are settled." if done else "", created_by=self.holder,
            created_at=self.opened, ended_at=due - _HOUR if done else None,
        )  # fmt: skip
        if not done:
            self.case.next_due = due

    def _close(self) -> None:
        closed = min(self.opened + self.dice.randint(7, 40) * _DAY, self.writer.now - _HOUR)
        agreed = self.case.state != states.CaseState.AWAITING_AGREEMENT
        outcomes = self.writer.version.profile.outcomes
        second = self.writer.college.shown["head"]
        if second.pk == self.holder.pk:
            second = self.writer.college.shown["deputy"]
        watch = self.case.state == states.CaseState.WATCHING
        until = (self.writer.now + 30 * _DAY).date() if watch else None
        self._decide("outcome", outcomes[0].title, _DONE, (closed - self.opened).days)
        self._add(
            tables.Closure, outcome=outcomes[0].slug, reasons=_DONE, for_person_harmed=_DONE,
            for_bystanders="The group talked about standing by each other.",
            for_organisation="Nothing further.", facts_and_lessons="The report came early.",
            amend_policy=False, amend_policy_because="The policy served.", watch_until=until,
            proposed_by=self.holder, proposed_at=closed, agreed_by=second if agreed else None,
            agreed_at=closed + _HOUR if agreed else None,
        )  # fmt: skip
        self._line("decision", closed, f"{outcomes[0].title}: {_DONE}")
        if agreed:
            self.case.closed_at = closed + _HOUR
            self.case.watch_until = until

    def _decide(self, kind: str, answer: str, why: str, days: int) -> None:
        at = self.opened + days * _DAY
        self._add(
            tables.Decision, kind=kind, answer=answer[:200], reasons=why, decided_by=self.holder,
            decided_at=at, recorded_at=at,
        )  # fmt: skip

    def _line(self, kind: str, at: datetime.datetime, text: str) -> None:
        self._add(
            tables.ChronologyEntry, kind=kind, happened_at=at, recorded_at=at, by=self.holder,
            by_name=str(self.holder), text=text,
        )  # fmt: skip

    def _add(self, table: Any, **values: Any) -> None:
        self.writer.roll.add(
            table(id=self.dice.id(), case=self.case, circle=self.case.circle, **values)
        )


def write(college: College, count: int, *, told: int, beside: Sequence[Story] = ()) -> None:
    """Write so many concerns; to be called as the system, once people and profile are there.

    ``told`` of them (none, or more than nine) are worked through the verbs of the room with a clock
    that is set back; the rest is made up whole, with its trail. Acts of all, and of the stories
    ``beside``, stand in the trail in the order of time.
    """
    writer = Writer(college)
    with moved(writer.clock):
        writer.write(count, told=told, beside=beside)
    settle_mail()


def settle_mail() -> None:
    """Say that what was mailed in the past has arrived: a demonstration mails nobody of it."""
    waiting = Delivery.objects.filter(state=Delivery.State.QUEUED)
    waiting.update(state=Delivery.State.SENT, settled_at=F("next_try"), tries=1)
    Delivery.objects.filter(state=Delivery.State.SENT, settled_at=None).update(
        settled_at=timezone.now()
    )
    with connection.cursor() as cursor:
        cursor.execute(_NO_MAIL, [str(current_organisation_id())])
