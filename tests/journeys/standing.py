"""What stands while every page is looked at: a case with all that a case can have, and the rest."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from django.db import transaction
from django.utils import timezone

from lanyard.engine.answers.tests.scene import (
    a_declaration,
    a_request,
    a_restriction,
    an_answer,
    an_approval,
    some_answers,
    some_data_away,
)
from lanyard.engine.clauses import api as clauses
from lanyard.engine.profiles.queries import open_proposal
from lanyard.engine.profiles.tests.releases import a_proposal
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.identity import api as identity
from lanyard.foundation.jobs.models import Failure
from lanyard.foundation.notices import api as notices
from lanyard.people import actions
from lanyard.people.models import Employment, Enrolment, ImportRun, Person, Post, PostHolding
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns import models as tables
from lanyard.rooms.concerns.actions import (
    challenges,
    chronology,
    declarations,
    drills,
    low_level,
    plans,
    procedure,
    pulse,
    referrals,
    sanctions,
    surveys,
    transfers,
    work,
)
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.scene import a_case, a_report, named
from tests.channelling import stand_channels
from tests.consenting import stand_consent
from tests.contacting import stand_contact
from tests.governing import stand_governance
from tests.guidance import stand_classroom, stand_guidance
from tests.journeys.running import Lanyard
from tests.policies import stand_policies
from tests.schooling import stand_training

#: Who has a sign-in but not yet the second factor that their role asks for.
NEWCOMER = ("newcomer@oaklands.example", "three-quiet-lanterns-07")
_PEOPLE = "person id,given name,family name,email\n1,Ada,Newly,ada.newly@oaklands.example\n"


def stand(running: Lanyard) -> dict[str, Any]:
    """Make what the pages show; return the arguments of their addresses by name."""
    college = running.college
    with transaction.atomic(), acting_as_system(college.organisation.pk, "set the scene"):
        lead, learner = college.shown["dsl"], college.shown["learner"]
        if "safeguarding-team" not in access.roles_of(lead.pk):
            access.hold_role("safeguarding-team", lead.pk, since=college.on)
        newcomer(NEWCOMER[0])
        if open_proposal() is None:
            a_proposal()
        tutor = college.shown["tutor"]
        report = a_report(named(learner), named(tutor, Part.WITNESS), by=tutor, platform="A game",
                          happened="Somebody they met in a game asks for pictures.")  # fmt: skip
        other = a_case(named(learner), by=lead)
        case = a_case(named(learner), named(college.shown["adult"], Part.ALLEGED), by=lead)
        with acting_as(college.organisation.pk, lead.pk):
            found = _work(case, lead, tutor, learner)
        found |= _beside(running, lead, tutor, learner)
        states = {case.state: case.pk for case in tables.Case.objects.all()}
        images = a_case(named(learner), by=lead, category="nudes")
        found |= _oversight(lead, college.shown["manager"], tutor)
        entry = tables.ChronologyEntry.objects.filter(case=case, kind="note").first()
        found |= {**stand_policies(college.shown), "tutor_id": tutor.pk}
        stand_guidance(lead)
        with acting_as(college.organisation.pk, tutor.pk):
            found |= some_answers(tutor)
            found["named_id"] = an_answer(tutor, about=learner).pk
            found["request_id"] = a_request(tutor).pk
            found["approved_request_id"] = an_approval(tutor, college.shown["manager"]).pk
            found["data_away_id"] = some_data_away(tutor, college.shown["manager"]).pk
            found["connection_id"] = a_declaration(tutor, learner).pk
        with acting_as(college.organisation.pk, lead.pk):
            found["restriction_id"] = a_restriction(learner, by=lead).pk
        found |= stand_training(college.shown) | stand_governance(college.shown)
        found |= stand_channels(college.shown)
        found |= stand_classroom(college.shown) | stand_consent(college.shown)
        found |= stand_contact(college.shown)
        return {
            **found, "concern_id": report.pk, "case_id": case.pk, "other_id": other.pk,
            "receipt": report.receipt.pk, "entry_id": entry and entry.pk,
            "one_id": case.people.order_by("id")[0].pk, "member_id": case.team.get().pk,
            "person_id": learner.pk, "images_id": images.pk,
            "attestation_id": _evidence(lead),
            "agree_id": states["awaiting-agreement"], "closed_id": states["closed"],
        }  # fmt: skip


def _evidence(lead: Person) -> Any:
    """Look at every control as the system does each night, and vouch for one of them."""
    clauses.gather_as_system()
    until = timezone.localdate()
    word = clauses.attest("protective-step-first", by=lead, text="Rehearsed.", expires_on=until)
    return word.pk


def newcomer(email: str) -> None:
    """Give somebody a role that needs a second factor, and a sign-in without one."""
    person = Person.objects.create(given_name="Nell", family_name="Comer", email=email)
    Employment.objects.create(
        person=person, job_title="Mentor", since=datetime.date(2024, 9, 1), line_manager=None
    )
    access.hold_role("safeguarding-team", person.pk, since=datetime.date(2024, 9, 1))
    identity.account_for(person.pk, email=email, password=NEWCOMER[1])


def _work(case: tables.Case, lead: Person, tutor: Person, learner: Person) -> dict[str, Any]:
    from_now = timezone.now() + datetime.timedelta(days=2)
    action = work.give_task(
        case, by=lead, kind="support", what="Walk her to the bus.", owner=tutor, due=from_now
    )
    referral = referrals.plan_referral(case, by=lead, agency="police")
    sent = referrals.plan_referral(case, by=lead, agency="police")
    sent.refresh_from_db()
    referrals.send_referral(
        sent, by=lead, what_shared="Her name and what she told us", basis="Safeguarding",
        consent="She agrees.", sent_at=timezone.now(), method="Telephone", because="It is a crime.",
    )  # fmt: skip
    plan = plans.write_plan(
        case, by=lead, person=learner, plan="A mentor each week.", interval_days=14, checks=[]
    )
    sanction = sanctions.recommend(
        case, by=lead, person=learner, level=_a_rung(), reasons="It went on after a warning."
    )
    chronology.write_note(case, by=lead, text="She came by herself.", happened_at=timezone.now())
    follow_up = tables.FollowUp.objects.create(case=case, circle=case.circle, system="MyConcern")
    return {
        "action_id": action.pk, "referral_id": referral.pk, "sent_id": sent.pk,
        "plan_id": plan.pk, "sanction_id": sanction.pk, "follow_up_id": follow_up.pk,
    }  # fmt: skip


def _a_rung() -> str:
    return next(r.slug for r in in_force.profile().sanctions if "learner" in r.population)


def _beside(running: Lanyard, lead: Person, tutor: Person, learner: Person) -> dict[str, Any]:
    """Make what stands beside cases: imports, failed jobs, notices, posts, tokens."""
    it = running.college.shown["it"]
    for what in ("A careless joke.", "Gave a learner a lift without telling anybody."):
        low_level.record_low_level(
            about=tutor, what=what, happened_on=running.college.on, by=lead, place="Room 2"
        )
    declared = declarations.declare(by=tutor, kind="activity", what="Selling maths worksheets.")
    pulse.open_pulse(by=lead)
    run = ImportRun.objects.create(
        kind="lanyard_csv", file_names="people.csv", content=_zipped(), uploaded_by=it.pk
    )
    done = ImportRun.objects.create(
        kind="lanyard_csv", file_names="people.csv", content=b"", uploaded_by=it.pk,
        applied_at=timezone.now(), counts={"counts": {}},
    )  # fmt: skip
    Failure.objects.create(job_id=1, task="notices.mail", attempts=8, error="OSError", state="dead")
    device = identity.KnownBrowser.objects.create(
        account=identity.account_for(lead.pk, email=running.person("dsl").email), key="0" * 64,
        described="Firefox on Windows", first_seen=timezone.now(), last_seen=timezone.now(),
    )  # fmt: skip
    return {"browser_id": device.pk, "declaration_id": declared.pk, "run_id": run.pk,
            "done_id": done.pk, "staff_id": tutor.pk,
            "post_id": Post.objects.order_by("id")[0].pk,
            "holding_id": PostHolding.objects.order_by("id")[0].pk,
            **_people(running, lead, learner)}  # fmt: skip


def _people(running: Lanyard, lead: Person, learner: Person) -> dict[str, Any]:
    """Make what the pages of people show: links checked and not, a visit, a device, an absence."""
    on, now, hr = running.college.on, timezone.now(), running.college.shown["hr"]
    aunt = actions.join(by=hr, given_name="Una", family_name="Aunt", email="una@families.example")
    link, checked = (
        actions.link_guardian(aunt, learner, by=lead, relation=word)
        for word in ("carer", "next-of-kin")
    )
    actions.verify_guardian(
        checked, by=lead, on=on, how="A letter from her mother, and a passport."
    )
    visit = actions.sponsor(
        aunt, by=hr, sponsored_by=hr, reason="A talk on knots", since=on,
        until=timezone.localdate() + datetime.timedelta(days=9),
    )  # fmt: skip
    device = actions.record_device(
        by=hr, identifier="SN-4417", kind="console", ownership="own", person=learner
    )
    call = notices.set_on_call(lead.pk, since=now, until=now + datetime.timedelta(days=2), by=hr)
    away = actions.record_absence(
        running.college.shown["marketing"], by=hr, since=timezone.localdate(),
        until=timezone.localdate() + datetime.timedelta(days=4),
    )  # fmt: skip
    with acting_as(running.college.organisation.pk, lead.pk):
        flag = actions.set_vulnerability(learner, by=lead, kind="other", since=on, note="Be kind.")
    return {
        "link_id": link.pk, "checked_id": checked.pk, "sponsorship_id": visit.pk,
        "device_id": device.pk, "call_id": call.pk, "absence_id": away.pk, "flag_id": flag.pk,
    }  # fmt: skip


def _oversight(lead: Person, manager: Person, tutor: Person) -> dict[str, Any]:
    """Make what shows whether reporting works: tests, a survey, a conversation, a challenge."""
    due = drills.plan_round("dry-run", by=lead)
    drill = tables.Drill.objects.get(due_on=due, path="learner-conduct")
    drills.send_drill(drill, by=lead)
    survey = surveys.open_survey(by=lead)
    for _ in range(6):
        surveys.answer(survey, scores={"know": 5, "listened": 4}, comment="More evenings.")
    procedure.publish(
        text="Tell somebody.\n\nThen tell us.", by=lead,
        review_on=timezone.localdate() + datetime.timedelta(days=365),
    )  # fmt: skip
    challenges.log_challenge(
        by=tutor, happened_on=timezone.localdate(), platform="A site", link="", values=True,
        said="They should not vote.", challenged="We spoke about it in the lesson.",
    )  # fmt: skip
    spoken = tables.Conversation.objects.create(
        manager=manager, about=tutor, held_on=timezone.localdate(),
        circle=access.circle_of(["hr-director"]), what="On the phone in lessons.",
        agreed="It stays in the bag.",
    )  # fmt: skip
    return {"drill_id": drill.pk, "conversation_id": spoken.pk, "transfer_id": _file(lead).pk}


def _file(lead: Person) -> tables.Transfer:
    """Let a former learner's file be on its way, and that of another wait for a decision."""
    today = timezone.localdate()
    here = Person.objects.filter(left_on=None, pk__in=Enrolment.objects.values("person"))
    nobody = here.exclude(pk__in=identity.Account.objects.values("person_id"))
    gone, waiting = list(nobody.order_by("pk")[:2])
    for person in (gone, waiting):
        a_case(named(person), by=lead)
        person.left_on = today - datetime.timedelta(days=9)
        person.save(update_fields=["left_on"])
    return transfers.decide_transfer(
        gone, by=lead, setting="Mill Lane School", beforehand="Her plan, told to their lead.",
        starts_on=today - datetime.timedelta(days=4),
    )  # fmt: skip


def _zipped() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("people.csv", _PEOPLE)
    return held.getvalue()
