"""Guidance with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from lanyard.engine.approvals import api as approvals
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.organisations.api import current_organisation_id
from lanyard.people.api import Group, Membership, Person
from lanyard.rooms.guidance.actions import classroom as acts
from lanyard.rooms.guidance.actions import technology as tools
from lanyard.rooms.guidance.actions.checking import add_term, keep_answers
from lanyard.rooms.guidance.actions.newsletters import ask_us, publish
from lanyard.rooms.guidance.actions.pages import Wording, write_own
from lanyard.rooms.guidance.actions.removals import note_removal
from lanyard.rooms.guidance.models import ConfidentialTerm, MeetingLeftOpen, Newsletter

_PLAN = acts.Planned(
    "Instagram", "@college.art", "Show the work of the class.", "vle",
    "Everything is in Moodle on the same day.", "Only staff post; comments are off.",
    timezone.localdate() + datetime.timedelta(days=60),
)  # fmt: skip
#: The page that stands in the college's own words.
OWN_PAGE = "passwords"


def stand_guidance(lead: Person) -> ConfidentialTerm:
    """Write a page in the college's own words; return a confidential term."""
    text = "## Three random words\n\n- Take three words that have nothing to do with each other."
    write_own(OWN_PAGE, Wording("Passwords", "In our words.", text), because="Ours", by=lead)
    keep_answers([("Who could be affected by it, and how?", "Our learners, gladly.")], by=lead)
    publish("Winter", "## Games\n\n- Play them yourself once.", by=lead)
    return add_term("Project Kestrel", by=lead)


def _stand_tools(group: Group, shown: Mapping[str, Person]) -> dict[str, Any]:
    """Let a tool be in the catalogue and in class, and a meeting have gone on without its host."""
    tutor, today = shown["tutor"], timezone.localdate()
    later = today + datetime.timedelta(days=90)
    said = tools.Proposed(
        "Padlet", ["classroom"], "A wall for everybody's work.", "Unkind notes.",
        "Notes wait until they are let through.", True, "https://padlet.example/terms",
        "From 13; what is put there stays yours.", later, "personal-safety",
    )  # fmt: skip
    one = tools.propose(said, by=tutor)
    asked = approvals.of_subject(tools.APPROVAL, one.pk).get()
    approvals.decide(
        asked.pk, by=shown["head"], approve=True, reason="Good", weighed=[approvals.Weighed("Yes")]
    )
    one.refresh_from_db()
    waits = tools.propose(replace(said, name="Kahoot", social=False), by=tutor)
    tool = tools.bring(one, group, use="classroom", by=tutor)
    chosen = tools.choose(group, ["accounts-1", "pictures-1"], by=tutor)
    now = timezone.now()
    meeting = MeetingLeftOpen.objects.create(
        system="teams", meeting="m1", organiser=tutor, left_at=now, last_at=now, learners=2
    )
    return {
        "technology_id": one.pk, "waiting_technology_id": waits.pk, "tool_id": tool.pk,
        "chosen_id": chosen.pk,
        "guidance:tip-seen.meeting_id": meeting.pk, "guidance:precautions.group_id": group.pk,
    }  # fmt: skip


def stand_classroom(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Let the tutor's group use social media and be remote; return the addresses' arguments."""
    tutor, head, learner = shown["tutor"], shown["head"], shown["learner"]
    today = timezone.localdate()
    group = Group.objects.create(name="Sweep 1", kind="tutor-group")
    for person, part in ((tutor, "tutor"), (learner, "learner")):
        Membership.objects.create(group=group, person=person, part=part, since=today)
    plan = acts.plan_use(group, _PLAN, by=tutor)
    asked = approvals.of_subject(acts.APPROVAL, plan.pk).get()
    approvals.decide(asked.pk, by=head, approve=True, reason="Agreed")
    plan.refresh_from_db()
    away = acts.stay_away(plan, by=learner)
    acts.check_session(plan, by=tutor)
    acts.go_remote(by=head, because="The building is closed.")
    lesson = acts.begin_remote(group, by=tutor, recorded=False)
    acts.plan_devices(group, by=tutor, on=today, needed=True, purpose="Film your work.")
    acts.note_device(group, by=tutor, what="call", done="put-away")
    more = _stand_tools(group, shown)
    question = ask_us("Which games are for which age?", by=shown["parent"])
    with acting_as(current_organisation_id(), tutor.pk):
        removal = note_removal(
            by=tutor, what="A party picture", platform="Facebook", asked_on=today
        )
    return {
        **more,
        "removal_id": removal.pk, "guidance:removal-step.step": "stands",
        "class_plan_id": plan.pk, "away_id": away.pk, "lesson_id": lesson.pk,
        "question_id": question.pk,
        "letter_id": Newsletter.objects.all()[0].pk, "class_id": group.pk,
        **{
            f"guidance:{name}.plan_id": plan.pk
            for name in ("plan", "plan-away", "plan-end")
        },
        **{f"guidance:{name}.group_id": group.pk
           for name in ("plan-new", "devices", "device-note", "remote-lesson")},
    }  # fmt: skip
