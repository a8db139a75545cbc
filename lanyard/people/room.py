"""The manifest of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    SearchEntry,
    Verb,
)
from lanyard.people.controls import CONTROLS
from lanyard.people.privacy import PRIVACY
from lanyard.people.queries import found

_MANAGE = ("hr-director", "it-department", "it-support", "third-party-it", "head-digital-ict")

MANIFEST = Manifest(
    slug="people",
    title=_("People"),
    controls=CONTROLS,
    navigation=(
        Navigation(_("People"), "people:directory", "people.see-directory", order=60),
        Navigation(_("Import people"), "people:import", "people.manage", order=85),
        Navigation(_("Sign-ins and devices"), "people:exceptions", "people.manage", order=86),
    ),
    permissions=(
        Permission(
            "people.see-directory",
            "See who works and studies here, without anything confidential",
            ("dsl", "dso", "safeguarding-team", "student-welfare", "principal", "managing-director",
             "ceo", "management", "hr-director", "it-department", "it-support", "third-party-it",
             "head-digital-ict", "head-student-services", "deputy-principal", "senior-manager"),
        ),
        Permission(
            "people.manage",
            "Add and change people, posts and absences, and import them",
            _MANAGE,
        ),
        Permission(
            "people.rota",
            "Say who is on call, who is away and who stands in",
            ("dsl", "head-student-services", "principal", "managing-director", "ceo", *_MANAGE),
        ),
        Permission(
            "people.check-guardians",
            "Check who looks after a learner, and link guardians",
            ("dsl", "dso", "safeguarding-team", "student-welfare", "head-student-services"),
        ),
        Permission(
            "people.read-letters",
            "Read the letters of appointment of others",
            ("hr-director", "dsl", "principal", "managing-director", "ceo"),
        ),
        Permission(
            "people.see-vulnerability",
            "See and set vulnerability flags",
            ("dsl", "dso", "safeguarding-team", "student-welfare"),
        ),
    ),
    notice_kinds=(
        NoticeKind(
            "people.reader-new",
            "Somebody was given a post whose role reads confidential records.",
            acknowledge=True,
        ),
    ),
    search=(SearchEntry("people", _("People"), found),),
    privacy=PRIVACY,
    verbs=(
        Verb("people.joined", "{actor} added {subject}."),
        Verb("people.changed", "{actor} changed {subject}."),
        Verb("people.left", "{actor} recorded that {subject} left."),
        Verb("people.leaving", "{actor} recorded that {subject} will leave."),
        Verb("people.imported", "{actor} imported people from {subject}."),
        Verb("people.group-changed", "{actor} changed who is in {subject}."),
        Verb("people.group-ended", "{actor} ended {subject}."),
        Verb("people.logins-taken", "{actor} took in the sign-ins of {subject}."),
        Verb("people.devices-taken", "{actor} took in the devices of {subject}."),
        Verb("people.device-recorded", "{actor} recorded the device {subject}."),
        Verb("people.entitlements-exported", "{actor} exported who may use the network."),
        Verb("people.import-shown", "{actor} uploaded people from {subject} for a dry run."),
        Verb("people.post-opened", "{actor} opened the post of {subject}."),
        Verb("people.post-closed", "{actor} closed the post of {subject}."),
        Verb("people.absence", "{actor} recorded that {subject} is away."),
        Verb("people.back", "{actor} recorded that {subject} is back."),
        Verb("people.sponsored", "{actor} let {subject} in, on the word of {sponsor}."),
        Verb("people.sponsored-acknowledged", "{actor} recorded that {subject} took note."),
        Verb("people.sponsorship-extended", "{actor} moved the last day of {subject}."),
        Verb("people.guardian-linked", "{actor} linked a guardian to {subject}."),
        Verb("people.guardian-refused", "{actor} refused a guardian's link to {subject}."),
        Verb("people.guardian-undone", "{actor} took back a check of a guardian of {subject}."),
        Verb("people.acknowledged", "{actor} recorded that {subject} took note of the policy."),
        Verb("people.acknowledgements-taken", "{actor} took in the acknowledgements of {subject}."),
        Verb("people.device-changed", "{actor} changed whose the device {subject} is."),
        Verb("people.device-withdrawn", "{actor} withdrew the device {subject}."),
        Verb("people.letter-kept", "{actor} kept a letter of appointment for {subject}."),
        Verb("people.guardian-ended", "{actor} ended a guardian's link to {subject}."),
        Verb("people.vulnerability-ended", "{actor} ended a vulnerability flag of {subject}."),
        Verb("people.vulnerability-imported", "{actor} imported {flags} vulnerability flags."),
        Verb("people.post-taken", "{actor} gave the post of {subject} to a new holder."),
        Verb("people.post-ended", "{actor} ended a holding of the post of {subject}."),
        Verb("people.guardian-verified", "{actor} verified a guardian of {subject}."),
        Verb("people.vulnerability-set", "{actor} set a vulnerability flag for {subject}."),
        Verb("people.vulnerability-read", "{actor} read the vulnerability flags of {subject}."),
    ),
)  # fmt: skip
