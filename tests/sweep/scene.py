"""A small demonstration college with a case, an allegation, receipts, and a college elsewhere."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from lanyard.config.demonstration import college as demonstration
from lanyard.config.demonstration import signins
from lanyard.engine.answers.tests.scene import (
    a_declaration,
    a_follower,
    a_request,
    a_restriction,
    an_answer,
    an_approval,
    some_answers,
    some_data_away,
)
from lanyard.engine.clauses.api import attest
from lanyard.engine.profiles.api import profile_in_force
from lanyard.engine.profiles.tests.releases import a_proposal
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.identity.api import KnownBrowser, account_for
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import Organisation
from lanyard.people import actions
from lanyard.people.models import Employment, GuardianLink, Person, PostHolding
from lanyard.rooms.concerns.actions import declarations, drills, pulse, transfers, triage
from lanyard.rooms.concerns.actions.attachments import add_to_report
from lanyard.rooms.concerns.actions.open import open_concern
from lanyard.rooms.concerns.models import Action as Task
from lanyard.rooms.concerns.models import Case, Concern, Conversation, Drill, Receipt
from lanyard.rooms.concerns.reasons import Part
from lanyard.rooms.concerns.tests.college import report
from lanyard.rooms.concerns.tests.scene import a_step, an_assessment, named
from lanyard.rooms.policies.actions import starting
from tests.channelling import stand_channels
from tests.consenting import stand_consent
from tests.contacting import stand_contact
from tests.governing import stand_governance
from tests.guidance import OWN_PAGE, stand_classroom, stand_guidance
from tests.policies import stand_policies
from tests.schooling import stand_training
from tests.sweep.addresses import every_address
from tests.sweep.personas import HERE, Persona, browser, sign_in

SEED = "sweep"
#: A control that is built, owned by the safeguarding lead.
_STEP = "protective-step-first"
PASSWORD = "copper kettle harbour"


@dataclass
class Scene:
    """Everything that the doors lead to, and who is known to be behind them."""

    organisation: Organisation
    personas: list[Persona]
    case: Case
    report: Concern
    allegation: Case
    arguments: dict[str, Any]
    #: Who teaches the learner, as chance has it.
    teachers: frozenset[str] = frozenset()
    #: Who reads the case and report: those of its circle, declared here and not computed.
    readers = frozenset({"dsl", "deputy"})
    #: Who reads the allegation about the deputy.
    heads = frozenset({"head", "hr"})
    reporters = frozenset({"tutor"})
    #: Who applied for an account, and who is named in the application and runs another.
    channel_applicants = frozenset({"tutor"})
    channel_posters = frozenset({"tutor", "marketing"})
    channel_writers = frozenset({"tutor"})
    channel_post_readers = frozenset({"tutor", "marketing"})
    channel_named = frozenset({"tutor", "marketing"})
    nobody = frozenset[str]()
    #: Who declared an interest, who is asked about it, and those who keep the register.
    declarers = frozenset({"tutor", "manager", "head", "hr"})
    task_owners = frozenset({"marketing"})
    told = frozenset({"dsl"})
    device_owners = frozenset({"dsl"})
    task_owners_and_readers = task_owners | readers
    #: Who asked for the approval of a version, or gives it.
    approvers = frozenset({"dsl", "head"})
    askers = frozenset({"dsl"})
    #: Who says something about a policy, and who answers for all policies.
    sayers = frozenset({"tutor", "dsl", "deputy", "head", "hr"})
    #: Who signed, or collects signatures.
    signers = frozenset({"tutor", "dsl", "deputy", "head", "hr"})
    #: Who declared a connection, and who decides on it.
    in_the_declaration = frozenset({"tutor", "dsl", "deputy"})
    #: Who asked for an approval from an answer, and who decides on it.
    in_the_request = frozenset({"tutor", "manager"})
    #: Who asked "may I…?".
    had_an_answer = frozenset({"tutor"})
    #: Who may see and set aside what the tutor owes.
    setters_aside = frozenset({"manager", "dsl", "deputy", "head", "hr"})
    #: Who answers for the learner's pictures.
    consent_givers = frozenset({"parent"})
    #: Who has what the tutor owes to do, sees it, or may set it aside.
    owing = frozenset({"tutor"})
    #: Who took the tutor's training, manages the tutor, or sees the training of all.
    training_seers = owing | setters_aside
    #: Who may verify what the tutor hands in, and who takes the register of a session of the lead.
    training_verifiers = setters_aside
    training_overseers = frozenset({"dsl", "deputy", "head", "hr"})
    #: Who takes the tutor through an induction, and who sees the plan of the tutor's group.
    training_inductors = setters_aside
    training_planners = owing | training_overseers
    #: Who works here.
    training_staff = frozenset(
        {"tutor", "manager", "dsl", "deputy", "head", "hr", "it", "marketing", "stranger"}
    )
    #: Who writes notes of their own; somebody of another college does so there.
    training_writers = training_staff | {"elsewhere"}
    #: Who belongs to the class that uses social media, and who learns in it.
    in_the_class = frozenset({"tutor", "learner"})
    learns = frozenset({"learner"})
    #: Who learns at this college.
    learners_here = frozenset({"learner", "adult"})
    nobody_at_all: frozenset[str] = frozenset()
    #: Who may read the conversation with the tutor, and who held it.
    in_the_conversation = frozenset({"manager", "hr"})
    managers_of_it = frozenset({"manager"})
    #: Who answers for the volunteer.
    sponsors = frozenset({"hr"})
    #: Whoever is asked to read the draft in review.
    draft_readers = frozenset({"tutor"})
    #: Who chairs the meetings, and of whom confidence is asked: staff and learners.
    chairs = frozenset({"dsl"})
    surveyed = (
        owing | setters_aside | frozenset({"it", "marketing", "learner", "adult", "stranger"})
    )
    #: Signed in, but neither staff nor learner here.
    outsiders = frozenset({"governor"})


def set_scene() -> Scene:
    """Load two colleges and put a case, a report and an allegation into the first."""
    on = timezone.localdate()
    here = demonstration.load(
        "oaklands", slug="here", hosts=(HERE,), seed=SEED, on=on, size=demonstration.SMALL
    )
    there = demonstration.load(
        "company", slug="elsewhere", hosts=("elsewhere.test",), seed=SEED, on=on,
        size=demonstration.SMALL,
    )  # fmt: skip
    with acting_as_system(here.organisation.pk, "set the scene"):
        shown = here.shown
        stranger = _stranger()
        personas = [_nobody(), *_signed_in(here), _with("stranger", stranger, HERE)]
        scene = _fill(here.organisation, personas, shown)
        taught_by = here.learners.course_of[shown["learner"].pk].tutor
        scene.teachers = frozenset(w for w, p in shown.items() if p.pk == taught_by.pk)
    with acting_as_system(there.organisation.pk, "set the scene"):
        a_proposal()
        starting.begin(profile_in_force().profile)
        entry = signins.sign_in("elsewhere", SEED, "dsl")
        client = sign_in("elsewhere.test", entry.email, entry.password)
        roles = access.roles_of(there.shown["dsl"].pk)
        scene.personas.append(Persona("elsewhere", client, there.shown["dsl"], roles))
    return scene


def _nobody() -> Persona:
    return Persona("nobody", browser(HERE), None)


def _signed_in(here: demonstration.College) -> list[Persona]:
    found = []
    for word, person in here.shown.items():
        entry = signins.sign_in("here", SEED, word)
        client = sign_in(HERE, entry.email, entry.password)
        found.append(Persona(word, client, person, access.roles_of(person.pk)))
    return found


def _stranger() -> Person:
    person = Person.objects.create(given_name="Stran", family_name="Ger")
    start = datetime.date(2020, 1, 1)
    Employment.objects.create(person=person, job_title="Lecturer", since=start)
    access.hold_role("tutor", person.pk, since=start)
    account_for(person.pk, email="stranger@here.example", password=PASSWORD)
    return person


def _with(word: str, person: Person, host: str) -> Persona:
    client = sign_in(host, f"{word}@here.example", PASSWORD)
    return Persona(word, client, person, access.roles_of(person.pk))


def _open_allegation(concern: Concern, by: Person) -> Case:
    return triage.open_case(
        concern, by=by, assessment=an_assessment(kind="allegation"), step=a_step()
    )


def _fill(organisation: Organisation, personas: list[Persona], shown: dict[str, Person]) -> Scene:
    tutor, lead, deputy, learner = (shown[word] for word in ("tutor", "dsl", "deputy", "learner"))
    told_about = (named(learner), named(shown["adult"]), named(deputy, Part.ALLEGED))
    with acting_as(organisation.pk, tutor.pk):
        sent = [open_concern(report(people=(one,)), by=tutor) for one in told_about]
        for opened in sent:
            receipt = Receipt.objects.get(pk=opened.receipt_id)
            add_to_report(receipt, "chat.txt", io.BytesIO(b"words"), note="A chat", by=tutor)
    first, second, about_deputy = (Concern.objects.get(receipt=one.receipt_id) for one in sent)
    with acting_as(organisation.pk, lead.pk):
        case = triage.open_case(first, by=lead, assessment=an_assessment(), step=a_step())
    with acting_as(organisation.pk, shown["hr"].pk):
        allegation = _open_allegation(about_deputy, shown["hr"])
    task = Task.objects.create(
        case=case, kind="support", what="Talk to the class", owner=shown["marketing"],
        due=timezone.now(), created_by=lead,
    )  # fmt: skip
    with acting_as(organisation.pk, tutor.pk):
        declared = declarations.declare(by=tutor, kind="interest", what="A tutoring business.")
    file = transfers.decide_transfer(
        learner, by=lead, setting="Mill Lane School", starts_on=timezone.localdate()
    )
    pulse.open_pulse(by=lead)
    policies = stand_policies(shown)
    training = stand_training(shown)
    governance = stand_governance(shown)
    channels = stand_channels(shown)
    term = stand_guidance(shown["dsl"])
    a_proposal()
    planned = drills.plan_round("mystery", by=lead)
    drill = Drill.objects.get(due_on=planned, path="visitor")
    spoken = _spoke(shown)
    notices.notify("concerns.due", [lead.pk], url="/concerns/", event="sweep")
    told = Notification.objects.get(person_id=lead.pk, occasion__event="sweep")
    with acting_as(organisation.pk, lead.pk):
        word = attest(_STEP, by=lead, text="Rehearsed.", expires_on=timezone.localdate())
    with acting_as(organisation.pk, tutor.pk):
        had = an_answer(tutor, about=learner)
        followed = a_follower(tutor)
        connected = a_declaration(tutor, learner)
        refused = some_answers(tutor)["refused_id"]
        asked_for = a_request(tutor)
        approved = an_approval(tutor, shown["manager"])
        away = some_data_away(tutor, shown["manager"])
    with acting_as(organisation.pk, lead.pk):
        kept_apart = a_restriction(learner, by=lead)
    device = KnownBrowser.objects.get(account__person_id=lead.pk)
    return Scene(organisation, personas, case, second, allegation, {
        "declaration_id": declared.pk, "case_id": case.pk, "concern_id": second.pk,
        "transfer_id": file.pk,
        "action_id": task.pk,
        "entry_id": case.chronology.order_by("-recorded_at")[0].pk,
        "drill_id": drill.pk, "conversation_id": spoken.pk,
        "receipt": second.receipt.pk, "person_id": learner.pk, "one_id": case.people.get().pk,
        "member_id": _id_of(case.team.first()), "notification_id": told.pk,
        "browser_id": device.pk,
        "occasion_id": told.occasion_id, "kind": "police", "slug": "investigation",
        "step": "assess", "party": "guardian", "form": "concern", "page": "happened",
        "question": "contact.connect", "fact": "direction", "answer_id": had.pk,
        "answers:ask-approval.answer_id": refused, "clearance_id": asked_for.pk,
        "answers:end-clearance.clearance_id": approved.pk,
        "answers:data-back.clearance_id": away.pk,
        "found_id": followed.pk, "answers:declaration.declaration_id": connected.pk,
        "restriction_id": kept_apart.pk,
        "clause_id": "KCSIE-RECORDS", "pack": "kcsie", "edition": "2026",
        "attestation_id": word.pk, "clauses:export.form": "json", "clauses:control.slug": _STEP,
        "clauses:attest.slug": _STEP,
        **_things_of_people(shown),
        "concerns:tell-page.form": "visitor", "concerns:tell-check.form": "visitor",
        "concerns:tell-files.form": "visitor", **policies, **_slugs(policies),
        **training, **governance, **channels, "guidance:end-term.term_id": term.pk,
        **stand_classroom(shown), **stand_consent(shown),
        **stand_contact(shown),
        "duties:of-person.person_id": tutor.pk, "policies:check.requirement_id":
        policies["check_id"],
    })  # fmt: skip


def _things_of_people(shown: dict[str, Person]) -> dict[str, Any]:
    """Make one of each thing that the pages of people are about."""
    today, now = timezone.localdate(), timezone.now()
    it, learner = shown["it"], shown["learner"]
    visitor = actions.join(by=None, given_name="Vis", family_name="Itor")
    visit = actions.sponsor(
        visitor, by=it, sponsored_by=shown["hr"], reason="A talk", since=today, until=today
    )
    device = actions.record_device(
        by=it, identifier="sweep", kind="phone", ownership="own", person=learner
    )
    call = notices.set_on_call(it.pk, since=now, until=now + datetime.timedelta(days=1), by=it)
    flag = actions.set_vulnerability(learner, by=shown["dsl"], kind="other", since=today)
    holding = PostHolding.objects.filter(post__closed_on=None, person=shown["marketing"])[0]
    return {
        "sponsorship_id": visit.pk, "device_id": device.pk, "call_id": call.pk, "flag_id": flag.pk,
        "absence_id": actions.record_absence(it, by=it, since=today, until=today).pk,
        "holding_id": holding.pk, "post_id": holding.post_id,
        "link_id": GuardianLink.objects.filter(learner=learner, ended_on=None)[0].pk,
    }  # fmt: skip


def _spoke(shown: dict[str, Person]) -> Conversation:
    """Let the manager and the tutor have spoken, whoever manages whom in the demonstration."""
    return Conversation.objects.create(
        manager=shown["manager"], about=shown["tutor"], held_on=timezone.localdate(),
        what="On the phone in lessons.", agreed="It stays in the bag.",
        circle=access.circle_of(["hr-director"]),
    )  # fmt: skip


def _slugs(policies: dict[str, Any]) -> dict[str, str]:
    """Give each address of a document the one that has what it shows."""
    draft = {"discard", "write", "send-for-review"}
    named = {
        address.name
        for address in every_address()
        if address.name.startswith("policies:") and "slug" in address.takes
    }
    return {
        f"{name}.slug": policies["draft_slug" if name.partition(":")[2] in draft else "policy_slug"]
        for name in named
    } | {
        **{f"{a.name}.slug": OWN_PAGE for a in every_address() if a.name.startswith("guidance:")},
        "policies:log-on-notice.slug": policies["notice_slug"],
        "policies:publish.slug": policies["approved_slug"],
        **{
            f"policies:{name}.slug": policies["read_slug"]
            for name in ("submit", "send-back", "comments", "finish-reading")
        },
        "policies:call-back.slug": policies["coming_slug"],
        "policies:public-coming.slug": policies["coming_slug"],
    }


def _id_of(row: Any) -> UUID:
    return row.pk if row is not None else uuid4()
