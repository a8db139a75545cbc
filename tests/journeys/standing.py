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
    a_restriction,
    an_answer,
    some_answers,
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
from lanyard.people.models import Employment, ImportRun, Person, Post, PostHolding
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
    work,
)
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.scene import a_case, a_report, named
from tests.guidance import stand_guidance
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
            found["connection_id"] = a_declaration(tutor, learner).pk
        with acting_as(college.organisation.pk, lead.pk):
            found["restriction_id"] = a_restriction(learner, by=lead).pk
