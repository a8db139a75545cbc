"""Kinds of papers: how often, who signs, which figures go in, and what must be said in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from lanyard.engine.policy.api import Profile

Signer = Literal["lead", "head"]


@dataclass(frozen=True)
class Section:
    """A question that a paper answers in words."""

    slug: str
    title: Any
    hint: Any = ""


@dataclass(frozen=True)
class Kind:
    """One kind of paper."""

    slug: str
    title: Any
    about: Any
    #: The control that rests on it.
    control: str
    #: Months after which it is due again.
    months: int
    signer: Signer
    sections: tuple[Section, ...]
    #: Topics of the measures that go in.
    topics: tuple[str, ...] = ()
    #: The leadership receives it, and what it decided is kept.
    received: bool = False
    #: It ends with whether the policy is to be reviewed.
    concludes: bool = False
    #: Each clause is judged in it.
    judges: bool = False
    #: How the policy stands, and what is new in law, goes in as well.
    controls: bool = False
    clauses: tuple[str, ...] = field(default=())

    def role_under(self, profile: Profile) -> str:
        """Return the post that signs it under a policy."""
        posts = profile.posts
        return posts.safeguarding_lead if self.signer == "lead" else posts.head


_SHOWS = Section("shows", _("What do the figures show?"),
                 _("Say it of groups and places, never of single people."))  # fmt: skip

KINDS = {kind.slug: kind for kind in (
    Kind(
        "impact", _("Yearly review of the policy's effect"),
        _("What the policy changed in a year, and whether it needs changing."),
        "impact-reviewed", 12, "lead",
        (
            _SHOWS,
            Section("works", _("What works?")),
            Section("fails", _("What does not work, and for whom?")),
            Section("asked", _("What did learners, staff and families say?"),
                    _("From surveys, feedback, drills and conversations.")),
            Section("next", _("What follows, by whom and by when?")),
        ),
        topics=("behaviour", "education", "example"), received=True, concludes=True, controls=True,
        clauses=("COM-MR-01",),
    ),
    Kind(
        "behaviour", _("Behaviour online in the quarter"),
        _("Breaches for each hundred users, repeats, and reports received."),
        "impact-reviewed", 3, "lead",
        (_SHOWS, Section("next", _("What follows, by whom and by when?"))),
        topics=("behaviour",), received=True, clauses=("OAK-3-05", "COM-MR-01"),
    ),
    Kind(
        "self-assessment", _("Yearly self-assessment, clause by clause"),
        _("Each clause of the policy, judged against its evidence of the day."),
        "self-assessed-yearly", 12, "lead",
        (
            Section("education", _("What was taught of online safety?"),
                    _("The figures say how often, by team: which team needs help to begin?")),
            Section("strong", _("Where is the policy strongest?")),
            Section("weak", _("Where is it weakest, and what follows?")),
        ),
        topics=("education",), received=True, judges=True,
        clauses=("COM-RCG-02", "KMC-INT-04", "KMC-GSF-20"),
    ),
    Kind(
        "leadership", _("Report to the leadership"),
        _("Incidents, themes, actions, and what is new in online safety."),
        "leadership-informed", 4, "lead",
        (
            Section("themes", _("Which themes stand out?"),
                    _("Without names, and without anything by which somebody is known.")),
            Section("done", _("What was done?")),
            Section("policy", _("What is new in law, guidance and policy?")),
            Section("technology", _("What is new in technology?")),
            Section("asks", _("What do you ask the leadership to decide?")),
        ),
        topics=("behaviour", "example"), received=True, controls=True,
        clauses=("LAN-DSL-07", "LAN-STAFF-07"),
    ),
    Kind(
        "equality", _("Is everybody protected equally?"),
        _("Cases and what came of them, by characteristic, small numbers kept back."),
        "equal-protection-measured", 12, "lead",
        (
            _SHOWS,
            Section("missing", _("What could not be compared, and why?")),
            Section("next", _("What follows, by whom and by when?")),
        ),
        topics=("equality",), received=True, concludes=True, clauses=("COM-RCG-05",),
    ),
    Kind(
        "values", _("Yearly word on values and the law"),
        _("The head says by name that online devices are used within values and the law."),
        "laws-registered", 12, "head",
        (
            Section("word", _("What do you vouch for, and how do you know?")),
            Section("exceptions", _("Which exceptions do you know of?"), _("Say “none” if so.")),
        ),
        clauses=("COM-PUR-03", "KMC-PUR-03"),
    ),
)}  # fmt: skip
