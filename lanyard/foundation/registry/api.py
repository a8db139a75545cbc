"""The door to the registry: register a manifest at start, look across all of them later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar
from uuid import UUID

from lanyard.foundation.registry.controls import Control
from lanyard.foundation.registry.manifest import (
    Duty,
    FieldPrivacy,
    Manifest,
    Measure,
    NoticeKind,
    Permission,
    Verb,
)

__all__ = [
    "announce",
    "ask",
    "beside",
    "controls",
    "duty",
    "foretold",
    "holds",
    "manifests",
    "measures",
    "notice_kind",
    "permission",
    "privacy_of",
    "register",
    "verb",
    "walled",
]

Declared = TypeVar("Declared")

_manifests: dict[str, Manifest] = {}


def register(manifest: Manifest) -> None:
    """Add a manifest; called once from the app's ``ready``. A second of its slug is refused."""
    if _manifests.get(manifest.slug, manifest) is not manifest:
        raise ValueError(f"Two manifests are called {manifest.slug}.")
    _manifests[manifest.slug] = manifest


def manifests() -> Iterator[Manifest]:
    """Give every manifest in order of its slug."""
    for slug in sorted(_manifests):
        yield _manifests[slug]


def verb(slug: str) -> Verb:
    """Return an audit verb; raises LookupError where no manifest declares it."""
    return _one(slug, [v for m in _manifests.values() for v in m.verbs if v.slug == slug])


def permission(slug: str) -> Permission:
    """Return a permission; raises LookupError where no manifest declares it."""
    return _one(slug, [p for m in _manifests.values() for p in m.permissions if p.slug == slug])


def notice_kind(slug: str) -> NoticeKind:
    """Return a notice kind; raises LookupError where no manifest declares it."""
    return _one(slug, [k for m in _manifests.values() for k in m.notice_kinds if k.slug == slug])


def controls() -> dict[str, Control]:
    """Return every control that a manifest declares, by slug in order."""
    found = [control for manifest in manifests() for control in manifest.controls]
    return {control.slug: control for control in sorted(found, key=lambda one: one.slug)}


def measures(topic: str) -> list[Measure]:
    """Return what the parts of the house count for papers of a topic, in order of their slugs."""
    found = [one for manifest in manifests() for one in manifest.measures if one.topic == topic]
    return sorted(found, key=lambda one: one.slug)


def duty(slug: str) -> Duty:
    """Return a kind of duty; raises LookupError where no manifest declares it."""
    return _one(slug, [d for m in _manifests.values() for d in m.duties if d.slug == slug])


def announce(event: str, **facts: object) -> None:
    """Tell every listener of an event, in the caller's transaction."""
    for manifest in manifests():
        listener = manifest.listeners.get(event)
        if listener is not None:
            listener(**facts)


def ask(question: str, **facts: object) -> Any:
    """Return what the part that knows it answers to a question; None where no part does."""
    found = [m.answers[question] for m in manifests() if question in m.answers]
    if len(found) > 1:
        raise LookupError(f"{len(found)} manifests answer {question}; one may.")
    return found[0](**facts) if found else None


def beside(page: str, person: object) -> list[tuple[Any, Any, str]]:
    """Return what any part of the house offers to read beside a page, as its manifests say."""
    tellers = [m.beside for m in manifests() if m.beside is not None]
    return [one for tell in tellers for one in tell(page, person)]


def foretold(event: str, **facts: object) -> list[Any]:
    """Return what the listeners of an event would do, in sentences; nothing is done."""
    tellers = [m.foretells[event] for m in manifests() if event in m.foretells]
    return [sentence for tell in tellers for sentence in tell(**facts)]


def holds(fact: str) -> bool:
    """Say whether a fact of some part of the house holds now; none holds that nobody knows."""
    return any(manifest.facts[fact]() for manifest in manifests() if fact in manifest.facts)


def privacy_of(model: str, field: str) -> FieldPrivacy:
    """Return how a model's field is held and how long; raises LookupError where nobody says."""
    for name in (f"{model}.{field}", model):
        for manifest in _manifests.values():
            if name in manifest.privacy:
                return manifest.privacy[name]
    raise LookupError(f"No manifest says how {model}.{field} is held.")


def walled(kind: str, record_id: UUID | None) -> bool:
    """Say whether a record of some kind opens only with a fresh second factor."""
    asked = [m.walled[kind] for m in manifests() if kind in m.walled]
    return record_id is not None and any(ask(record_id) for ask in asked)


def _one(slug: str, found: list[Declared]) -> Declared:
    if len(found) != 1:
        raise LookupError(f"{len(found)} manifests declare {slug}; exactly one must.")
    return found[0]
