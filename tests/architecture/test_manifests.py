"""What the parts declare of themselves is unique, and speaks of things that exist."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.apps import apps

from lanyard.foundation.access.api import all_roles
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import Manifest


def test_each_name_is_declared_once() -> None:
    names = Counter(
        (kind, declared.slug)
        for manifest in registry.manifests()
        for kind in ("permissions", "verbs", "notice_kinds", "duties", "search")
        for declared in _declared(manifest, kind)
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_names_begin_with_their_manifest() -> None:
    strays = [
        declared.slug
        for manifest in registry.manifests()
        for kind in ("permissions", "verbs", "notice_kinds")
        for declared in _declared(manifest, kind)
        if not declared.slug.startswith(f"{manifest.slug}.")
    ]
    assert strays == []


def test_permissions_are_held_by_roles_that_exist() -> None:
    named = {
        (permission.slug, role)
        for manifest in registry.manifests()
        for permission in manifest.permissions
        for role in permission.held_by
    }
    assert {pair for pair in named if pair[1] not in all_roles()} == set()


def test_navigation_asks_for_permissions_that_exist() -> None:
    known = {p.slug for m in registry.manifests() for p in m.permissions} | {""}
    asked = {n.permission for m in registry.manifests() for n in m.navigation}
    assert asked - known == set()


def test_privacy_is_declared_of_fields_that_exist() -> None:
    fields = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("lanyard.")
        for field in model._meta.get_fields()
    }
    named = {name for manifest in registry.manifests() for name in manifest.privacy}
    assert named - fields == set()


def _declared(manifest: Manifest, kind: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(manifest, kind)
    return found
