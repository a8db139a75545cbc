"""The words of a manifest: what a part of the house declares of itself."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lanyard.foundation.registry.controls import Control


@dataclass(frozen=True)
class Navigation:
    """An entry of the main menu, for holders of ``permission`` ("" for all who signed in).

    ``for_staff`` leaves it out for learners, families and others who hold no role, ``for_members``
    for families alone: whoever neither works, studies nor helps here. The page itself stays.
    """

    label: Any
    url_name: str
    permission: str = ""
    icon: str = ""
    order: int = 50
    for_staff: bool = False
    for_members: bool = False


@dataclass(frozen=True)
class Permission:
    """Something that may be done, in a sentence, and the roles that give it."""

    slug: str
    sentence: str
    held_by: tuple[str, ...]


@dataclass(frozen=True)
class Verb:
    """An act that the audit trail knows. ``sentence`` may use {actor}, {subject}, detail names."""

    slug: str
    sentence: str


@dataclass(frozen=True)
class NoticeKind:
    """A reason to notify somebody. ``sentence`` is shown in the app only, never in a mail."""

    slug: str
    sentence: str
    acknowledge: bool = False


@dataclass(frozen=True)
class Duty:
    """Something that falls due, and who must do it."""

    slug: str
    sentence: str


@dataclass(frozen=True)
class DueItem:
    """One line of somebody's home page: what needs them, and by when."""

    sentence: Any
    url: str
    due: Any = None
    weight: int = 0


@dataclass(frozen=True)
class SearchEntry:
    """A kind of thing that search finds: ``find(person, words)`` gives (title, url) pairs."""

    slug: str
    label: Any
    find: Callable[[Any, str], Iterable[tuple[str, str]]]
    permission: str = ""


@dataclass(frozen=True)
class Indicator:
    """What a room tells those who answer for the whole: ``tell(person)`` gives (sentence, url)."""

    slug: str
    tell: Callable[[Any], Iterable[tuple[Any, str]]]
    permission: str = ""


@dataclass(frozen=True)
class Tally:
    """A number for a paper: what it counts, and of how many; None is kept back because small.

    ``group`` puts tallies that are compared with each other under one heading.
    """

    label: Any
    number: int | float | None
    of: int | None = None
    group: Any = ""
    #: The characteristic that is compared, for papers that compare people.
    about: str = ""


@dataclass(frozen=True)
class Measure:
    """What a room counts for the papers of those who answer for the whole.

    ``count(since, until)`` runs as the system of the organisation in force, over days with both
    ends in them. Only numbers may leave it, small ones kept back: a paper goes to people who may
    read none of the records. ``topic`` says which papers use it.
    """

    slug: str
    topic: str
    count: Callable[[datetime.date, datetime.date], Iterable[Tally]]


class PrivacyClass(enum.StrEnum):
    """How closely a field is held."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 - a class of fields, no password


#: The product's own default where no policy and no organisation says how long: years.
YEARS = 7


@dataclass(frozen=True)
class FieldPrivacy:
    """The privacy class of a model field and how long it is kept.

    ``years`` count from the end of the record (0 goes with it); None is for as long as the
    organisation is here, which nothing about a person may be.
    """

    privacy: PrivacyClass
    years: int | None = None


#: What most models need.
INTERNAL = FieldPrivacy(PrivacyClass.INTERNAL)
PERSONAL = FieldPrivacy(PrivacyClass.PERSONAL, YEARS)
CONFIDENTIAL = FieldPrivacy(PrivacyClass.CONFIDENTIAL, YEARS)
SECRET = FieldPrivacy(PrivacyClass.SECRET, 0)


@dataclass(frozen=True)
class Manifest:
    """Everything a part of the house declares of itself; see ``docs/adding-a-room``."""

    slug: str
    title: Any
    navigation: tuple[Navigation, ...] = ()
    permissions: tuple[Permission, ...] = ()
    verbs: tuple[Verb, ...] = ()
    notice_kinds: tuple[NoticeKind, ...] = ()
    duties: tuple[Duty, ...] = ()
    controls: tuple[Control, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    search: tuple[SearchEntry, ...] = ()
    measures: tuple[Measure, ...] = ()
    #: ``due(person)`` gives what needs the person now.
    due: Callable[[Any], Iterable[DueItem]] | None = None
    #: Event slug (such as "people.left") to a function of keywords, run in the transaction.
    listeners: Mapping[str, Callable[..., None]] = field(default_factory=dict)
    #: Event slug to a function of the same keywords that says in sentences what the listener would
    #: do; shown before somebody lets the event happen.
    foretells: Mapping[str, Callable[..., Iterable[Any]]] = field(default_factory=dict)
    #: Question slug (such as "risk.platform-assessed") to a function of keywords that answers it,
    #: for parts of the house that may not import this one.
    answers: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    #: Kind of record to whether one of them opens only with a fresh second factor, asked as its
    #: reader. Those who keep things for any record (files, notices) ask it before they open.
    walled: Mapping[str, Callable[[UUID], bool]] = field(default_factory=dict)
    #: ``beside(page, person)`` gives what is worth reading beside a page, named as in the addresses
    #: ("concerns:tell"), as (title, what it says, address); the person may be nobody.
    beside: Callable[[str, Any], Iterable[tuple[Any, Any, str]]] | None = None
    #: Fact slug to a function that says whether it holds, for the decisions of rooms that may not
    #: import this one; run as the system, in the transaction of the decision.
    facts: Mapping[str, Callable[[], bool]] = field(default_factory=dict)
    #: "Model" to what holds for all its fields, and "Model.field" where one is held otherwise.
    privacy: Mapping[str, FieldPrivacy] = field(default_factory=dict)
