"""A profile: what a college's policy leaves as a parameter, with the source of each value."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TypeVar

from lanyard.engine.policy.account_rules import GoLive, Post
from lanyard.engine.policy.casework import (
    Agency,
    BreachCode,
    CaseRule,
    ClosingStep,
    EmployerLiaison,
    FeedbackLine,
    FollowUp,
    GuardianRule,
    LearnerRecipient,
    Misdemeanour,
    OutcomeRoute,
    PatternRule,
    Sanction,
    Severity,
    Timer,
    TrustedAdult,
)
from lanyard.engine.policy.routing import ImageRules, PoliceRule, Routing
from lanyard.engine.policy.rules import Connect, Message, Publish
from lanyard.engine.policy.sources import Sourced
from lanyard.engine.policy.training_rules import Training
from lanyard.engine.policy.use_rules import Recruitment, Removal, Search, Web
from lanyard.engine.policy.words import ROLES, AgeGroup, Population, Stance, Strength

Entry = TypeVar("Entry")


@dataclass(frozen=True, kw_only=True)
class Document(Sourced):
    """The policy itself: its title, when it took effect, and its own review rule."""

    title: str
    version: str = ""
    effective: datetime.date | None = None
    review_due: datetime.date | None = None
    review_every_months: int | None = None
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoleTitle(Sourced):
    """What the policy calls a role, and the other names that it uses for it."""

    slug: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Posts(Sourced):
    """Which role is the head of the organisation, and which leads on safeguarding."""

    head: str
    safeguarding_lead: str
    safeguarding: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Chain(Sourced):
    """Who approves a thing. ``ordered``: one after the other; else all, in any order."""

    slug: str
    title: str
    steps: tuple[str, ...]
    ordered: bool = True
    different_people: bool = True


@dataclass(frozen=True, kw_only=True)
class Hours(Sourced):
    """A span of the day that a policy speaks of. Days are 1 (Monday) to 7 (Sunday).

    Where the policy gives no times, those here are the product's and are set before go-live.
    """

    slug: str
    title: str
    days: tuple[int, ...]
    opens: datetime.time
    closes: datetime.time
    set_before_go_live: bool = False


@dataclass(frozen=True, kw_only=True)
class Interval(Sourced):
    """How often something is done. Where the policy leaves it open it is set before go-live.

    At most one of ``days`` and ``months`` is given; neither means that nobody has set it yet, and
    that the product's suggestion is used, labelled as such, until somebody does.
    """

    slug: str
    says: str
    days: int | None = None
    months: int | None = None
    set_before_go_live: bool = False
    suggested_days: int | None = None

    @property
    def is_set(self) -> bool:
        """Whether somebody has said how often."""
        return self.days is not None or self.months is not None

    def after(self, day: datetime.date) -> datetime.date | None:
        """Return when it is next due after a day; None where nothing is set or suggested."""
        if self.months is not None:
            return _months_after(day, self.months)
        days = self.days if self.days is not None else self.suggested_days
        return day + datetime.timedelta(days=days) if days is not None else None


@dataclass(frozen=True, kw_only=True)
class Position(Sourced):
    """What the policy says of a question put to every policy: required, forbidden or silent.

    Where it is silent, ``applies`` is what the product does, labelled as its default.
    """

    slug: str
    says: str
    stance: Stance
    applies: Stance | None = None
    strength: Strength = Strength.MUST


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The parameters of one policy. Read with ``policy.api.shipped`` or ``policy.api.read``."""

    slug: str
    name: str
    document: Document
    posts: Posts
    roles: tuple[RoleTitle, ...] = ()
    routing: Routing
    image: ImageRules
    police: PoliceRule
    positions: tuple[Position, ...] = ()
    chains: tuple[Chain, ...] = ()
    hours: tuple[Hours, ...]
    agencies: tuple[Agency, ...]
    intervals: tuple[Interval, ...]
    severities: tuple[Severity, ...]
    timers: tuple[Timer, ...]
    breaches: tuple[BreachCode, ...] = ()
    sanctions: tuple[Sanction, ...]
    outcomes: tuple[OutcomeRoute, ...]
    misdemeanours: tuple[Misdemeanour, ...] = ()
    learner_recipients: tuple[LearnerRecipient, ...] = ()
    trusted_adult: TrustedAdult
    employers: EmployerLiaison
    guardians: GuardianRule
    feedback: FeedbackLine
    patterns: PatternRule
    closing: tuple[ClosingStep, ...]
    casework: tuple[CaseRule, ...]
    follow_up: FollowUp | None = None
    connect: Connect
    message: Message
    publish: Publish
    go_live: GoLive
    post: Post
    search: Search
    web: Web
    removal: Removal
    recruitment: Recruitment
    training: Training

    def title_of(self, role: str) -> str:
        """Return what the policy calls a role; raises KeyError for an unknown slug."""
        return next((entry.title for entry in self.roles if entry.slug == role), ROLES[role])

    def agency(self, slug: str) -> Agency:
        """Return an agency; raises LookupError where the profile has none of that slug."""
        return _one(self.agencies, "slug", slug)

    def breach(self, code: str) -> BreachCode:
        """Return a breach code; raises LookupError where the profile has none of that code."""
        return _one(self.breaches, "code", code)

    def sanction(self, slug: str) -> Sanction:
        """Return a sanction; raises LookupError where the profile has none of that slug."""
        return _one(self.sanctions, "slug", slug)

    def chain(self, slug: str) -> Chain:
        """Return an approval chain; raises LookupError where the profile has none of that slug."""
        return _one(self.chains, "slug", slug)

    def interval(self, slug: str) -> Interval:
        """Return an interval; raises LookupError where the profile has none of that slug."""
        return _one(self.intervals, "slug", slug)

    def asks(self, slug: str) -> bool:
        """Say whether the policy asks something of working a case (a slug of ``CASE_RULES``)."""
        return any(rule.slug == slug for rule in self.casework)

    def asked_by(self, slug: str) -> tuple[str, ...]:
        """Return the clauses by which it asks it; none where it is the product's default."""
        return next((rule.clauses for rule in self.casework if rule.slug == slug), ())

    def position(self, slug: str) -> Position:
        """Return a position; raises LookupError where the profile has none of that slug."""
        return _one(self.positions, "slug", slug)

    def timer(self, severity: int, age: AgeGroup) -> Timer:
        """Return the clocks for a severity (1 to 5) and an age group."""
        return next(t for t in self.timers if t.severity == severity and t.age is age)

    def sanctions_for(self, population: Population) -> tuple[Sanction, ...]:
        """Return the ladder of one population, lightest first."""
        return tuple(s for s in self.sanctions if population in s.population)

    def breaches_for(self, population: Population) -> tuple[BreachCode, ...]:
        """Return the breach codes that one population may have broken."""
        return tuple(b for b in self.breaches if population in b.population)

    def outcomes_for(self, population: Population) -> tuple[OutcomeRoute, ...]:
        """Return the outcome routes open for one population."""
        return tuple(o for o in self.outcomes if population in o.population)


def _months_after(day: datetime.date, months: int) -> datetime.date:
    """Count months; a day that the month does not have becomes the first of the next."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return datetime.date(year, month + 1, day.day)
    except ValueError:
        return datetime.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)


def _one(entries: tuple[Entry, ...], key: str, value: str) -> Entry:
    for entry in entries:
        if getattr(entry, key) == value:
            return entry
    raise LookupError(f"The profile has nothing whose {key} is {value}.")
