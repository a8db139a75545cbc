"""The manifest of guidance."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    CONFIDENTIAL,
    INTERNAL,
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    SearchEntry,
    Verb,
)
from lanyard.rooms.guidance.actions.technology import carry_on
from lanyard.rooms.guidance.besides import beside
from lanyard.rooms.guidance.controls import CONTROLS
from lanyard.rooms.guidance.due import due
from lanyard.rooms.guidance.finding import found

_WRITERS = (
    "principal", "managing-director", "ceo", "management", "deputy-principal", "dsl",
    "ap-student-experience", "online-safety-coordinator", "hr-director", "director-marketing",
    "marketing-manager",
)  # fmt: skip

_CLASSROOM = (
    Verb("guidance.plan-made", "{actor} planned social media in class: {subject}."),
    Verb("guidance.plan-ended", "{actor} ended social media in class: {subject}."),
    Verb("guidance.stays-away", "{actor} does not use {subject}."),
    Verb("guidance.given-the-same", "{actor} gave the same to whoever stays away from {subject}."),
    Verb("guidance.session-checked", "{actor} looked at accounts, privacy and consent: {subject}."),
    Verb("guidance.went-remote", "{actor} let lessons be remote."),
    Verb("guidance.came-back", "{actor} let lessons be in class again."),
    Verb("guidance.remote-begun", "{actor} went through the checklist of {subject}."),
    Verb("guidance.remote-ended", "{actor} ended the remote lesson of {subject} for all."),
    Verb("guidance.devices-planned", "{actor} said of {subject} whether devices are needed."),
    Verb("guidance.device-noted", "{actor} noted a phone in {subject}."),
)

_TECHNOLOGY = (
    Verb("guidance.technology-proposed", "{actor} proposed {subject} for the catalogue."),
    Verb("guidance.technology-ended", "{actor} took {subject} out of the catalogue."),
    Verb("guidance.terms-read", "{actor} read the terms of {subject} again: {summary}"),
    Verb("guidance.tool-brought", "{actor} brought {what} into {subject}."),
    Verb("guidance.tool-taught", "{actor} gave {subject} the lesson that comes with {what}."),
    Verb("guidance.tool-put-away", "{actor} uses {what} no longer in {subject}."),
    Verb("guidance.precautions-chosen", "{actor} chose {many} precautions for {subject}."),
    Verb("guidance.precautions-told", "{actor} told {subject} its precautions."),
    Verb("guidance.calls-taken", "{actor} took in calls of {subject}; {flagged} went on alone."),
)

MANIFEST = Manifest(
    slug="guidance",
    title=_("Guidance"),
    navigation=(
        Navigation(_("Guidance"), "guidance:index", icon="life-buoy", order=26),
        Navigation(_("In class"), "guidance:classroom", icon="users", order=28, for_members=True),
        Navigation(
            _("Technologies"), "guidance:catalogue", icon="settings", order=29, for_members=True
        ),
        Navigation(_("Check a text"), "guidance:check", icon="check", order=27, for_staff=True),
    ),
    permissions=(
        Permission("guidance.write", "Write the college's own version of a page", _WRITERS),
        Permission(
            "guidance.terms",
            "Say which terms are not to go out, and see what was answered about official posts",
            _WRITERS,
        ),
        Permission(
            "guidance.classrooms",
            "See plans, remote lessons and devices of all classes, and let lessons be remote",
            (
                "principal",
                "managing-director",
                "ceo",
                "management",
                "deputy-principal",
                "dsl",
                "ap-student-experience",
            ),
        ),
        Permission(
            "guidance.catalogue",
            "Keep the terms of approved technologies up to date, and end them",
            (
                "principal",
                "managing-director",
                "ceo",
                "management",
                "deputy-principal",
                "head-digital-ict",
                "it-department",
                "it-support",
                "third-party-it",
                "it-helpdesk",
                "dsl",
            ),
        ),
        Permission(
            "guidance.removals",
            "Help people to have something about them taken down",
            ("director-marketing", "marketing-manager"),
        ),
        Permission("guidance.take-up", "See how many did the self-check, and ask for it", _WRITERS),
    ),
    notice_kinds=(
        NoticeKind("guidance.stays-away", "A learner stays away from a platform; give the same."),
        NoticeKind("guidance.meeting-open", "A meeting of yours went on after you had left."),
        NoticeKind("guidance.removal-help", "Somebody asks for help with a removal."),
        NoticeKind("guidance.newsletter", "There is a new newsletter."),
        NoticeKind("guidance.answered", "Your question has an answer."),
    ),
    listeners={"approvals.approved": carry_on, "approvals.rejected": carry_on},
    verbs=(
        *_CLASSROOM,
        *_TECHNOLOGY,
        Verb("guidance.newsletter", "{actor} published the newsletter {subject}."),
        Verb("guidance.newsletter-wanted", "{actor} asked to be told of newsletters."),
        Verb("guidance.newsletter-unwanted", "{actor} wants to be told of newsletters no longer."),
        Verb("guidance.removal-noted", "{actor} noted something that they want taken down."),
        Verb("guidance.removal-looked-at", "{actor} looked whether it was taken down."),
        Verb("guidance.removal-help", "{actor} asked for help with a removal."),
        Verb("guidance.asked", "{actor} asked a question about keeping children safe."),
        Verb("guidance.answered", "{actor} answered a parent's question."),
        Verb("guidance.written", "{actor} wrote the college's own version of {subject}."),
        Verb("guidance.withdrawn", "{actor} went back to the shipped version of {subject}."),
        Verb("guidance.term-added", "{actor} added a confidential term."),
        Verb("guidance.term-ended", "{actor} ended a confidential term."),
        Verb("guidance.thought", "{actor} thought about an official post before it went out."),
        Verb(
            "guidance.links-looked-at",
            "{actor} looked at {looked} addresses outside; {broken} are gone or have moved.",
        ),
        Verb("guidance.self-checked", "{actor} went through their privacy settings."),
        Verb("guidance.self-check-left-out", "{actor} left the privacy self-check out this time."),
        Verb("guidance.read", "{actor} read {subject}."),
    ),
    due=due,
    duties=(Duty("guidance.self-check", "Go through the privacy settings of your profiles."),),
    controls=CONTROLS,
    search=(SearchEntry("guidance", _("Guidance"), found),),
    beside=beside,
    privacy={
        "OwnWording": INTERNAL,
        "OwnWording.made_by": PERSONAL,
        "OwnWording.made_by_name": PERSONAL,
        "GuidanceReading": PERSONAL,
        "ConfidentialTerm": INTERNAL,
        "ConfidentialTerm.added_by_name": PERSONAL,
        "CheckTally": INTERNAL,
        "OfficialAnswer": PERSONAL,
        "OutsideLink": INTERNAL,
        "PageClarity": INTERNAL,
        "PrivacyCheck": PERSONAL,
        **dict.fromkeys(("TeachingPlan", "StayingAway", "SessionCheck", "RemoteLesson"), PERSONAL),
        **dict.fromkeys(("DevicePlan", "DeviceNote"), PERSONAL),
        **dict.fromkeys(("ToolInClass", "OverheardAnswered", "MeetingLeftOpen"), PERSONAL),
        **dict.fromkeys(("Technology", "ChosenPrecautions", "OverheardReply"), INTERNAL),
        **dict.fromkeys(
            (
                "Technology.by",
                "ChosenPrecautions.by_name",
                "ChosenPrecautions.told_by_name",
            ),
            PERSONAL,
        ),
        "RemoteTime": INTERNAL,
        "RemoteTime.by_name": PERSONAL,
        "Newsletter": INTERNAL,
        "Newsletter.by_name": PERSONAL,
        **dict.fromkeys(("NewsletterReader", "NewsletterReading", "ParentQuestion"), PERSONAL),
        "PrivacyAnswers": CONFIDENTIAL,
        "RemovalRequest": CONFIDENTIAL,
    },
)
