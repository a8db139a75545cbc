"""Who receives a concern, what happens on finding an image, when the police are told: as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lanyard.engine.policy.sources import Sourced
from lanyard.engine.policy.vocabulary import Offence
from lanyard.engine.policy.words import (
    About,
    Category,
    Finder,
    Origin,
    PoliceDuty,
    Reporter,
)


@dataclass(frozen=True, kw_only=True)
class Route(Sourced):
    """One row of a routing table: the first whose conditions hold and which leaves somebody, wins.

    A condition that is not given always holds. ``choose`` says that the reporter picks one of
    ``to`` (all are offered); ``excluded`` names roles kept out because they are the subject.
    """

    to: tuple[str, ...]
    category: tuple[Category, ...] = ()
    reporter: tuple[Reporter, ...] = ()
    source: tuple[Origin, ...] = ()
    serious: bool | None = None
    excluded: tuple[str, ...] = ()
    choose: bool = False
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StandingDuty(Sourced):
    """A duty (``slug``) that goes with every concern, or with some categories or subjects."""

    slug: str
    category: tuple[Category, ...] = ()
    about: tuple[About, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Routing:
    """The routing tables in the order in which they are tried (decision table D3).

    ``fallback`` is walked where a role found is vacant, or where a row leaves nobody.
    """

    about_dsl: tuple[Route, ...]
    about_head: tuple[Route, ...]
    about_staff: tuple[Route, ...]
    by_category: tuple[Route, ...]
    by_reporter: tuple[Route, ...]
    fallback: tuple[str, ...]
    standing: tuple[StandingDuty, ...] = ()

    def lanes(self, about: About | None) -> Iterator[tuple[str, tuple[Route, ...]]]:
        """Give the tables to try for a subject: its own, then category, then reporter."""
        if about is About.DSL:
            yield "about-dsl", self.about_dsl
        elif about is About.HEAD:
            yield "about-head", self.about_head
        elif about is About.STAFF:
            yield "about-staff", self.about_staff
        yield "by-category", self.by_category
        yield "by-reporter", self.by_reporter


@dataclass(frozen=True, kw_only=True)
class ImageRow(Sourced):
    """What somebody who finds a nude or semi-nude image must and must not do (D5).

    ``duties`` come from the row's own source; ``also`` are the product's additions;
    ``route_clauses`` say who is told where the rest of the row is a default.
    """

    finder: tuple[Finder, ...]
    answer: str
    to: tuple[str, ...]
    duties: tuple[str, ...]
    also: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    route_clauses: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImageAges(Sourced):
    """What the ages of those shown ask for: duties in one of the three situations."""

    duties: tuple[str, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ImageRules:
    """The pathway for nude and semi-nude images. ``adult_age`` and above is an adult."""

    adult_age: int
    finders: tuple[ImageRow, ...]
    all_children: ImageAges
    adult_and_child: ImageAges
    all_adults: ImageAges


@dataclass(frozen=True, kw_only=True)
class PoliceCategory(Sourced):
    """A category in which the police must be told, or whether to tell them must be decided."""

    category: tuple[Category, ...]
    duty: PoliceDuty


@dataclass(frozen=True, kw_only=True)
class PoliceKind(Sourced):
    """A kind of conduct with a rule of its own, whether illegal or only if (not) ``illegal``."""

    slug: str
    kind: tuple[Offence, ...]
    duty: PoliceDuty
    illegal: bool | None = None


@dataclass(frozen=True, kw_only=True)
class PoliceRule(Sourced):
    """Whether the police are told where conduct seems illegal (D9).

    ``must``: they are told. ``decide``: telling or not telling is decided and recorded with its
    reason. ``or_authority`` lets a report to the local safeguarding authority stand in.
    ``waived_by`` may waive a compulsory report with a reason.
    """

    duty: PoliceDuty
    or_authority: bool = False
    waived_by: tuple[str, ...] = ()
    evidence_bundle: bool = False
    categories: tuple[PoliceCategory, ...] = ()
    kinds: tuple[PoliceKind, ...]

    def for_category(self, category: Category | None) -> PoliceCategory | None:
        """Return the rule for a category, or None where it makes no police decision due."""
        return next((row for row in self.categories if category in row.category), None)
