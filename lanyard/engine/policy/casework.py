"""What working and closing a concern asks for: breach codes, sanctions, clocks, agencies."""

from __future__ import annotations

from dataclasses import dataclass

from lanyard.engine.policy.sources import Sourced
from lanyard.engine.policy.words import About, AgeGroup, Category, Effect, Population, Stance


@dataclass(frozen=True, kw_only=True)
class BreachCode(Sourced):
    """A rule that somebody may have broken. ``says`` is our own wording; ``code`` never changes.

    ``requires`` names fields that a case under this code must fill; ``quotes`` names the companion
    policies whose version in force the case quotes.
    """

    code: str
    says: str
    population: tuple[Population, ...]
    sub_types: tuple[str, ...] = ()
    may_be_criminal: bool = False
    criminal_sub_types: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    requires: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sanction(Sourced):
    """A rung of the ladder of sanctions and who may decide it; level 1 is the lightest."""

    slug: str
    title: str
    level: int
    population: tuple[Population, ...]
    decided_by: tuple[str, ...]
    on_recommendation: bool = False
    appeal: bool = False


@dataclass(frozen=True, kw_only=True)
class OutcomeRoute(Sourced):
    """A way in which a case may end, and who decides it."""

    slug: str
    title: str
    population: tuple[Population, ...]
    decided_by: tuple[str, ...]
    internal: bool = True
    under: tuple[str, ...] = ()
    appeal: bool = False


@dataclass(frozen=True, kw_only=True)
class Misdemeanour(Sourced):
    """A level of the ladder of online misdemeanours (COM-AIM-05)."""

    level: int
    title: str
    examples: tuple[str, ...]
    decided_by: tuple[str, ...]
    sanctions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FollowUp(Sourced):
    """An outside system in which serious concerns are also recorded; its reference is asked for."""

    system: str
    reference_label: str
    before_closing: bool


@dataclass(frozen=True, kw_only=True)
class Agency(Sourced):
    """A body to which cases are referred. ``successor`` names who does its work now, if not it."""

    slug: str
    name: str
    kind: str
    purpose: str
    process: str = ""
    successor: str = ""
    successor_note: str = ""
    contact: str = ""

    @property
    def current_name(self) -> str:
        """The body that a referral reaches today."""
        return self.successor or self.name


@dataclass(frozen=True, kw_only=True)
class Timer(Sourced):
    """Minutes until a concern is acknowledged and first acted on, by severity and age."""

    severity: int
    age: AgeGroup
    acknowledge_minutes: int
    first_action_minutes: int


@dataclass(frozen=True, kw_only=True)
class Severity(Sourced):
    """A level of severity, 1 (lowest) to 5, with the words shown for it."""

    level: int
    title: str
    meaning: str


@dataclass(frozen=True, kw_only=True)
class LearnerRecipient(Sourced):
    """A contact that learners are offered, and how the person is found.

    ``through`` is ``groups`` (staff with that part in the learner's own groups), ``post`` (whoever
    holds the role) or ``choice`` (any member of staff whom the learner names).
    """

    role: str
    through: str


@dataclass(frozen=True, kw_only=True)
class TrustedAdult(Sourced):
    """A learner may choose a trusted adult; ``copy_to`` roles hear in any case."""

    offered: bool
    copy_to: tuple[str, ...]
    prompt: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class EmployerLiaison(Sourced):
    """Whether apprentices' employers are told, and what may be shared with them."""

    stance: Stance
    decided_by: tuple[str, ...]
    may_share: tuple[str, ...]
    never_share: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class GuardianRule(Sourced):
    """Whether parents or guardians must be told, with the reasons allowed for not telling."""

    stance: Stance
    reasons_not_to: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FeedbackLine(Sourced):
    """The line that a reporter gets later; it shows one of ``statuses`` and nothing of the case."""

    within_days: int
    statuses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PatternRule(Sourced):
    """When low-level concerns make a pattern: ``threshold`` of them within ``months``."""

    threshold: int
    months: int
    by: tuple[str, ...]
    alert_to: tuple[str, ...]
    alert_to_if_dsl: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ClosingStep(Sourced):
    """Something asked before a case can close. ``category`` empty means every case.

    ``kind`` is one of ``second-person``, ``review``, ``consider``, ``checklist``, ``record``,
    ``prompt`` and ``not-a-reason`` (a ground that may not be given for closing). ``fields`` names
    what the step records. ``only_without_action`` asks for it only where nothing is to be done.
    """

    slug: str
    says: str
    kind: str
    order: int
    category: tuple[Category, ...] = ()
    about: tuple[About, ...] = ()
    fields: tuple[str, ...] = ()
    skippable: bool = False
    only_without_action: bool = False


@dataclass(frozen=True, kw_only=True)
class CaseRule(Sourced):
    """What the policy asks of working a case, beside its clocks, breaches and closing steps.

    Those in ``words.CASE_RULES_ALWAYS`` hold under every policy: a profile that says nothing of one
    has the product's default, and one that does gives its clause. The others hold only where the
    profile has them.
    """

    slug: str
    says: str
