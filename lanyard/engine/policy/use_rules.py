"""Rules about searches, the use of the web, data that leaves, and recruitment (D7, D8, D11, D12).

A condition that names several words holds for each of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lanyard.engine.policy.rules import Rule, Rules
from lanyard.engine.policy.vocabulary import (
    Carrier,
    Folder,
    Holding,
    Purpose,
    Searched,
    Site,
    TimeOfDay,
    User,
)


@dataclass(frozen=True, kw_only=True)
class SearchRule(Rule):
    """A row of D7. The purpose ``none`` is that of a search that names no purpose."""

    requester_is_subject: bool | None = None
    subject: tuple[Searched, ...] = ()
    purpose: tuple[Purpose, ...] = ()
    purpose_not: tuple[Purpose, ...] = ()
    notified: bool | None = None
    folder: Folder | None = None
    second_approval: bool | None = None
    release_outside: bool | None = None
    requested_by_authority: bool | None = None
    secure: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Search(Rules):
    """When logs or a mailbox may be searched."""

    rules: tuple[SearchRule, ...] = ()
    otherwise: tuple[SearchRule, ...]


@dataclass(frozen=True, kw_only=True)
class WebRule(Rule):
    """A row of D8."""

    person: User | None = None
    social: bool | None = None
    time: tuple[TimeOfDay, ...] = ()
    teaching_safe_use: bool | None = None
    official_account: bool | None = None
    approved_user: bool | None = None
    line_manager_authorised: bool | None = None
    trained: bool | None = None
    programme_needs: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Web(Rules):
    """When the web and social media may be used."""

    rules: tuple[WebRule, ...] = ()
    otherwise: tuple[WebRule, ...]


@dataclass(frozen=True, kw_only=True)
class RemovalRule(Rule):
    """A row of D11; ``carrier`` is on what the data would leave."""

    data: tuple[Holding, ...] = ()
    carrier: tuple[Carrier, ...] = ()
    manager_permission: bool | None = None
    encrypted: bool | None = None
    password: bool | None = None
    policy_consulted: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Removal(Rules):
    """Whether data may leave."""

    rules: tuple[RemovalRule, ...] = ()
    otherwise: tuple[RemovalRule, ...]


@dataclass(frozen=True, kw_only=True)
class RecruitmentRule(Rule):
    """A row of D12."""

    site: Site | None = None
    finding_protected: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Recruitment(Rules):
    """Which profiles a recruiter may look at."""

    rules: tuple[RecruitmentRule, ...] = ()
    otherwise: tuple[RecruitmentRule, ...]
