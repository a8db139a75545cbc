"""The manifest of clauses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.engine.clauses.controls import CONTROLS
from lanyard.engine.clauses.finding import found
from lanyard.engine.clauses.headlines import headlines
from lanyard.engine.policy.api import ROLES
from lanyard.foundation.registry.manifest import (
    INTERNAL,
    PERSONAL,
    Duty,
    Indicator,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
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

MANIFEST = Manifest(
    slug="clauses",
    title=_("Policy and evidence"),
    controls=CONTROLS,
    search=(SearchEntry("clauses", _("Clauses of the policy"), found, "clauses.read"),),
    navigation=(
        Navigation(_("The policy"), "clauses:policy", "clauses.read", "book-open", 26),
        Navigation(_("Controls"), "clauses:controls", "clauses.evidence", "circle-check", 82),
    ),
    indicators=(Indicator("clauses", headlines, "clauses.evidence"),),
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
    duties=(
        Duty("clauses.attest-again", "Look again at a control before a word given for it ends."),
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
        "ControlState": INTERNAL,
        "Attestation": INTERNAL,
        "Attestation.by": PERSONAL,
        "Attestation.by_name": PERSONAL,
        "Attestation.withdrawn_by": PERSONAL,
        "Attestation.withdrawn_by_name": PERSONAL,
    },
)  # fmt: skip
