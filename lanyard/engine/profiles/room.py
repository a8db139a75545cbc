"""The manifest of profiles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    FieldPrivacy,
    Manifest,
    Navigation,
    Permission,
    PrivacyClass,
    Verb,
)

_HEADS = ("principal", "managing-director", "ceo", "management")
_INTERNAL = FieldPrivacy(PrivacyClass.INTERNAL)
_PERSONAL = FieldPrivacy(PrivacyClass.PERSONAL)

MANIFEST = Manifest(
    slug="profiles",
    title=_("Policy profile"),
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
            "profiles.change",
            "Change the policy profile, from a date and with a reason",
            (*_HEADS, "dsl"),
        ),
    ),
    verbs=(
        Verb("profiles.adopted", "{actor} put {subject} in force from {effective_from}."),
    ),
    privacy={
        "ProfileVersion.slug": _INTERNAL,
        "ProfileVersion.number": _INTERNAL,
        "ProfileVersion.effective_from": _INTERNAL,
        "ProfileVersion.changes": _INTERNAL,
        "ProfileVersion.made_by": _PERSONAL,
        "ProfileVersion.made_by_name": _PERSONAL,
        "ProfileVersion.made_at": _INTERNAL,
        "ProfileVersion.reason": _INTERNAL,
        "ProfileDraft.author_id": _PERSONAL,
        "ProfileDraft.changes": _INTERNAL,
        "ProfileDraft.saved_at": _INTERNAL,
    },
)  # fmt: skip
