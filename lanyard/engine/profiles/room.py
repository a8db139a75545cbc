"""The manifest of profiles."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.engine.profiles.queries import open_proposal
from lanyard.foundation.access import api as access
from lanyard.foundation.registry.manifest import (
    DueItem,
    FieldPrivacy,
    Manifest,
    Navigation,
    Permission,
    PrivacyClass,
    Verb,
)
from lanyard.people.models import Person

_HEADS = ("principal", "managing-director", "ceo", "management")
_INTERNAL = FieldPrivacy(PrivacyClass.INTERNAL)
_PERSONAL = FieldPrivacy(PrivacyClass.PERSONAL)


def due(person: Person) -> Iterator[DueItem]:
    """Give those who may change the profile the proposal of a release that waits."""
    if access.may(person.pk, "profiles.change") and open_proposal() is not None:
        yield DueItem(
            _("A release changed the shipped policy profile: take or keep each change"),
            reverse("profiles:proposal"),
        )


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
        Verb("profiles.proposed", "{actor} found that a release changed the profile of {subject}."),
        Verb("profiles.proposal-decided", "{actor} decided on a release's profile: {subject}."),
    ),
    due=due,
    privacy={
        "ProfileSnapshot.digest": _INTERNAL,
        "ProfileSnapshot.content": _INTERNAL,
        "ProfileSnapshot.kept_at": _INTERNAL,
        "ProfileProposal.slug": _INTERNAL,
        "ProfileProposal.found_at": _INTERNAL,
        "ProfileProposal.withdrawn_at": _INTERNAL,
        "ProfileProposal.decided_at": _INTERNAL,
        "ProfileProposal.decided_by": _PERSONAL,
        "ProfileProposal.decided_by_name": _PERSONAL,
        "ProfileProposal.taken": _INTERNAL,
        "ProfileProposal.kept": _INTERNAL,
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
