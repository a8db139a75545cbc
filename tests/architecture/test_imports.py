"""Who may import whom, through which door, and where."""

from __future__ import annotations

import ast

import pytest
from importlinter.cli import lint_imports

from tests.architecture import house

#: Modules that may be imported from outside their part besides ``api``.
SIDE_DOORS = {
    "lanyard.people": {"models", "names", "request"},
    "lanyard.foundation.ui": {"asking", "figures", "forms", "listing", "times"},
    "lanyard.foundation.organisations": {"asked", "models", "records", "middleware", "request"},
    "lanyard.foundation.database": {"identity", "operations", "fields", "embedded"},
    "lanyard.foundation.access": {"operations", "models", "gates"},
    "lanyard.foundation.registry": {"manifest", "controls", "counting"},
    "lanyard.foundation.files": {"keys"},
    "lanyard.foundation.jobs": {"room"},
}


def test_the_layers_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(house.ROOT)
    assert lint_imports(no_cache=True) == 0


def test_every_part_of_the_house_is_placed() -> None:
    found = {
        house.package_of(house.module_name(path))
        for path in house.sources()
        if path.parent != house.PACKAGE
    } - {f"lanyard.{storey}" for storey in house.STOREYS_WITH_ROOMS}
    assert found - set(house.places()) == set()


def test_a_part_is_entered_through_its_door() -> None:
    broken = []
    for path in house.sources():
        here = house.package_of(house.module_name(path))
        for line, target in house.imports(path):
            there = house.package_of(target)
            door = target.removeprefix(there).strip(".")
            if here in {there, "lanyard.config"} or door == "":
                continue
            if door.split(".")[0] not in {"api"} | SIDE_DOORS.get(there, set()):
                broken.append(f"{path.relative_to(house.ROOT)}:{line} imports {target}")
    assert broken == []


def test_imports_stand_at_the_top_of_a_file() -> None:
    broken = []
    for path in house.sources():
        inside = path.relative_to(house.PACKAGE)
        if path.name == "apps.py" or inside.parts[:2] == ("config", "cli"):
            continue
        for function in _functions(house.tree(path)):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    broken.append(f"{inside}:{node.lineno} in {function.name}")
    assert broken == []


def _functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
