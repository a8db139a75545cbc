"""What the parts declare of themselves is unique, and speaks of things that exist."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.apps import apps
from django.db.models import Model

from lanyard.engine.clauses.words import ROOMS
from lanyard.engine.policy.api import catalogue
from lanyard.foundation.access.api import all_roles
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import Manifest, PrivacyClass


def test_each_name_is_declared_once() -> None:
    names = Counter(
        (kind, declared.slug)
        for manifest in registry.manifests()
        for kind in ("permissions", "verbs", "notice_kinds", "duties", "search")
        for declared in _declared(manifest, kind)
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_parts_that_have_controls_are_called_by_a_name() -> None:
    declared = {one.room for one in catalogue().controls.values()}
    held = {manifest.slug for manifest in registry.manifests() if manifest.controls}
    assert (declared | held) - set(ROOMS) == set()


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


def test_what_is_foretold_is_listened_for() -> None:
    idle = [
        f"{manifest.slug} foretells {event}"
        for manifest in registry.manifests()
        for event in manifest.foretells
        if event not in manifest.listeners
    ]
    assert idle == []


def test_privacy_is_declared_of_models_and_fields_that_exist() -> None:
    known = {f"{model}.{field}" for model, field in _fields()} | {model for model, _ in _fields()}
    named = Counter(name for manifest in registry.manifests() for name in manifest.privacy)
    assert set(named) - known == set()
    assert [name for name, times in named.items() if times > 1] == []


def test_every_field_of_every_model_says_how_it_is_held_and_how_long() -> None:
    silent, forever = [], []
    for model, field in _fields():
        try:
            held = registry.privacy_of(model, field)
        except LookupError:
            silent.append(f"{model}.{field}")
            continue
        if held.years is None and held.privacy not in (PrivacyClass.PUBLIC, PrivacyClass.INTERNAL):
            forever.append(f"{model}.{field}")
    assert (silent, forever) == ([], [])


def test_each_model_is_declared_by_the_part_that_holds_it() -> None:
    strays = [
        f"{manifest.slug} declares {name}"
        for manifest in registry.manifests()
        for name in manifest.privacy
        if _home_of(name.partition(".")[0]) != manifest.slug
    ]
    assert strays == []


def test_an_exception_differs_from_what_holds_for_its_model() -> None:
    idle = [
        name
        for manifest in registry.manifests()
        for name, held in manifest.privacy.items()
        if "." in name and manifest.privacy.get(name.partition(".")[0]) == held
    ]
    assert idle == []


def test_free_text_about_people_and_keys_are_held_closely() -> None:
    closely = {PrivacyClass.CONFIDENTIAL, PrivacyClass.SECRET}
    narrative = [
        ("Vulnerability", "note"), ("Concern", "happened"), ("ChronologyEntry", "text"),
        ("LowLevel", "what"), ("Draft", "answers"), ("ImportRun", "content"),
        ("Account", "password"), ("OrganisationKey", "wrapped"), ("Receipt", "code_hash"),
    ]  # fmt: skip
    assert {registry.privacy_of(*one).privacy for one in narrative} <= closely


def _ours() -> list[type[Model]]:
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if model.__module__.startswith("lanyard.")]


def _fields() -> list[tuple[str, str]]:
    return [(m.__name__, f.name) for m in _ours() for f in m._meta.concrete_fields]


def _home_of(name: str) -> str:
    (model,) = [model for model in _ours() if model.__name__ == name]
    return str(model._meta.app_label)


def _declared(manifest: Manifest, kind: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = getattr(manifest, kind)
    return found
