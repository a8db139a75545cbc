"""Rules about official accounts: when one goes live, and who posts on it (D6)."""

from __future__ import annotations

from dataclasses import dataclass

from lanyard.engine.policy.rules import Rule, Rules
from lanyard.engine.policy.sources import Sourced
from lanyard.engine.policy.vocabulary import PostKind


@dataclass(frozen=True, kw_only=True)
class GoLiveRule(Rule):
    """A row of D6, first half.

    ``second_admin`` has to be known; ``short_of_admins`` is taken to be false until it is.
    """

    acknowledged: bool | None = None
    form_complete: bool | None = None
    confusable_name: bool | None = None
    risk_assessed: bool | None = None
    it_permission: bool | None = None
    rejected_by: tuple[str, ...] = ()
    approved: bool | None = None
    it_applied: bool | None = None
    mandatory_admins: bool | None = None
    second_admin: bool | None = None
    short_of_admins: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Weigh(Sourced):
    """What an approver has to weigh in writing; a ``test`` is met, or nothing is approved."""

    role: str
    label: str
    test: bool = False


@dataclass(frozen=True, kw_only=True)
class Approval(Sourced):
    """Whose approvals it takes, and whether one after the other and by different people.

    Those who may stand in for any of the steps are ``stand_ins``; ``weigh`` is what each of them
    writes down.
    """

    steps: tuple[str, ...]
    ordered: bool = False
    different_people: bool = False
    stand_ins: tuple[str, ...] = ()
    weigh: tuple[Weigh, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Admins(Sourced):
    """How many administrators an account has at least, and which must be among them."""

    steps: tuple[str, ...]
    least: int


@dataclass(frozen=True, kw_only=True)
class GoLive(Rules):
    """When an official account goes live."""

    rules: tuple[GoLiveRule, ...] = ()
    otherwise: tuple[GoLiveRule, ...]
    approval: Approval
    admins: Admins


@dataclass(frozen=True, kw_only=True)
class PostRule(Rule):
    """A row of D6, second half."""

    kind: tuple[PostKind, ...] = ()
    freeze: bool | None = None
    author_role_not: tuple[str, ...] = ()
    account_owner: bool | None = None
    authorised: bool | None = None
    working_time: bool | None = None
    line_manager_authorised: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Post(Rules):
    """Who posts on an official account."""

    rules: tuple[PostRule, ...] = ()
    otherwise: tuple[PostRule, ...]
