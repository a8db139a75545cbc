"""The secrets that tables of other parts keep, sealed with the organisation's key."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import keys

_held: dict[str, str] = {}


def holds_secrets(model: str, field: str) -> None:
    """Declare that a column holds what ``seal_secret`` gave; called once at start.

    A key is retired only when no declared column needs it any more, so an undeclared one would lose
    its secrets: the architecture tests look for it.
    """
    _held[model] = field


def holders() -> dict[str, str]:
    """Return the declared columns, by model."""
    return dict(_held)


def seal_anew(*, version: int) -> int:
    """Seal every secret that an older key seals with the newest; return how many."""
    renewed = 0
    with system_duty("seal secrets anew"):
        for row, field in _rows(lock=True):
            sealed = bytes(getattr(row, field))
            if keys.version_of(sealed) != version:
                setattr(row, field, keys.seal(keys.unseal(sealed)))
                row.save(update_fields=[field])
                renewed += 1
    return renewed


def versions_needed() -> set[int]:
    """Return the versions of the key that a secret still needs."""
    with system_duty("look which keys are needed"):
        return {keys.version_of(bytes(getattr(row, field))) for row, field in _rows(lock=False)}


def _rows(*, lock: bool) -> Iterator[tuple[Model, str]]:
    for label, field in _held.items():
        found = apps.get_model(label)._default_manager.exclude(**{f"{field}__isnull": True})
        for row in found.select_for_update() if lock else found:
            if bytes(getattr(row, field)):
                yield row, field
