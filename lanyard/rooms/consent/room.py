"""The manifest of consent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

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
from lanyard.rooms.consent.actions import asking
from lanyard.rooms.consent.actions.material import material_decided
from lanyard.rooms.consent.actions.publishing import consent_changed, decided
from lanyard.rooms.consent.controls import CONTROLS
from lanyard.rooms.consent.due import due

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
#: As the row security of consents says it. Marketing learns whether somebody may be shown, and no
#: more: what is recorded would tell by comparison whom safeguarding keeps out of pictures.
KEEPERS = (
    *_HEADS, "dsl", "dso", "safeguarding-team", "student-welfare", "head-student-services",
    "ap-student-experience",
)  # fmt: skip

#: Who publishes, and takes down. As the row security of pictures says it.
PUBLISHERS = (*_HEADS, "director-marketing", "marketing-manager", "marketing-team")
#: Who keeps the lists beside. As the row security of the lists says it.
LISTERS = (*PUBLISHERS, "it-department", "head-digital-ict", "it-support", "it-helpdesk")
#: Who sees the store beside: those whom a policy has approve.
LIBRARIANS = (*PUBLISHERS, "senior-management-team", "senior-manager")


def people_changed(*, person_id: UUID, **_facts: object) -> None:
    """Look again at what somebody gave or was given, and at every picture of them."""
    asking.people_changed(person_id=person_id)
    consent_changed(person_id=person_id)


def rejected(**facts: Any) -> None:
    """End what an approver refused: a request to publish, or to use what is the college's."""
    decided(**facts)
    material_decided(**facts)


MANIFEST = Manifest(
    slug="consent",
    title=_("Pictures and consent"),
    navigation=(
        Navigation(_("Pictures and consent"), "consent:mine", "", "image", 34),
        Navigation(_("May they be shown?"), "consent:may-show", "", "eye", 35, for_staff=True),
        Navigation(_("Pictures"), "consent:library", "consent.library", "image", 36),
        Navigation(_("Publish and take down"), "consent:takedowns", "consent.publish", "send", 37),
        Navigation(
            _("Use of our name"), "consent:material", icon="image", order=38, for_staff=True
        ),
        Navigation(_("Consents"), "consent:people", "consent.keep", "users", 56),
    ),
    permissions=(
        Permission(
            "consent.keep",
            "See consents, ask for them, take withdrawals down, enter and check paper",
            KEEPERS,
        ),
        Permission("consent.library", "See the pictures in the store", LIBRARIANS),
        Permission("consent.lists", "Keep the lists of stores, sources and devices", LISTERS),
        Permission(
            "consent.publish", "Check pictures, publish them and take them down", PUBLISHERS
        ),
    ),
    verbs=(
        Verb("consent.given", "{actor} consented to pictures of {subject}."),
        Verb("consent.refused", "{actor} said no to pictures of {subject}."),
        Verb("consent.withdrawn", "{actor} withdrew a consent to pictures of {subject}."),
        Verb("consent.asked", "{actor} asked for consent to pictures of {subject}."),
        Verb("consent.looked-up", "{actor} looked whether {people} people may be shown."),
        Verb("consent.paper-entered", "{actor} entered a consent on paper about {subject}."),
        Verb("consent.paper-checked", "{actor} checked a consent on paper about {subject}."),
        Verb("consent.paper-refused", "{actor} refused a consent on paper about {subject}."),
        Verb("consent.picture-stored", "{actor} put the picture {subject} into the store."),
        Verb("consent.right-claimed", "{actor} said by what right {subject} is used: {rights}."),
        Verb("consent.source-checked", "{actor} looked at the source of {subject}."),
        Verb("consent.list-changed", "{actor} changed a list of pictures: {subject} {what}."),
        Verb("consent.material-asked", "{actor} asked to use our material: {subject}."),
        Verb("consent.complaint", "{actor} reported a use without leave: {subject}."),
        Verb("consent.complaint-closed", "{actor} closed a use without leave: {subject}."),
        Verb("consent.picture-tagged", "{actor} said who is on the picture {subject}."),
        Verb("consent.picture-untagged", "{actor} took back who is on the picture {subject}."),
        Verb("consent.publication-asked", "{actor} asked to publish {subject}."),
        Verb("consent.publication-taken-back", "{actor} asks to publish {subject} no more."),
        Verb("consent.publication-checked", "{actor} checked the {what} of {subject}."),
        Verb("consent.published", "{actor} published {subject}."),
        Verb("consent.takedown-ordered", "{subject} is to be taken down."),
        Verb("consent.taken-down", "{actor} took down {subject}."),
    ),
    notice_kinds=(
        NoticeKind("consent.asked", "You are asked whether pictures of you may be shown."),
        NoticeKind("consent.one-to-one", "A picture was taken one to one."),
        NoticeKind("consent.takedown", "A picture is to be taken down."),
    ),
    duties=(
        Duty("consent.answer", "Say whether pictures of you may be shown."),
        Duty("consent.rights", "Find out by what right a picture is used."),
        Duty("consent.complaint", "Have a use without leave taken down."),
        Duty("consent.source", "Look whether a source may license a picture."),
    ),
    controls=CONTROLS,
    listeners={
        "people.changed": people_changed,
        "consent.ended": consent_changed,
        "consent.answered": consent_changed,
        "consent.tagged": consent_changed,
        "approvals.approved": material_decided,
        "approvals.rejected": rejected,
    },
    due=due,
    privacy=dict.fromkeys(
        (
            "Consent",
            "ConsentAnswer",
            "ConsentRequest",
            "ConsentPaper",
            "Picture",
            "PictureSubject",
            "Publication",
            "Takedown",
            "RightsStatement",
            "MaterialLicence",
            "MaterialComplaint",
        ),
        PERSONAL,
    )
    | {
        "MediaListEntry": INTERNAL,
        "MediaListEntry.added_by_name": PERSONAL,
        "MediaListEntry.ended_by_name": PERSONAL,
    },
)
