"""The manifest of training."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    SECRET,
    Duty,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    Verb,
)
from lanyard.rooms.training.actions.lessons import plan_decided
from lanyard.rooms.training.controls import CONTROLS
from lanyard.rooms.training.due import due
from lanyard.rooms.training.measures import MEASURES

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
#: As ``training_sees_all`` of the database says it.
OVERSEERS = (*_HEADS, "dsl", "ap-student-experience", "hr-director")
_PRIVACY = {
    **dict.fromkeys(
        ("Course", "CourseText", "CoursePicture", "TrainingRule", "TrainingSession"), INTERNAL
    ),
    **dict.fromkeys(
        ("Completion", "ModuleAttempt", "CourseText.made_by_name", "CoursePicture.added_by_name"),
        PERSONAL,
    ),
    **dict.fromkeys(
        ("TrainingSession.led_by", "TrainingSession.register_taken_by_name", "Booking"), PERSONAL
    ),
    **dict.fromkeys(
        ("InductionStep", "InductionSignedOff", "LessonPart", "ApprenticeReview"), PERSONAL
    ),
    **dict.fromkeys(("SelfProtectionNote", "NoteShared"), CONFIDENTIAL),
    **dict.fromkeys(("SurveyReply", "SurveyReplied"), PERSONAL),
    **dict.fromkeys(
        ("AwarenessCampaign", "SurveyRound", "SurveyAction", "ProgrammeAim", "PracticeSeen"),
        INTERNAL,
    ),
    **dict.fromkeys(
        (
            "AwarenessCampaign.made_by_name",
            "SurveyRound.opened_by_name",
            "SurveyAction.by_name",
            "ProgrammeAim.set_by_name",
            "PracticeSeen.by_name",
        ),
        PERSONAL,
    ),
    **dict.fromkeys(("TutorialPlan", "LessonGiven", "TeachingResource"), INTERNAL),
    **dict.fromkeys(
        ("TutorialPlan.by", "LessonGiven.by", "TeachingResource.reviewed_by_name"), PERSONAL
    ),
    **dict.fromkeys(("ScormPackage", "ScormFile"), INTERNAL),
    **dict.fromkeys(
        (
            "CompletionImport",
            "XapiStatement",
            "ScormRun",
            "ScormPackage.uploaded_by_name",
            "TaughtOnce",
        ),
        PERSONAL,
    ),
    "CalendarKey": SECRET,
}

MANIFEST = Manifest(
    slug="training",
    title=_("Training"),
    navigation=(
        Navigation(_("Training"), "training:mine", "", "book-open", 26, for_members=True),
        Navigation(
            _("Training of everybody"), "training:everything", "training.see-all", "chart-column",
            52,
        ),
    ),
    due=due,
    permissions=(
        Permission("training.see-all", "See the training of everybody", OVERSEERS),
        Permission(
            "training.hold-sessions", "Plan sessions and book people on them",
            (*OVERSEERS, "line-manager", "course-manager", "tutor", "student-welfare", "dso"),
        ),
        Permission("training.leads", "Hear at once of leads whose training expired", _HEADS),
        Permission(
            "training.accounts", "See whose account waits for training",
            ("it-department", "it-support", "third-party-it", "it-helpdesk", "head-digital-ict",
             *OVERSEERS),
        ),
        Permission(
            "training.induct", "Take anybody new through their induction",
            (*OVERSEERS, "student-welfare"),
        ),
        Permission(
            "training.approve-plans", "Look at the tutorial plans of every group",
            (*OVERSEERS, "course-manager"),
        ),
        Permission(
            "training.keep-resources", "Keep what tutorials are taught with up to date",
            (*OVERSEERS, "student-welfare", "safeguarding-team"),
        ),
        Permission(
            "training.campaigns", "Run campaigns and note whom they reached",
            (*OVERSEERS, "student-welfare", "safeguarding-team"),
        ),
        Permission(
            "training.observe", "Keep what lesson observations saw of practice online",
            (*OVERSEERS, "course-manager", "line-manager"),
        ),
        Permission(
            "training.manage", "Say who takes which training, write modules, set records right",
            OVERSEERS,
        ),
    ),
    verbs=(
        Verb("training.course-opened", "{actor} added the course {subject}."),
        Verb("training.course-archived", "{actor} took the course {subject} out of use."),
        Verb("training.text-published", "{actor} put new words in force: {subject}."),
        Verb("training.picture-added", "{actor} added a picture to {subject}."),
        Verb("training.edition", "{actor} put edition {edition} of {subject} in force."),
        Verb("training.required", "{actor} asked people to take {subject}."),
        Verb("training.not-required", "{actor} stopped asking people to take {subject}."),
        Verb("training.started", "{actor} began {subject}."),
        Verb("training.completed", "{actor} recorded that {subject} was taken on {on}."),
        Verb("training.confirmed", "{actor} confirmed the date of {subject}."),
        Verb("training.verified", "{actor} verified a record of {subject}."),
        Verb("training.set-aside", "{actor} set a record of {subject} aside."),
        Verb("training.session-planned", "{actor} planned a session: {subject}."),
        Verb("training.booked", "{actor} booked {people} people on {subject}."),
        Verb("training.unbooked", "{actor} took somebody off {subject}."),
        Verb("training.register-taken", "{actor} took the register of {subject}: {came} came."),
        Verb("training.session-cancelled", "{actor} called off {subject}."),
        Verb("training.named", "{actor} said what other systems call {subject}."),
        Verb("training.taken-in", "{actor} took in {recorded} completions from {subject}."),
        Verb("training.package-kept", "{actor} put a package of {subject} in force."),
        Verb("training.taught", "{actor} logged online safety taught to {subject}: {what}."),
        Verb("training.induction-step", "{actor} went through {subject} with somebody new."),
        Verb("training.induction-confirmed", "{actor} confirmed of their induction: {subject}."),
        Verb("training.induction-signed-off", "{actor} signed off the induction of {subject}."),
        Verb("training.plan-submitted", "{actor} handed in the tutorial plan of {subject}."),
        Verb("training.plan-returned", "The tutorial plan of {subject} by {actor} came back."),
        Verb("training.lesson-given", "{actor} gave {subject} a lesson: {what}."),
        Verb("training.caught-up", "{actor} let somebody of {subject} catch up on a lesson."),
        Verb("training.review-kept", "{actor} kept a review with {subject}."),
        Verb("training.review-returned", "{actor} held a review with {subject} without guidance."),
        Verb("training.resource-added", "{actor} added {subject} to teach with."),
        Verb("training.resource-reviewed", "{actor} found {subject} still right to teach with."),
        Verb("training.resource-withdrawn", "{actor} took {subject} out of use."),
        Verb("training.campaign-planned", "{actor} planned a campaign: {subject}."),
        Verb("training.campaign-reach", "{actor} noted whom {subject} reached."),
        Verb("training.survey-opened", "{actor} asked a survey: {subject}."),
        Verb("training.survey-action", "{actor} logged what {subject} does about a survey."),
        Verb("training.aim-set", "{actor} stated what {subject} aims at online."),
        Verb("training.observed", "{actor} kept what an observation of {subject} saw."),
        Verb("training.note-written", "{actor} sealed a note to protect themselves."),
        Verb("training.note-read", "{actor} read a note that a colleague let them read."),
        Verb("training.note-shared", "{actor} let a post read a note of theirs."),
        Verb("training.exported", "{actor} exported {subject}."),
        Verb("training.calendar-moved", "{actor} gave their calendar a new address."),
    ),
    notice_kinds=(
        NoticeKind("training.booked", "You are booked on a session."),
        NoticeKind("training.session-cancelled", "A session that you were booked on is off."),
        NoticeKind("training.to-verify", "Somebody handed in a certificate for you to verify."),
        NoticeKind("training.nudge", "You are reminded of training that is due."),
        NoticeKind("training.note-shared", "Somebody let you read a note of theirs."),
        NoticeKind("training.lead-lapsed", "The training of a safeguarding lead has expired."),
    ),
    duties=(
        Duty("training.take", "Take a course, or take it again."),
        Duty("training.register", "Take the register of a session that one led."),
        Duty("training.verify", "Verify what somebody took elsewhere."),
        Duty("training.confirm", "Confirm the dates that others entered in one's calendar."),
        Duty("training.answer-survey", "Answer a survey without one's name."),
        Duty("training.chore", "Do what the training of others needs of you."),
    ),
    listeners={
        "approvals.approved": plan_decided,
        "approvals.rejected": plan_decided,
    },
    controls=CONTROLS,
    measures=MEASURES,
    privacy=_PRIVACY,
)  # fmt: skip
