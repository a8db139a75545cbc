"""A step of a migration makes anew what it must, and no more."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from lanyard.foundation.database.migrating import step_by_step

Fields: TypeAlias = "list[tuple[str, models.Field[Any, Any]]]"
_NAMES = ("college", "person", "report", "post")


def _points_to(name: str) -> models.Field[Any, Any]:
    return models.ForeignKey(f"made.{name}", models.CASCADE, related_name="+")


def _state() -> ProjectState:
    """Four models: people and posts belong to a college, reports to it and to a person."""
    state = ProjectState()
    key: Fields = [("id", models.AutoField(primary_key=True))]
    belongs: Fields = [*key, ("college", _points_to("College"))]
    for name, fields in (
        ("College", key), ("Person", belongs), ("Post", belongs),
        ("Report", [*belongs, ("person", _points_to("Person"))]),
    ):  # fmt: skip
        state.add_model(ModelState("made", name, fields))
    assert state.apps
    return state


def _new_after(state: ProjectState, step: str) -> set[str]:
    """Return which classes are others after a step."""
    before = {name: state.apps.get_model("made", name) for name in _NAMES}
    name = models.TextField(default="")
    match step:
        case "a model comes":
            key: Fields = [("id", models.AutoField(primary_key=True))]
            fields = [*key, ("on", _points_to("Person"))]
            state.add_model(ModelState("made", "Note", fields))
        case "a field comes":
            state.add_field("made", "person", "name", name, preserve_default=True)
        case "a link comes":
            state.add_field("made", "post", "held_by", _points_to("Person"), preserve_default=True)
        case "a link changes":
            link = models.OneToOneField("made.Person", models.CASCADE, related_name="+")
            state.alter_field("made", "report", "person", link, preserve_default=True)
        case "a link goes":
            state.remove_field("made", "report", "person")
    return {name for name in _NAMES if state.apps.get_model("made", name) is not before[name]}


@pytest.mark.parametrize(
    ("step", "anew"),
    [
        ("a model comes", set()),
        ("a field comes", {"person", "report"}),
        ("a link comes", {"post"}),
        ("a link changes", set(_NAMES)),
        ("a link goes", set(_NAMES)),
    ],
)
def test_a_step_makes_anew_its_model_and_what_points_to_it(step: str, anew: set[str]) -> None:
    with step_by_step():
        state = _state()
        assert _new_after(state, step) == anew


def test_python_that_runs_in_between_gets_models_that_know_of_each_other() -> None:
    with step_by_step():
        state = _state()
        _new_after(state, "a link comes")
        state.clear_delayed_apps_cache()  # what RunPython does first
    for _ in range(2):
        held = state.apps.get_model("made", "post")._meta.get_field("held_by").remote_field
        assert held.model is state.apps.get_model("made", "person")


def test_after_the_block_django_does_as_it_does() -> None:
    with step_by_step():
        pass
    assert _new_after(_state(), "a field comes") == set(_NAMES)
