"""Rules of a policy as rows: what must hold, and what is answered. The first row that fits wins.

A section of a profile holds two lists for a question. ``rules`` are the policy's own; ``otherwise``
are the product's, tried after them, and end in a row without conditions. A condition that is not
given always holds; one that ends in ``-not`` holds of anything else than what it lists.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cached_property

from lanyard.engine.policy.sources import Sourced
from lanyard.engine.policy.vocabulary import (
    AccountKind,
    Channel,
    Check,
    Clock,
    ConsentWay,
    Device,
    Direction,
    Outlet,
    Recipient,
    Relation,
    Rights,
    Sender,
    Subject,
    Taker,
    Word,
)


@dataclass(frozen=True, kw_only=True)
class Rule(Sourced):
    """One row. The fields of a question's own row, beyond these, are its conditions.

    ``near`` are clauses that bear on a row which is a default; ``also`` are duties that the product
    adds to those of the policy; ``quiet`` rows share one wording, so that nobody can tell which of
    them decided; ``declarable`` ones are lifted by a declaration that the lead recorded.
    """

    slug: str
    answer: Word
    approvers: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    quiet: bool = False
    declarable: bool = False

    @cached_property
    def tests(self) -> tuple[tuple[str, object, bool], ...]:
        """The conditions that are given: the term, what it must be, and whether it is negated."""
        return tuple(
            (name.removesuffix("_not"), wanted, name.endswith("_not"))
            for name in condition_fields(type(self))
            if (wanted := getattr(self, name)) not in (None, ())
        )


def condition_fields(kind: type[Rule]) -> tuple[str, ...]:
    """Return the names of the fields of a kind of row that are conditions."""
    common = {field.name for field in dataclasses.fields(Rule)}
    return tuple(f.name for f in dataclasses.fields(kind) if f.name not in common)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rows for one question, in the order in which they are tried."""

    rules: tuple[Rule, ...] = ()
    otherwise: tuple[Rule, ...]

    @cached_property
    def rows(self) -> tuple[Rule, ...]:
        """Every row in order."""
        return (*self.rules, *self.otherwise)

    @cached_property
    def quiet_clauses(self) -> tuple[str, ...]:
        """The clauses of all rows that share the quiet wording: the reason that is shown."""
        quiet = (row for row in self.rows if row.quiet)
        return tuple(dict.fromkeys(clause for row in quiet for clause in row.clauses))


@dataclass(frozen=True, kw_only=True)
class ConnectRule(Rule):
    """A row of D1.

    ``adult`` is whether the other person is 18; ``studied_as_child`` whether they ever studied here
    before they were; ``clock`` whether the wait after leaving is still to come (``not-begun``),
    runs, or is over.
    """

    relation: tuple[Relation, ...] = ()
    account: AccountKind | None = None
    direction: tuple[Direction, ...] = ()
    platform: tuple[str, ...] = ()
    platform_not: tuple[str, ...] = ()
    adult: bool | None = None
    studied_as_child: bool | None = None
    clock: tuple[Clock, ...] = ()
    vulnerable: bool | None = None
    deemed: bool | None = None
    responsible: bool | None = None
    own_childs_friend: bool | None = None
    site_authorised: bool | None = None
    second_staff: bool | None = None
    it_permission: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Declared(Sourced):
    """What a recorded declaration gives, and who decides one that is pending."""

    approvers: tuple[str, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Connect(Rules):
    """Who may connect with whom on social media (D1)."""

    rules: tuple[ConnectRule, ...] = ()
    otherwise: tuple[ConnectRule, ...]
    declared: Declared | None = None


@dataclass(frozen=True, kw_only=True)
class MessageRule(Rule):
    """A row of D2.

    ``awaits`` holds while one of the roles it names has not approved, or not lately enough;
    ``leadership_approved`` is whether the channel is on the senior leadership's list.
    """

    channel: tuple[Channel, ...] = ()
    channel_not: tuple[Channel, ...] = ()
    recipient: tuple[Recipient, ...] = ()
    device: Device | None = None
    account: Sender | None = None
    own_contact_details: bool | None = None
    leadership_approved: bool | None = None
    awaits: tuple[str, ...] = ()
    it_permission: bool | None = None
    risk_assessed: bool | None = None
    lawful_basis: bool | None = None
    out_of_hours: bool | None = None
    urgent: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Message(Rules):
    """By which channel a message may go (D2)."""

    rules: tuple[MessageRule, ...] = ()
    otherwise: tuple[MessageRule, ...]


@dataclass(frozen=True, kw_only=True)
class PublishRule(Rule):
    """A row of D4, in the order of its gates.

    ``consented`` is whether everybody who must be asked has consented for the outlet; ``assented``
    whether those under 18 did so themselves; ``checks_wanting`` holds while one was not made.
    """

    rights: tuple[Rights, ...] = ()
    device: Device | None = None
    taken_by: tuple[Taker, ...] = ()
    learning_activity: bool | None = None
    tutor_authorised: bool | None = None
    one_to_one: bool | None = None
    outlet: tuple[Outlet, ...] = ()
    consented: bool | None = None
    assented: bool | None = None
    names_shown: bool | None = None
    named_with_consent: bool | None = None
    on_premises: bool | None = None
    doubt: bool | None = None
    awaits: tuple[str, ...] = ()
    checks_wanting: tuple[Check, ...] = ()
    freeze: bool | None = None
    publisher_not: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Consent(Sourced):
    """Who must consent to a picture, and who consents for them under 18 and from then on.

    ``afresh``: a consent of one's own that was given under 18 does not last beyond it.
    """

    subjects: tuple[Subject, ...]
    under_18: ConsentWay
    adult: ConsentWay
    afresh: bool = False


@dataclass(frozen=True, kw_only=True)
class Publish(Rules):
    """Which picture may be published where (D4)."""

    rules: tuple[PublishRule, ...] = ()
    otherwise: tuple[PublishRule, ...]
    consent: Consent
