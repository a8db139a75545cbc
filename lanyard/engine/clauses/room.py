"""The manifest of clauses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.engine.clauses.controls import CONTROLS
from lanyard.engine.clauses.finding import found
from lanyard.engine.policy.api import ROLES
from lanyard.foundation.registry.manifest import (
    FieldPrivacy,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    PrivacyClass,
    SearchEntry,
    Verb,
)

#: Heads, the safeguarding team, those who own a control, and governors.
_EVIDENCE = (
    "principal", "ceo", "managing-director", "management", "deputy-principal",
    "ap-student-experience", "senior-management-team", "college-leadership-team", "dsl", "dso",
    "safeguarding-team", "student-welfare",
    "governors", "trustee", "hr-director", "it-department", "it-support", "third-party-it",
    "head-digital-ict", "head-student-services", "director-marketing", "marketing-manager",
    "online-safety-coordinator",
)  # fmt: skip
_INTERNAL = FieldPrivacy(PrivacyClass.INTERNAL)
_PERSONAL = FieldPrivacy(PrivacyClass.PERSONAL, 7)

MANIFEST = Manifest(
    slug="clauses",
    title=_("Policy and evidence"),
    controls=CONTROLS,
    search=(SearchEntry("clauses", _("Clauses of the policy"), found, "clauses.read"),),
    navigation=(
        Navigation(_("The policy"), "clauses:policy", "clauses.read", "book-open", 50),
        Navigation(_("Controls"), "clauses:controls", "clauses.evidence", "circle-check", 82),
    ),
    permissions=(
        Permission(
            "clauses.read",
            "Read the policy and how each clause of it stands",
            tuple(sorted(ROLES)),
        ),
        Permission(
            "clauses.evidence",
            "See the figures behind each clause, and look again",
            _EVIDENCE,
        ),
    ),
    verbs=(
        Verb("clauses.looked", "{actor} looked at how every control stands."),
        Verb("clauses.attested", "{actor} vouched for {subject} until {until}."),
        Verb("clauses.attestation-withdrawn", "{actor} took back what was vouched for {subject}."),
    ),
    notice_kinds=(
        NoticeKind("clauses.fell", "A control that you own stands worse than before."),
    ),
    privacy={
        "ControlState.control": _INTERNAL,
        "ControlState.on": _INTERNAL,
        "ControlState.taken_at": _INTERNAL,
        "ControlState.state": _INTERNAL,
        "ControlState.basis": _INTERNAL,
        "ControlState.part": _INTERNAL,
        "ControlState.whole": _INTERNAL,
        "ControlState.as_of": _INTERNAL,
        "ControlState.until": _INTERNAL,
        "ControlState.link": _INTERNAL,
        "Attestation.control": _INTERNAL,
        "Attestation.text": _INTERNAL,
        "Attestation.by": _PERSONAL,
        "Attestation.by_name": _PERSONAL,
        "Attestation.post": _INTERNAL,
        "Attestation.at": _INTERNAL,
        "Attestation.expires_on": _INTERNAL,
        "Attestation.file_id": _INTERNAL,
        "Attestation.withdrawn_at": _INTERNAL,
        "Attestation.withdrawn_by": _PERSONAL,
        "Attestation.withdrawn_by_name": _PERSONAL,
        "Attestation.withdrawn_because": _INTERNAL,
    },
)  # fmt: skip
