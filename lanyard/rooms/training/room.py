"""The manifest of training."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
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
from lanyard.rooms.training.controls import CONTROLS
from lanyard.rooms.training.due import due

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
#: As ``training_sees_all`` of the database says it.
OVERSEERS = (*_HEADS, "dsl", "ap-student-experience", "hr-director")
_PRIVACY = {
    **dict.fromkeys(("Course", "CourseText", "TrainingRule", "TrainingSession"), INTERNAL),
    **dict.fromkeys(("Completion", "ModuleAttempt", "CourseText.made_by_name"), PERSONAL),
    **dict.fromkeys(
        ("TrainingSession.led_by", "TrainingSession.register_taken_by_name", "Booking"), PERSONAL
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
        Navigation(_("Training"), "training:mine", "", "book-open", 26),
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
            "training.manage", "Say who takes which training, write modules, set records right",
            OVERSEERS,
        ),
    ),
    verbs=(
        Verb("training.course-opened", "{actor} added the course {subject}."),
        Verb("training.course-archived", "{actor} took the course {subject} out of use."),
        Verb("training.text-published", "{actor} put new words in force: {subject}."),
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
        Verb("training.exported", "{actor} exported {subject}."),
        Verb("training.calendar-moved", "{actor} gave their calendar a new address."),
    ),
    notice_kinds=(
        NoticeKind("training.booked", "You are booked on a session."),
        NoticeKind("training.session-cancelled", "A session that you were booked on is off."),
        NoticeKind("training.to-verify", "Somebody handed in a certificate for you to verify."),
        NoticeKind("training.nudge", "You are reminded of training that is due."),
        NoticeKind("training.lead-lapsed", "The training of a safeguarding lead has expired."),
    ),
    duties=(Duty("training.take", "Take a course, or take it again."),),
    controls=CONTROLS,
    privacy=_PRIVACY,
)  # fmt: skip
