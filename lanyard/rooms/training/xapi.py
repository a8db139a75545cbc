"""xAPI statements: what is a well-formed one, and what it says of a completion. Pure."""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

VERSION = "1.0.3"
_VERBS = "http://adlnet.gov/expapi/verbs/"
COMPLETED = frozenset({f"{_VERBS}completed", f"{_VERBS}passed", f"{_VERBS}mastered"})
VOIDED = f"{_VERBS}voided"
_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:\S+")
_KNOWN = {
    "id", "actor", "verb", "object", "result", "context", "timestamp", "stored", "authority",
    "version", "attachments",
}  # fmt: skip


class Malformed(ValueError):
    """A statement that the standard refuses; the text names the property."""


@dataclass(frozen=True)
class Said:
    """What a statement says, as far as training is concerned."""

    id: uuid.UUID
    verb: str
    email: str
    activity: str
    names: tuple[str, ...]
    at: datetime.datetime
    done: bool
    score: int | None


def said_by(data: Any, *, now: datetime.datetime) -> Said:
    """Return what a statement says; raises Malformed."""
    if not isinstance(data, Mapping):
        raise Malformed("statement: is no object")
    if unknown := set(data) - _KNOWN:
        raise Malformed(f"{min(unknown)}: is unknown")
    verb = _verb(data.get("verb"))
    actor = _object(data, "actor")
    thing = _object(data, "object")
    activity = str(thing.get("id", ""))
    if thing.get("objectType", "Activity") == "Activity" and not _IRI.fullmatch(activity):
        raise Malformed("object.id: is no IRI")
    result = data.get("result") or {}
    if not isinstance(result, Mapping):
        raise Malformed("result: is no object")
    undone = result.get("completion") is False or result.get("success") is False
    return Said(
        _id(data.get("id")), verb, _email(actor), activity, _names(thing),
        _moment(data.get("timestamp"), now), verb in COMPLETED and not undone, _score(result),
    )  # fmt: skip


def _object(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name)
    if not isinstance(found, Mapping):
        raise Malformed(f"{name}: is missing")
    return found


def _verb(verb: Any) -> str:
    said = verb.get("id") if isinstance(verb, Mapping) else None
    if not isinstance(said, str) or not _IRI.fullmatch(said):
        raise Malformed("verb.id: is no IRI")
    return said


def _email(actor: Mapping[str, Any]) -> str:
    """Return the address of the actor, from the mailbox or an account named by one."""
    marks = [name for name in ("mbox", "mbox_sha1sum", "openid", "account") if name in actor]
    if len(marks) != 1:
        raise Malformed("actor: needs exactly one of mbox, mbox_sha1sum, openid, account")
    mbox = actor.get("mbox", "")
    if "mbox" in actor and not (isinstance(mbox, str) and mbox.startswith("mailto:")):
        raise Malformed("actor.mbox: begins with mailto:")
    account = actor.get("account", {})
    if not isinstance(account, Mapping):
        raise Malformed("actor.account: is no object")
    return mbox.removeprefix("mailto:") or str(account.get("name", ""))


def _names(thing: Mapping[str, Any]) -> tuple[str, ...]:
    definition = thing.get("definition") or {}
    names = definition.get("name") if isinstance(definition, Mapping) else None
    return tuple(map(str, names.values())) if isinstance(names, Mapping) else ()


def _id(said: Any) -> uuid.UUID:
    if said is None:
        return uuid.uuid4()
    try:
        return uuid.UUID(str(said))
    except ValueError:
        raise Malformed("id: is no UUID") from None


def _moment(said: Any, now: datetime.datetime) -> datetime.datetime:
    if said is None:
        return now
    try:
        found = datetime.datetime.fromisoformat(str(said).replace("Z", "+00:00"))
    except ValueError:
        raise Malformed("timestamp: is no ISO 8601 time") from None
    if found.tzinfo is None:
        raise Malformed("timestamp: names no time zone")
    return min(found, now)


def _score(result: Mapping[str, Any]) -> int | None:
    score = result.get("score")
    if score is None:
        return None
    if not isinstance(score, Mapping):
        raise Malformed("result.score: is no object")
    scaled = score.get("scaled")
    if scaled is None:
        return None
    if isinstance(scaled, bool) or not isinstance(scaled, int | float) or not -1 <= scaled <= 1:
        raise Malformed("result.score.scaled: lies between -1 and 1")
    return max(0, round(100 * scaled))
