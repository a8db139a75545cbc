"""The manifest of consent."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.manifest import (
    PERSONAL,
    Duty,
    Manifest,
    Navigation,
    NoticeKind,
    Permission,
    Verb,
)
from lanyard.rooms.consent.actions.asking import people_changed
from lanyard.rooms.consent.due import due

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
#: As the row security of consents says it. Marketing learns whether somebody may be shown, and no
#: more: what is recorded would tell by comparison whom safeguarding keeps out of pictures.
KEEPERS = (
    *_HEADS, "dsl", "dso", "safeguarding-team", "student-welfare", "head-student-services",
    "ap-student-experience",
)  # fmt: skip

MANIFEST = Manifest(
    slug="consent",
    title=_("Pictures and consent"),
    navigation=(
        Navigation(_("Pictures and consent"), "consent:mine", "", "image", 34),
        Navigation(_("Consents"), "consent:people", "consent.keep", "users", 56),
    ),
    permissions=(
        Permission(
            "consent.keep",
            "See consents, ask for them, take withdrawals down, enter and check paper",
            KEEPERS,
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
    ),
    notice_kinds=(
        NoticeKind("consent.asked", "You are asked whether pictures of you may be shown."),
    ),
    duties=(Duty("consent.answer", "Say whether pictures of you may be shown."),),
    listeners={"people.changed": people_changed},
    due=due,
    privacy=dict.fromkeys(("Consent", "ConsentAnswer", "ConsentRequest", "ConsentPaper"), PERSONAL),
)
