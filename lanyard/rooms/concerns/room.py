"""The manifest of concerns."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    Indicator,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    SearchEntry,
    Verb,
)
from lanyard.rooms.concerns.actions.contacting import contact_repeats, learner_told
from lanyard.rooms.concerns.actions.escalation import let_read
from lanyard.rooms.concerns.actions.glass import tell_lead
from lanyard.rooms.concerns.actions.leaving import end_their_part
from lanyard.rooms.concerns.actions.reading import answered
from lanyard.rooms.concerns.controls import CONTROLS
from lanyard.rooms.concerns.measures import MEASURES
from lanyard.rooms.concerns.privacy import PRIVACY
from lanyard.rooms.concerns.queries.due import due
from lanyard.rooms.concerns.queries.finding import found
from lanyard.rooms.concerns.queries.headlines import headlines
from lanyard.rooms.concerns.walls import case_walled, low_level_walled, report_walled

_SAFEGUARDING = ("dsl", "dso", "safeguarding-team", "student-welfare")
_HEADS = ("dsl", "hr-director", "principal", "managing-director", "ceo")
_REGISTRARS = tuple(dict.fromkeys((*_SAFEGUARDING, *_HEADS)))
_RECEIVERS = (
    *_SAFEGUARDING,
    "line-manager",
    "course-manager",
    "apprenticeship-coordinator",
    "principal",
    "deputy-principal",
    "ap-student-experience",
    "managing-director",
    "ceo",
    "trustee",
    "governors",
    "management",
    "hr-director",
    "head-student-services",
    "senior-management-team",
    "director-marketing",
    "head-digital-ict",
)

#: Safeguarding and those above it. Deputies of the lead hold its role.
_OVERSEERS = (*_SAFEGUARDING, "principal", "deputy-principal", "ap-student-experience",
              "managing-director", "ceo", "head-student-services")  # fmt: skip

MANIFEST = Manifest(
    slug="concerns",
    title=_("Concerns"),
    navigation=(
        Navigation(_("Concerns"), "concerns:inbox", "concerns.inbox", "inbox", 10),
        Navigation(_("Figures"), "concerns:figures", "concerns.figures", "chart-column", 40),
        Navigation(
            _("Registers"), "concerns:registers", "concerns.registers", "clipboard-check", 46
        ),
        Navigation(
            _("Your tasks"), "concerns:actions", icon="circle-check", order=20, for_staff=True
        ),
        Navigation(_("My reports"), "concerns:my-reports", "", "megaphone", 30),
        Navigation(_("Ways to report"), "concerns:drills", "concerns.oversee", "check", 46),
        Navigation(
            _("Low-level"), "concerns:low-level-records", "concerns.low-level", "info", 45
        ),
    ),
    due=due,
    controls=CONTROLS,
    measures=MEASURES,
    indicators=(Indicator("concerns", headlines, "concerns.figures"),),
    search=(SearchEntry("concerns", _("Reports and cases"), found),),
    listeners={
        "access.glass-broken": tell_lead,
        "notices.escalated": let_read,
        "notices.acknowledged": answered,
        "people.left": end_their_part,
        "contact.pattern": contact_repeats,
        "contact.learner-told": learner_told,
    },
    walled={"case": case_walled, "concern": report_walled, "low-level": low_level_walled},
    privacy=PRIVACY,
    permissions=(
        Permission("concerns.inbox", "Open the inbox of what one may read", _RECEIVERS),
        Permission("concerns.export", "Export a case, with a reason", _RECEIVERS),
        Permission("concerns.low-level", "Read low-level concerns about staff", _HEADS),
        Permission("concerns.registers", "Keep the registers beside the cases", _REGISTRARS),
        Permission("concerns.transfers", "See where safeguarding files go", _SAFEGUARDING),
        Permission("concerns.exact-figures", "See exact figures", _SAFEGUARDING),
        Permission("concerns.figures", "See figures about concerns", _RECEIVERS),
        Permission("concerns.oversee", "Test the ways to report and publish how", _OVERSEERS),
        Permission("concerns.conversations", "Read managers' conversations", ("hr-director",)),
        Permission("concerns.challenges", "Read the log of challenged posts", _SAFEGUARDING),
        Permission("concerns.break-glass", "Open a record in an emergency", _RECEIVERS),
    ),
    verbs=(
        Verb("concerns.reported", "{actor} sent report {subject}."),
        Verb("concerns.read", "{actor} read report {subject}."),
        Verb("concerns.acknowledged", "{actor} acknowledged report {subject}."),
        Verb("concerns.routed", "{actor} sent report {subject} to {recipients}."),
        Verb("concerns.people-named", "{actor} named {count} more people in report {subject}."),
        Verb("concerns.kept-out", "{actor} kept {person} out of report {subject}."),
        Verb("concerns.drafts-purged", "{actor} destroyed {subject} unfinished reports."),
        Verb("concerns.procedure-published", "{actor} published how to report, version {subject}."),
        Verb("concerns.procedure-read", "{actor} read how to report, version {subject}."),
        Verb("concerns.drill-planned", "{actor} planned tests: {subject}."),
        Verb("concerns.drill-sent", "{actor} sent a test report: {subject}."),
        Verb("concerns.drill-done", "{actor} recorded what a test found: {subject}."),
        Verb("concerns.survey-opened", "{actor} opened the survey of families of {subject}."),
        Verb("concerns.challenge-logged", "{actor} logged that they challenged a post."),
        Verb("concerns.conversation-recorded", "{actor} recorded a conversation with staff."),
        Verb("concerns.purpose-approved", "{actor} approved the purpose {subject} for figures."),
        Verb("concerns.prompt-read", "{actor} read how to respond to report {subject}."),
        Verb("concerns.message-sent", "{actor} sent a message about {subject}."),
        Verb("concerns.receipt-read", "{actor} read the receipt of {subject}."),
        Verb("concerns.case-opened", "{actor} opened case {subject}."),
        Verb("concerns.case-read", "{actor} read case {subject}."),
        Verb("concerns.case-joined", "{actor} joined report {report} to case {subject}."),
        Verb("concerns.case-changed", "{actor} changed case {subject}."),
        Verb("concerns.noted", "{actor} added to the chronology of case {subject}."),
        Verb("concerns.decided", "{actor} recorded a decision on case {subject}."),
        Verb("concerns.closed", "{actor} closed case {subject}."),
        Verb("concerns.reopened", "{actor} reopened case {subject}."),
        Verb("concerns.shared", "{actor} gave {person} access to case {subject}."),
        Verb("concerns.unshared", "{actor} ended {person}'s access to case {subject}."),
        Verb("concerns.escalated", "{subject} climbed to {person}, who may read it for a while."),
        Verb("concerns.stood-down", "{person} reads {subject} by escalation no more."),
        Verb("concerns.handed-over", "{actor} handed over {cases} cases of {subject} to {to}."),
        Verb("concerns.exported", "{actor} exported case {subject}."),
        Verb("concerns.register-exported", "{actor} exported the register of cases."),
        Verb("concerns.transfer-decided", "{actor} decided where the file of {subject} goes."),
        Verb("concerns.transfer-sent", "{actor} sent the file of {subject} to the next setting."),
        Verb("concerns.transfer-received", "{actor} kept the receipt for the file of {subject}."),
        Verb("concerns.rule-kept", "{actor} kept the rule {subject}."),
        Verb("concerns.month-checked", "{actor} checked the register of {subject}."),
        Verb("concerns.declared", "{actor} declared an interest or an activity."),
        Verb("concerns.declaration-answered", "{actor} answered a declaration."),
        Verb("concerns.pulse-opened", "{actor} opened the yearly pulse."),
        Verb("concerns.pulse-followed-up", "{actor} recorded what was done about the pulse."),
        Verb("concerns.low-level-recorded", "{actor} recorded a low-level concern."),
        Verb("concerns.low-level-read", "{actor} read low-level concerns."),
    ),
    notice_kinds=(
        NoticeKind("concerns.received", "A report has come in.", acknowledge=True),
        NoticeKind("concerns.drill", "Tests of the ways to report are due."),
        NoticeKind("concerns.survey", "Parents and carers may now say what they think."),
        NoticeKind("concerns.due", "Something is due on a case."),
        NoticeKind("concerns.message", "There is a message about a report."),
        NoticeKind("concerns.action", "You have been given something to do."),
        NoticeKind("concerns.case", "A case you work on has changed."),
        NoticeKind("concerns.declaration", "A declaration waits for you, or was answered."),
        NoticeKind("concerns.pattern", "A pattern needs your attention.", acknowledge=True),
        NoticeKind(
            "concerns.glass-broken", "Somebody opened a record in an emergency.", acknowledge=True
        ),
    ),
)  # fmt: skip
