"""Work on one report as the people of a college do it, through the verbs of the room."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as
from lanyard.people.models import Person
from lanyard.rooms.concerns import particulars, rules
from lanyard.rooms.concerns.actions import (
    answers,
    chronology,
    close,
    decisions,
    handover,
    images,
    reading,
    referrals,
    team,
    tellings,
    triage,
    work,
)
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.image_questions import QUESTIONS
from lanyard.rooms.concerns.matters import Named, Report
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    CasePerson,
    Closure,
    Concern,
    Decision,
    FollowUp,
    Referral,
    TeamMember,
)
from lanyard.rooms.concerns.queries.casefile import case_file
from lanyard.rooms.concerns.queries.seconds import seconds_of
from lanyard.rooms.concerns.reasons import Category, Part, ReporterKind

if TYPE_CHECKING:
    from lanyard.config.demonstration.college import College

DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
#: The longest that a case of the demonstration may need to be ready to close.
_ROUNDS = 12
_SAFE = "The learner is safe, supported and knows whom to turn to."


class Desk:
    """Where the people of one college do their work, each as themselves."""

    def __init__(self, college: College) -> None:
        self.college = college
        self.dice = college.dice
        self.lead, self.deputy = college.shown["dsl"], college.shown["deputy"]
        self.everybody = {person.pk: person for person in college.staff.everybody()}

    @contextlib.contextmanager
    def as_(self, person: Person | None) -> Iterator[None]:
        """Act as somebody of the college, None for a reporter without a name."""
        with acting_as(self.college.organisation.pk, person.pk if person else None):
            yield

    def report(self, by: Person | None, story: dict[str, Any], *people: Named, **more: Any) -> UUID:
        """Send a report, as the people in it tell it; return its id."""
        category = Category(story["category"])
        given: dict[str, Any] = {
            "reporter_kind": ReporterKind.STAFF if by else ReporterKind.LEARNER,
            "category": category, "risk_area": story["area"], "people": people,
            "prevent": "unsure" if category is Category.EXTREMISM else "no",
            "happened": self.dice.choice(story["happened"]), "platform": story["platform"],
            "happened_at": timezone.now() - 5 * HOUR, "first_known_at": timezone.now() - HOUR,
            "place": self.dice.choice(("on-site", "online", "home")),
            "channels": tuple(story["channels"]) if category is Category.BULLYING else (), **more,
        }  # fmt: skip
        with self.as_(by):
            opened = open_concern(Report(**given), by=by)
        return Concern.objects.values_list("pk", flat=True).get(receipt=opened.receipt_id)

    def worker_of(self, concern_id: UUID) -> Person:
        """Return who works a report: the lead where they read it, else one of those who do."""
        concern = Concern.objects.select_related("circle").get(pk=concern_id)
        out = _kept_out("concern", concern_id)
        readers = [p for role in sorted(concern.circle.roles) for p in access.holders_of(role)]
        readers += [grant.person_id for grant in access.readers_by_grant("concern", concern_id)]
        able = [person for person in readers if person in self.everybody and person not in out]
        if self.lead.pk in able:
            return self.lead
        return self.everybody[able[0]]

    def acknowledge(self, concern_id: UUID, by: Person) -> None:
        """Read a report and say "I have it"."""
        with self.as_(by):
            concern = Concern.objects.get(pk=concern_id)
            reading.read_report(concern, by=by)
            reading.acknowledge(concern, by=by)

    def step(self) -> triage.Step:
        """Return the step that was taken at once."""
        return triage.Step(
            kind="contact", said="Spoke to them and stayed until they were calm.",
            at=timezone.now(),
        )  # fmt: skip

    def open_case(self, concern_id: UUID, by: Person, **more: Any) -> UUID:
        """Open a case from a report; return its id."""
        with self.as_(by):
            concern = Concern.objects.get(pk=concern_id)
            given: dict[str, Any] = {
                "kind": "safeguarding", "category": concern.category,
                "risk_area": concern.risk_area, "severity": self.dice.choice((2, 2, 3, 3, 4)),
                "because": "By what is known of harm and age.", "technology": "main",
                "prevent": concern.prevent, "illegal": "no", "disturbing": "no", **more,
            }  # fmt: skip
            case = triage.open_case(
                concern, by=by, assessment=triage.Assessment(**given), step=self.step()
            )
            return case.pk

    def note(self, case_id: UUID, by: Person, text: str, **more: Any) -> None:
        """Write a note of something that was just done."""
        with self.as_(by):
            chronology.write_note(
                Case.objects.get(pk=case_id), by=by, text=text, happened_at=timezone.now(), **more
            )

    def task(self, case_id: UUID, by: Person, owner: Person, what: str, days: float) -> UUID:
        """Give somebody a task, due in so many days."""
        with self.as_(by):
            due = timezone.now() + days * DAY
            return work.give_task(
                Case.objects.get(pk=case_id), by=by, kind="support", what=what, owner=owner, due=due
            ).pk

    def finish(self, task_id: UUID, result: str) -> None:
        """Let the owner of a task say that it is done."""
        task = Action.objects.select_related("owner").get(pk=task_id)
        with self.as_(task.owner):
            work.finish_task(Action.objects.get(pk=task_id), by=task.owner, result=result)

    def make_ready(self, case_id: UUID, by: Person) -> None:
        """Do whatever the policy still asks of a case before it may close."""
        for _round in range(_ROUNDS):
            with self.as_(by):
                case = Case.objects.get(pk=case_id)
                profile = profile_in_force().profile
                missing = rules.blockers(case_file(case, profile), profile)
                for need in missing:
                    self._meet(case, need, by)
            if not missing:
                return

    def _meet(self, case: Case, need: rules.Need, by: Person) -> None:
        meet = getattr(self, f"_meet_{need.page.replace('-', '_')}", None)
        if meet is None:
            raise LookupError(f"Nobody here knows how to meet {need.slug} ({need.page}).")
        meet(case, need.argument, by)

    def _meet_decide(self, case: Case, kind: str, by: Person) -> None:
        words = {"police": "not-reported", "prevent": "no-concern", "channel": "not-referred",
                 "lado": "advice-received"}  # fmt: skip
        if kind == "police" and Decision.objects.filter(case=case, kind="police").exists():
            planned = Referral.objects.filter(case=case, agency="police").first()
            self._send(case, planned or referrals.plan_referral(case, by=by, agency="police"), by)
            return
        decisions.decide(
            case, by=by, kind=kind, answer=words[kind],
            reasons="Weighed with the deputy: it would not help the person harmed now.",
        )  # fmt: skip

    def _send(self, case: Case, referral: Referral, by: Person) -> None:
        if referral.state in {"to-send", "not-made"}:
            referrals.send_referral(
                referral, by=by, what_shared="Who is concerned, and what was said to us.",
                basis="Safeguarding of a child or an adult at risk", consent="Told beforehand.",
                sent_at=timezone.now(), method="Telephone", because="Somebody may be harmed again.",
                reference=f"R{self.dice.randint(10_000, 99_999)}",
            )  # fmt: skip
            referrals.hear_back(referral, by=by, outcome="Advice given; nothing further for them.")

    def _meet_referral(self, case: Case, referral: str, by: Person) -> None:
        self._send(case, Referral.objects.get(pk=referral), by)

    def _meet_images(self, case: Case, _argument: str, by: Person) -> None:
        said = {question.slug: "no" for question in QUESTIONS} | {"spread": "yes"}
        images.review(case, by=by, answers=said, next_steps="Help to have it taken down.")

    def _meet_follow_up(self, case: Case, follow_up: str, by: Person) -> None:
        found = FollowUp.objects.get(pk=follow_up)
        work.enter_reference(found, by=by, reference=f"{self.dice.randint(100_000, 999_999)}")

    def _meet_telling(self, case: Case, argument: str, by: Person) -> None:
        party, _, one = argument.partition(":")
        about = CasePerson.objects.get(pk=one)
        told = self.dice.chance(0.8)
        tellings.decide_telling(
            case, about, by=by, party=party, answer="told" if told else "not-told",
            because="They can help at home." if told else "They asked us not to; it would harm.",
            who="By telephone" if told else "", what="What happened and what we do" if told else "",
        )  # fmt: skip

    def _meet_action(self, case: Case, task: str, by: Person) -> None:
        work.finish_task(Action.objects.get(pk=task), by=by, result="Done and written down.")

    def _meet_particular(self, case: Case, argument: str, by: Person) -> None:
        slug, _, key = argument.partition(":")
        asked = particulars.questions_of(slug, key, profile_in_force().profile)
        given = {question.slug: _answer(question) for question in asked.questions}
        answers.answer(case, by=by, slug=slug, key=key, answers=given)

    def _meet_assess(self, case: Case, _argument: str, by: Person) -> None:
        triage.answer_thresholds(
            case, by=by, illegal="no", disturbing="no", because="Known by now."
        )

    def decider_of(self, case_id: UUID, by: Person) -> Person:
        """Return who may decide how a case ends: its worker, else the lead, who takes it on."""
        deciding = {role for o in profile_in_force().profile.outcomes for role in o.decided_by}
        if not access.roles_of(by.pk).isdisjoint(deciding):
            return by
        with self.as_(by):
            handover.hand_over(
                [Case.objects.get(pk=case_id)], by=by, former=by, to=self.lead,
                because="Whoever decides how it ends takes it on.",
            )  # fmt: skip
        return self.lead

    def propose(self, case_id: UUID, by: Person, *, watch: int = 0) -> UUID:
        """Propose to close a case with an outcome that it may have; return the closure's id."""
        with self.as_(by):
            case = Case.objects.get(pk=case_id)
            profile = profile_in_force().profile
            open_to = rules.outcome_slugs(case_file(case, profile), profile)
            roles = access.roles_of(by.pk)
            outcome = next(
                o.slug for o in profile.outcomes
                if o.slug in open_to and not roles.isdisjoint(o.decided_by)
            )  # fmt: skip
            until = timezone.localdate() + watch * DAY if watch else None
            proposal = close.Proposal(
                outcome=outcome, reasons=_SAFE, for_person_harmed=_SAFE,
                for_bystanders="The group talked about standing by each other.",
                for_organisation="None, because nothing of ours made it possible.",
                facts_and_lessons="The report came early, and that helped.",
                proportionality="The least that keeps everybody safe.", amend_policy=False,
                amend_policy_because="The policy served.", watch_until=until,
            )  # fmt: skip
            return close.propose_closure(case, by=by, proposal=proposal).pk

    def agree(self, closure_id: UUID, proposer: Person) -> None:
        """Let a second person agree; where nobody else reads the case the proposer names one."""
        closure = Closure.objects.select_related("case__circle").get(pk=closure_id)
        roles, out = closure.case.circle.roles, _kept_out("case", closure.case_id)
        second = next(
            (
                person
                for person in (self.deputy, self.lead, *self.everybody.values())
                if person.pk not in {proposer.pk, *out}
                and not access.roles_of(person.pk).isdisjoint(roles)
            ),
            None,
        )
        if second is None:
            second = self._name_second(closure.case, proposer)
        with self.as_(second):
            close.agree(Closure.objects.get(pk=closure_id), by=second)

    def _name_second(self, case: Case, proposer: Person) -> Person:
        """Let the first who could be asked onto a case that nobody else reads."""
        second, _post = seconds_of(case, proposer=proposer.pk).nameable[0]
        with self.as_(proposer):
            because = "Agrees to the closure, as nobody else reads the case."
            team.add_member(case, second, by=proposer, part=TeamMember.Part.WORKER, because=because)
        return second


def _kept_out(kind: str, record: UUID) -> set[UUID]:
    found = access.Exclusion.objects.filter(record_kind=kind, record_id=record)
    return set(found.values_list("person_id", flat=True))


def _answer(question: particulars.Question) -> str:
    if question.choices:
        return question.choices[0][0]
    if question.kind == "day":
        return timezone.localdate().isoformat()
    if question.kind == "moment":
        return timezone.localtime().isoformat(timespec="minutes")
    return "As the people in it told us."


def harmed(person: Person) -> Named:
    """Name a learner whom it happened to."""
    return Named(
        name=str(person), part=Part.HARMED, person_id=UUID(str(person.pk)), relation="learner"
    )


def alleged(person: Person, relation: str = "learner") -> Named:
    """Name somebody who may have done it."""
    return Named(
        name=str(person), part=Part.ALLEGED, person_id=UUID(str(person.pk)), relation=relation
    )
