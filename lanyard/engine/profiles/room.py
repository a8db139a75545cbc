"""The manifest of profiles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.engine.profiles.controls import CONTROLS
from lanyard.engine.profiles.queries import CHANGE, PROPOSED
from lanyard.foundation.registry.manifest import (
    INTERNAL,
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    Permission,
    Verb,
)

_HEADS = ("principal", "managing-director", "ceo", "management")

MANIFEST = Manifest(
    slug="profiles",
    title=_("Policy profile"),
    controls=CONTROLS,
    navigation=(
        Navigation(_("Policy profile"), "profiles:in-force", "profiles.see", order=80),
    ),
    permissions=(
        Permission(
            "profiles.see",
            "See the policy profile in force and its history",
            (*_HEADS, "dsl", "dso", "safeguarding-team", "student-welfare", "hr-director",
             "deputy-principal", "ap-student-experience", "head-student-services",
             "head-digital-ict", "it-department", "it-support", "third-party-it", "it-helpdesk",
             "senior-manager", "senior-management-team", "college-leadership-team",
             "director-marketing", "marketing-manager", "governors", "trustee", "line-manager",
             "course-manager", "online-safety-coordinator", "tutor"),
        ),
        Permission(
            CHANGE,
            "Change the policy profile, from a date and with a reason",
            (*_HEADS, "dsl"),
        ),
    ),
    verbs=(
        Verb("profiles.adopted", "{actor} put {subject} in force from {effective_from}."),
        Verb("profiles.proposed", "{actor} found that a release changed the profile of {subject}."),
        Verb("profiles.proposal-decided", "{actor} decided on a release's profile: {subject}."),
    ),
    duties=(Duty(PROPOSED, "Decide on what a release changed in the policy profile."),),
    privacy={
        "ProfileSnapshot": INTERNAL,
        "ProfileProposal": INTERNAL,
        "ProfileProposal.decided_by": PERSONAL,
        "ProfileProposal.decided_by_name": PERSONAL,
        "ProfileVersion": INTERNAL,
        "ProfileVersion.made_by": PERSONAL,
        "ProfileVersion.made_by_name": PERSONAL,
        "ProfileDraft": INTERNAL,
        "ProfileDraft.author_id": PERSONAL,
    },
)  # fmt: skip
