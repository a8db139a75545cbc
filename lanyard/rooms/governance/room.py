"""The manifest of governance."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    INTERNAL,
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    Verb,
)
from lanyard.rooms.governance.controls import CONTROLS
from lanyard.rooms.governance.due import due

_LEADERS = (
    "principal", "managing-director", "ceo", "management", "deputy-principal",
    "senior-management-team", "college-leadership-team", "governors", "trustee",
)  # fmt: skip
_WRITERS = (
    "dsl", "principal", "managing-director", "ceo", "management", "deputy-principal",
    "ap-student-experience", "online-safety-coordinator",
)  # fmt: skip
_READERS = tuple(dict.fromkeys((
    *_WRITERS, *_LEADERS, "hr-director", "it-department", "it-support", "third-party-it",
    "head-digital-ict", "head-student-services", "dso", "safeguarding-team", "student-welfare",
)))  # fmt: skip
_PRIVACY = {
    **dict.fromkeys(
        ("LawEntry", "LawCheck", "Paper", "PaperReceipt", "ClauseJudgement", "Meeting", "Liaison",
         "Confidence", "ConfidenceTally"),
        INTERNAL,
    ),
    **dict.fromkeys(
        ("MeetingPerson", "ConfidenceDone", "LawCheck.by", "LawCheck.by_name",
         "Paper.begun_by_name", "Paper.signed_by", "Paper.signed_by_name", "PaperReceipt.by",
         "PaperReceipt.by_name", "Meeting.chair", "Liaison.by", "Liaison.by_name",
         "Confidence.opened_by_name"),
        PERSONAL,
    ),
}  # fmt: skip

MANIFEST = Manifest(
    slug="governance",
    title=_("Governance"),
    navigation=(
        Navigation(_("Governance"), "governance:home", "governance.read", "clipboard-check", 56),
    ),
    permissions=(
        Permission("governance.read", "Read the register of laws, papers and the map of risks",
                   _READERS),
        Permission("governance.write", "Check laws, write papers, log work with others", _WRITERS),
        Permission("governance.receive", "Receive papers for the leadership", _LEADERS),
        Permission("governance.chair", "Call and chair meetings on online safety", ("dsl",)),
    ),
    verbs=(
        Verb("governance.law-added", "{actor} put {subject} on the register of laws."),
        Verb("governance.law-given", "{actor} let {role} answer for {subject}."),
        Verb("governance.law-checked", "{actor} checked {subject}: {outcome}."),
        Verb("governance.paper-begun", "{actor} began: {subject}."),
        Verb("governance.paper-written", "{actor} wrote on: {subject}."),
        Verb("governance.clause-judged", "{actor} judged {subject}: {judged}."),
        Verb("governance.paper-signed", "{actor} signed: {subject}."),
        Verb("governance.paper-received", "{actor} received: {subject}."),
        Verb("governance.meeting-called", "{actor} called a meeting: {subject}."),
        Verb("governance.meeting-held", "{actor} kept the minutes of {subject}: {came} came."),
        Verb("governance.meeting-cancelled", "{actor} called off {subject}."),
        Verb("governance.liaison-logged", "{actor} logged work with {subject}."),
        Verb("governance.survey-opened", "{actor} opened a survey of confidence."),
    ),
    notice_kinds=(
        NoticeKind("governance.paper-signed", "A paper for the leadership waits to be received."),
        NoticeKind("governance.meeting-called", "You are asked to a meeting on online safety."),
        NoticeKind("governance.meeting-cancelled", "A meeting on online safety is off."),
    ),
    duties=(
        Duty("governance.check-laws", "Check the laws that one answers for."),
        Duty("governance.write-paper", "Write and sign a paper."),
        Duty("governance.receive-paper", "Receive a paper for the leadership."),
        Duty("governance.write-minutes", "Write the minutes of a meeting that one chaired."),
        Duty("governance.answer-survey", "Say without one's name how confident one feels."),
    ),
    due=due,
    controls=CONTROLS,
    privacy=_PRIVACY,
)  # fmt: skip
