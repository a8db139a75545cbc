"""Bring tables up to date without making every model anew at every step.

Beside the plan Django keeps a class for each model as it was at the time. A step that adds or
changes one makes anew whatever is related to it, however distantly. Here every table belongs to an
organisation, so that would be all of them, 180 times over: nearly the whole time of a migration.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db.migrations.state import ProjectState

_Key = tuple[str, str]
#: Django's method that says which models are made anew.
_ASKED = "_find_reload_model"


@contextlib.contextmanager
def step_by_step() -> Iterator[None]:
    """Make anew, at each step within the block, only its model and those that point to it.

    Where a field that stands is altered or taken away, or a model renamed, everything is made anew.
    A step that runs Python on models is given all of them anew by Django itself.
    """
    usual = getattr(ProjectState, _ASKED)
    setattr(ProjectState, _ASKED, _near)
    try:
        yield
    finally:
        setattr(ProjectState, _ASKED, usual)


def _near(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> set[_Key]:
    """Return which models a step touches: Django's own answer is too large."""
    key = app_label, model_name.lower()
    if not (delay or _grows(state, key)):
        return set(state.models)
    state.is_delayed = True
    return {key, *state.relations.get(key, ())}


def _grows(state: ProjectState, key: _Key) -> bool:
    """Say whether a model is new or only gained a field."""
    try:
        standing = state.apps.get_model(*key)._meta
    except LookupError:
        return True
    names = {field.name for field in (*standing.local_fields, *standing.local_many_to_many)}
    return names < set(state.models[key].fields)
