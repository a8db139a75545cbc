"""Asking for approval from an answer: what may be approved, by whom, and what it then answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from lanyard.engine.answers.models import Clearance, KeptAnswer
from lanyard.engine.approvals import api as approvals
from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import Chain, Profile
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person, line_manager_of

State = Clearance.State
APPROVAL = "answers.clearance"
RECORD = "clearance"
#: The longest that an approval lasts where the policy sets no review: Lanyard's default.
LONGEST_DAYS = 365
#: The duty to say what became of data that was taken away.
DATA_BACK = "answers.data-back"
#: What is taken away under such an approval comes back or is deleted when it is over (OAK-4.5-06).
TAKES_AWAY = frozenset({"personal-data-off-site"})
_OWN = "line-manager"
_SENT = ("recipient", "channel", "device", "account")


@dataclass(frozen=True)
class Kind:
    """Something that can be approved: the fact it answers, the profile's chain, and its scope.

    ``review`` is the profile's interval after which it has to be asked for again. A profile that
    has no such chain has nobody ask for it here.
    """

    question: str
    fact: str
    chain: str
    scope: tuple[str, ...]
    review: str = ""

    @property
    def granted(self) -> Any:
        """What the fact is taken to be while nobody has approved anything."""
        return [] if self.fact == "approvals" else False


KINDS = (
    Kind("contact.message", "approvals", "direct-messages", _SENT, "direct-message-review"),
    Kind("contact.message", "it_permission", "external-platform", _SENT),
    Kind("contact.connect", "it_permission", "external-platform",
         ("platform", "account", "relation")),
    Kind("web.use", "line_manager_authorised", "work-use-of-social-media", ()),
    Kind("account.post", "line_manager_authorised", "work-use-of-social-media", ()),
    Kind("data.remove", "manager_permission", "personal-data-off-site", ("data", "device")),
)  # fmt: skip


class NobodyDecides(LookupError):
    """A post of the chain has nobody who could decide; the text names it."""


@dataclass(frozen=True)
class Wish:
    """What somebody wants approved: for whom, what for, what was tried instead, until when."""

    purpose: str
    until: datetime.date
    whom: str = ""
    instead: str = ""
    scope: Mapping[str, Any] | None = None


def kinds_of(question: str, profile: Profile) -> list[Kind]:
    """Return what can be approved of a question under a profile."""
    known = {chain.slug for chain in profile.chains}
    return [kind for kind in KINDS if kind.question == question and kind.chain in known]


def kind_called(question: str, fact: str, profile: Profile) -> Kind:
    """Return one of them; raises LookupError where the profile knows it no more."""
    for kind in kinds_of(question, profile):
        if kind.fact == fact:
            return kind
    raise LookupError(f"Nobody approves {fact} of {question} here.")


def latest_day(kind: Kind, profile: Profile, on: datetime.date) -> datetime.date:
    """Return the last day for which something may be approved."""
    set_by_policy = (one.after(on) for one in profile.intervals if one.slug == kind.review)
    return next(set_by_policy, None) or on + datetime.timedelta(LONGEST_DAYS)


def helpful(kind: Kind, profile: Profile, on: datetime.date) -> Any:
    """Return what the fact will be once everybody has approved."""
    if kind.fact != "approvals":
        return True
    return [{"role": role, "on": on.isoformat()} for role in profile.chain(kind.chain).steps]


def cleared(
    question: str, profile: Profile, asker: Person, facts: Mapping[str, Any], on: datetime.date
) -> tuple[dict[str, Any], Clearance | None]:
    """Return the facts that approvals answer, and the approval, or the request that still waits.

    Nobody's own word counts for an approval that is asked for here (POR-DM-01, COM-DIG-03).
    """
    kinds = kinds_of(question, profile)
    if not kinds:
        return {}, None
    mine = Clearance.objects.filter(
        person_id=asker.pk, chain__in=[kind.chain for kind in kinds], until__gte=on,
        state__in=(State.OPEN, State.APPROVED),
    )  # fmt: skip
    fitting = [one for one in mine if _fits(one, facts)]
    held = next((one for one in fitting if one.holds(on)), None)
    found = {
        kind.fact: _value(kind, held) if held and held.chain == kind.chain else kind.granted
        for kind in kinds
    }
    return found, held or next(iter(fitting), None)


def _value(kind: Kind, held: Clearance) -> Any:
    if kind.fact != "approvals":
        return True
    return [{**entry, "review_on": held.until.isoformat()} for entry in held.approvals]


def _fits(one: Clearance, facts: Mapping[str, Any]) -> bool:
    """Say whether nothing that is known differs from what was approved."""
    return all(
        _plain(value) == _plain(facts[name]) for name, value in one.scope.items() if name in facts
    )


def _plain(value: Any) -> Any:
    return value.strip().casefold() if isinstance(value, str) else value


@transaction.atomic
def ask_for(
    kept: KeptAnswer, kind: Kind, wish: Wish, *, by: Person, told: Iterable[tuple[str, str]]
) -> Clearance:
    """Ask the posts of the profile's chain to approve what an answer refuses; they are told.

    Raises NobodyDecides where a post of the chain is held by nobody but the asker, ValueError
    without a purpose or for too late a day.
    """
    profile, today = profile_in_force().profile, timezone.localdate()
    if not wish.purpose.strip() or not today <= wish.until <= latest_day(kind, profile, today):
        raise ValueError("An approval has a purpose, and an end in time.")
    chain = profile.chain(kind.chain)
    own = _own(chain, by)
    _somebody_decides(profile, chain, own, by)
    scope = {**kept.given, **(wish.scope or {})}
    with system_duty("ask for approval of what is refused"):
        posts = access.circle_of(role for role in chain.steps if role not in own)
        made = Clearance.objects.create(
            person_id=by.pk, asked_by=str(by), answer_id=kept.pk, question=kind.question,
            fact=kind.fact, chain=chain.slug, title=chain.title, told=[list(one) for one in told],
            scope={name: scope[name] for name in kind.scope if name in scope},
            whom=wish.whom.strip(), purpose=wish.purpose.strip(), instead=wish.instead.strip(),
            until=wish.until, circle_id=posts.pk,
        )  # fmt: skip
    for person in own.values():
        access.grant(RECORD, made.pk, person, because="Decides on what was asked")
    approvals.ask(
        APPROVAL, _asked_of(profile, chain, own), by=by, subject=(RECORD, made.pk),
        title=made.title, url=reverse("answers:clearance", args=[made.pk]),
    )  # fmt: skip
    return made


def _own(chain: Chain, by: Person) -> dict[str, UUID]:
    manager = line_manager_of(by) if _OWN in chain.steps else None
    return {_OWN: manager.pk} if manager else {}


def _asked_of(profile: Profile, chain: Chain, own: Mapping[str, UUID]) -> approvals.Chain:
    titles = [(role, profile.title_of(role)) for role in chain.steps]
    ordered = chain.ordered and len(chain.steps) > 1
    return approvals.Chain(titles, ordered, chain.clauses, chain.default, own)


def _somebody_decides(
    profile: Profile, chain: Chain, own: Mapping[str, UUID], by: Person
) -> None:  # fmt: skip
    for role in chain.steps:
        if role == _OWN:
            able = {own[role]} if role in own else set()
        else:
            able = set(access.holders_of(role))
        if not able - {by.pk}:
            raise NobodyDecides(profile.title_of(role))


def decided(
    *, approval_kind: str, subject_id: UUID, approval: approvals.Approval, by: Person,
    **_facts: object,
) -> None:  # fmt: skip
    """Note what became of a request, in the transaction of the last word on it."""
    if approval_kind != APPROVAL:
        return
    one = Clearance.objects.select_for_update().get(pk=subject_id)
    one.state = str(approval.state)
    if one.state == State.APPROVED:
        one.decided_on = timezone.localdate()
        one.approvals = [
            {"role": step.role, "on": timezone.localdate(step.decided_at).isoformat()}
            for step in approval.steps.all() if step.decided_at
        ]  # fmt: skip
    one.save(update_fields=["state", "decided_on", "approvals"])


@transaction.atomic
def end(one: Clearance, *, by: Person, because: str) -> None:
    """End an approval before its day, with a reason; the asker is told. Raises ValueError twice."""
    one.refresh_from_db(from_queryset=Clearance.objects.select_for_update())
    if one.state != State.APPROVED or not because.strip():
        raise ValueError("An approval that holds is ended once, with a reason.")
    one.state, one.ended_because = State.ENDED, because.strip()
    one.ended_by, one.ended_by_name = by.pk, str(by)
    one.save(update_fields=["state", "ended_because", "ended_by", "ended_by_name"])
    audit.record(
        "answers.clearance-ended", by=by, subject=one.title, kind=RECORD, subject_id=one.pk,
        because=one.ended_because,
    )  # fmt: skip
    if by.pk != one.person_id:
        notices.notify(
            "answers.clearance-ended", [one.person_id], event=f"clearance-ended:{one.pk}",
            subject_kind=RECORD, subject_id=one.pk,
            url=reverse("answers:clearance", args=[one.pk]),
        )  # fmt: skip
    if one.chain in TAKES_AWAY:
        duties.keep_errands(DATA_BACK, about=[one.pk])


def to_confirm(on: datetime.date) -> QuerySet[Clearance]:
    """Return the approvals that are over while nobody has said what became of what they took away.

    Row security leaves those of the asker and of whoever decided.
    """
    over = Q(state=State.ENDED) | Q(state=State.APPROVED, until__lte=on)
    return Clearance.objects.filter(over, chain__in=TAKES_AWAY, back_on=None).order_by(
        "until", "id"
    )


@transaction.atomic
def confirm_back(one: Clearance, *, by: Person, how: str) -> None:
    """Keep that data taken off site came back or was deleted (OAK-4.5-06).

    Raises ValueError for another's, for an approval that takes nothing away or never held, and for
    a second word.
    """
    one.refresh_from_db(from_queryset=Clearance.objects.select_for_update())
    held = one.state in (State.APPROVED, State.ENDED) and one.chain in TAKES_AWAY
    if one.person_id != by.pk or not held or one.back_on or how not in Clearance.Back.values:
        raise ValueError("Whoever took data away says once what became of it.")
    one.back_how, one.back_on = how, timezone.localdate()
    one.save(update_fields=["back_how", "back_on"])
    audit.record(
        "answers.data-back", by=by, subject=one.title, kind=RECORD, subject_id=one.pk, how=how
    )
    duties.errand_done(
        DATA_BACK, one.pk, by=by, evidence=one.get_back_how_display(), record=(RECORD, one.pk)
    )
