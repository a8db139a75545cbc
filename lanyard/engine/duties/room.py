"""The manifest of duties."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.engine.duties import proposals
from lanyard.engine.duties.due import due
from lanyard.engine.duties.listening import people_changed, people_imported, sign_ins_changed
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

_HEADS = ("principal", "managing-director", "ceo", "management", "deputy-principal")
_OWNERS = (*_HEADS, "dsl", "hr-director", "online-safety-coordinator", "head-digital-ict")

MANIFEST = Manifest(
    slug="duties",
    title=_("What is due"),
    navigation=(
        Navigation(_("What is due"), "duties:mine", "", "calendar", 22),
        Navigation(_("My team"), "duties:team", "duties.team", "users", 24),
        Navigation(_("All duties"), "duties:all", "duties.see-all", "list-checks", 50),
    ),
    due=due,
    duties=(
        Duty("duties.by-hand", "Something that the policy asks, done by the person's own word."),
    ),
    permissions=(
        Permission(
            "duties.see-all", "See what is due from everybody, and waive it with a reason", _OWNERS
        ),
        Permission("duties.team", "See what is due from one's team", ("line-manager", *_OWNERS)),
        Permission(
            "duties.terms", "Set the terms of the year, and whose bank holidays count",
            (*_HEADS, "hr-director", "it-department", "it-support", "third-party-it",
             "head-digital-ict"),
        ),
    ),
    verbs=(
        Verb("duties.defined", "{actor} made this a duty: {subject}."),
        Verb("duties.changed", "{actor} changed the duty {subject}."),
        Verb("duties.ended", "{actor} ended the duty {subject}."),
        Verb("duties.done", "{actor} recorded as done: {subject}."),
        Verb("duties.waived", "{actor} set aside until {until}: {subject}."),
        Verb("duties.waiver-ended", "{actor} asked again what was set aside: {subject}."),
        Verb("duties.chased", "{actor} reminded {people} people of what is due."),
        Verb("duties.exported", "{actor} exported who owes {subject}."),
        Verb("duties.term-set", "{actor} set the term {subject}."),
        Verb("duties.nation-set", "{actor} set whose bank holidays count: {subject}."),
        Verb("duties.term-removed", "{actor} removed the term {subject}."),
    ),
    notice_kinds=(
        NoticeKind("duties.reminder", "Something is due from you."),
        NoticeKind("duties.team-overdue", "Something is overdue in your team."),
        NoticeKind("duties.owner-overdue", "Something that you answer for is overdue."),
    ),
    listeners={"people.changed": people_changed, "people.left": people_changed,
               "people.imported": people_imported,
               "people.sign-ins-changed": sign_ins_changed,
               "profiles.proposed": proposals.proposed,
               "profiles.proposal-decided": proposals.decided},
    privacy={
        "Term": INTERNAL, "OfNation": INTERNAL, "Definition": INTERNAL, "Occurrence": PERSONAL,
        "Reminder": PERSONAL,
    },
)  # fmt: skip
