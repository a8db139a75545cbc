"""The words of pages: states, bases, strengths, capabilities, audiences, parts of the house."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from lanyard.engine.clauses.standing import Stand
from lanyard.engine.policy.api import AUDIENCES, ORGANISATION, ROLES, Binding, Profile
from lanyard.foundation.registry.controls import Basis, Figure
from lanyard.foundation.ui.figures import SMALL

#: State to its word and the kind of its shape (never colour alone).
STANDS: dict[Stand, tuple[Any, str]] = {
    Stand.IN_FORCE: (_("In force"), "good"),
    Stand.AT_RISK: (_("At risk"), "due"),
    Stand.NOT_IN_FORCE: (_("Not in force"), "alarm"),
    Stand.NOT_SET_UP: (_("Not yet set up"), "waiting"),
    Stand.NOT_BUILT: (_("Not built"), "quiet"),
}
BASES: dict[Basis, Any] = {
    Basis.MEASURED: _("Measured from Lanyard's own records"),
    Basis.ATTESTED: _("Attested by a named person"),
    Basis.EXTERNAL: _("Measured from another system's data"),
}
SHORT_BASES: dict[Basis, Any] = {
    Basis.MEASURED: _("measured"),
    Basis.ATTESTED: _("attested"),
    Basis.EXTERNAL: _("from another system"),
}
STRENGTHS: dict[Binding, Any] = {
    Binding.MUST: _("Must"),
    Binding.SHOULD: _("Should"),
    Binding.MAY: _("May"),
    Binding.ADVISES: _("Advises"),
}
KINDS: dict[str, Any] = {
    "duty": _("Duty"), "prohibition": _("Prohibition"), "permission": _("Permission"),
    "procedure": _("Procedure"), "definition": _("Definition"), "guidance": _("Guidance"),
    "cadence": _("Something that recurs"),
}  # fmt: skip
CAPABILITIES: dict[str, Any] = {
    "accounts": _("Official accounts"), "concerns": _("Concerns and incidents"),
    "contact": _("Contact with learners"), "directory": _("People and access"),
    "filtering": _("Filtering"), "governance": _("Governance"), "guidance": _("Guidance"),
    "itsecurity": _("IT security"), "media": _("Images and video"),
    "monitoring": _("Monitoring"), "policies": _("Policies"), "privacy": _("Privacy"),
    "recruitment": _("Recruitment"), "risk": _("Risk"), "training": _("Training"),
}  # fmt: skip
_AUDIENCES: dict[str, Any] = {
    "tutors": _("Tutors and teachers"), "managers": _("Managers"),
    "safeguarding": _("The safeguarding team"), "it": _("IT"), "marketing": _("Marketing"),
    "leadership": _("Leadership"), "human-resources": _("Human resources"),
    "learners": _("Learners"), "visitors": _("Contractors, volunteers and visitors"),
    "staff": _("All staff"), "everybody": _("Everybody"),
    ORGANISATION: _("The organisation"),
}  # fmt: skip
ACTORS: dict[str, Any] = {
    slug: _AUDIENCES[slug] for slug in (*(one.slug for one in AUDIENCES), ORGANISATION)
}
ROOMS: dict[str, Any] = {
    "access": _("Access"), "answers": _("May I…?"), "audit": _("Audit trail"),
    "channels": _("Official accounts"),
    "clauses": _("Policy and evidence"), "concerns": _("Concerns"), "consent": _("Consent"),
    "contact": _("Contact with learners"),
    "decisions": _("Decisions"), "filtering": _("Filtering"), "governance": _("Governance"),
    "guidance": _("Guidance"), "identity": _("Sign-in"), "itsecurity": _("IT security"),
    "monitoring": _("Monitoring"), "notices": _("Notices"), "people": _("People"),
    "policies": _("Policies"), "privacy": _("Privacy"), "profiles": _("Policy profile"),
    "risk": _("Risk"), "training": _("Training"),
}  # fmt: skip
FIELDS: dict[str, Any] = {
    "section": _("section"), "says": _("wording"), "actor": _("whom it speaks to"),
    "strength": _("how strongly it binds"), "controls": _("what carries it out"),
    "source": _("source"), "verified": _("whether it was read in the source"),
}  # fmt: skip


#: Age in days to how it is told to those who must not learn when something happened.
_AGES: tuple[tuple[int, Any], ...] = (
    (7, _("within a week")), (31, _("within a month")), (92, _("within three months")),
    (366, _("within a year")),
)  # fmt: skip
_OLDER = _("older than a year")


def age_of(moment: datetime.datetime, on: datetime.date) -> Any:
    """Return how old a record is, so coarsely that it tells of no single event."""
    days = (on - moment.date()).days
    return next((word for most, word in _AGES if days <= most), _OLDER)


def told(figure: Figure, *, exact: bool) -> Any:
    """Return a figure in words; small numbers are kept back from those who need them not."""
    if exact or not is_small(figure):
        return _("%(part)s of %(whole)s") % {"part": figure.part, "whole": figure.whole}
    return _("kept back, because the numbers are small")


def is_small(figure: Figure) -> bool:
    """Say whether a figure could point to somebody."""
    return any(0 < number < SMALL for number in (figure.part, figure.whole,
                                                 figure.whole - figure.part))  # fmt: skip


def title_of(role: str, profile: Profile) -> str:
    """Return what a policy calls a role, else its plain name."""
    try:
        return profile.title_of(role)
    except KeyError:
        return ROLES.get(role, role)
