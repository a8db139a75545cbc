"""Tables know only tables of their own part or of parts below."""

from __future__ import annotations

import re

from django.apps import apps
from django.db.models import Field, Model

from lanyard.foundation.files import held
from tests.architecture import house


def test_no_foreign_key_points_upwards() -> None:
    upward = []
    for model in _models():
        for field in model._meta.get_fields(include_hidden=True):
            target = getattr(field, "related_model", None)
            if not isinstance(field, Field) or target is None or not _ours(target):
                continue
            here, there = _part(model), _part(target)
            if here != there and not house.is_above(here, there):
                upward.append(f"{model._meta.label}.{field.name} points to {target._meta.label}")
    assert upward == []


def test_every_record_of_an_organisation_has_an_unguessable_key() -> None:
    numbered = [
        model._meta.label
        for model in _models()
        if any(field.name == "organisation" for field in model._meta.get_fields())
        and model._meta.pk.get_internal_type() != "UUIDField"
        and model._meta.label != "organisations.HostName"
    ]
    assert numbered == []


def _models() -> list[type[Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if _ours(m)]


def _ours(model: type[Model]) -> bool:
    return model.__module__.startswith("lanyard.")


def _part(model: type[Model]) -> str:
    return house.package_of(model.__module__)


def test_whoever_seals_secrets_says_in_which_column() -> None:
    """Else the secrets would be lost when the key that sealed them is retired."""
    sealing = {
        house.package_of(house.module_name(path))
        for path in house.sources()
        if re.search(r"\bseal_secret\(", path.read_text("utf-8"))
    }
    declared = {_part(apps.get_model(label)) for label in held.holders()}
    assert sealing == declared
