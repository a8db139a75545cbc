"""Who has to consent for somebody, asked of the policy's own table of publication. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from lanyard.engine.decisions.api import Word, decide
from lanyard.engine.policy.api import Profile
from lanyard.rooms.consent.models import Channel, Giver

_QUESTION = "media.publish"
#: Everything but consent and names, taken to be in order.
_OTHERWISE_IN_ORDER: Mapping[str, Any] = {
    "rights": "owned", "device": "organisation", "taken_by": "staff", "learning_activity": True,
    "tutor_authorised": True, "one_to_one": False, "on_premises": False, "doubt": False,
    "approvals": [], "checks": ["quality", "privacy"], "publisher": "marketing-team",
    "freeze": False,
}  # fmt: skip
_STOPS = frozenset({Word.NO, Word.UNKNOWN, Word.ASK_FIRST})
_WAYS: tuple[tuple[Giver, ...], ...] = (
    (),
    (Giver.SELF,),
    (Giver.PARENT,),
    (Giver.SELF, Giver.PARENT),
)
Subject = dict[str, Any]


def may_be_shown(
    profile: Profile, subject: Subject, channel: str, on: datetime.date, *, named: bool = False
) -> bool:
    """Say whether nothing of consent or names stands against showing somebody in a channel."""
    facts = {
        **_OTHERWISE_IN_ORDER, "channel": channel, "names_shown": named, "subjects": [subject],
    }  # fmt: skip
    return decide(_QUESTION, profile, on, facts).answer not in _STOPS


def must_consent(
    profile: Profile, kind: str, born: datetime.date | None, on: datetime.date
) -> tuple[Giver, ...]:
    """Return whose consent it takes for somebody on a day: nobody's, one's, or both's.

    POR-IMG-02: a parent or guardian under 18. Where no way is enough, because the day of birth is
    not known, both are asked.
    """
    for way in _WAYS:
        if may_be_shown(profile, _would_be(kind, born, way, on), Channel.SOCIAL, on):
            return way
    return (Giver.SELF, Giver.PARENT)


def _would_be(
    kind: str, born: datetime.date | None, way: tuple[Giver, ...], on: datetime.date
) -> Subject:
    return subject(
        kind, born, [consent_of(by, [Channel.SOCIAL], on, on, named=False) for by in way]
    )


def subject(kind: str, born: datetime.date | None, consents: list[dict[str, Any]]) -> Subject:
    """Return somebody as the question about publishing takes them.

    Any consent that holds stands for the signed form that one policy asks for (LAN-DD-08A).
    """
    known = {"born": born.isoformat()} if born else {}
    return {"kind": kind, "form": bool(consents), "consents": consents, **known}


def consent_of(
    by: str, channels: list[str], since: datetime.date, until: datetime.date, *, named: bool
) -> dict[str, Any]:
    """Return a consent as the question about publishing takes it."""
    return {
        "by": str(by), "channels": [str(one) for one in channels], "names": named,
        "given_on": since.isoformat(), "expires_on": until.isoformat(),
    }  # fmt: skip


def names_are_possible(profile: Profile, on: datetime.date) -> bool:
    """Say whether the policy lets anybody be named beside a picture at all (OAK-4.4-05)."""
    both = [consent_of(by, [Channel.SOCIAL], on, on, named=True) for by in Giver]
    long_ago = on - datetime.timedelta(days=30 * 366)
    grown = subject("learner", long_ago, both)
    return may_be_shown(profile, grown, Channel.SOCIAL, on, named=True)


def names_need_consent(profile: Profile, on: datetime.date) -> bool:
    """Say whether somebody may be named with consent to that, and not without (COM-IMG-05)."""
    shown = [consent_of(by, [Channel.SOCIAL], on, on, named=False) for by in Giver]
    long_ago = on - datetime.timedelta(days=30 * 366)
    silent = may_be_shown(
        profile, subject("learner", long_ago, shown), Channel.SOCIAL, on, named=True
    )
    return names_are_possible(profile, on) and not silent
