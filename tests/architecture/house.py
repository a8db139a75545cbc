"""The house as tests see it: its files, its packages and their places in the order of imports."""

from __future__ import annotations

import ast
import functools
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "lanyard"
#: Folders of the package whose children are packages of their own.
STOREYS_WITH_ROOMS = ("foundation", "engine", "rooms")


@functools.cache
def settings() -> dict[str, Any]:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


@functools.cache
def sources() -> tuple[Path, ...]:
    """Return the Python files of the product, tests and migrations left out."""
    found = (p for p in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(p.parts))
    return tuple(sorted(p for p in found if not p.name.startswith("test_")))


@functools.cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def module_name(path: Path) -> str:
    """Return the dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def package_of(module: str) -> str:
    """Return the part of the house that holds a module: ``lanyard.people``, ``lanyard.rooms.x``."""
    parts = module.split(".")
    depth = 3 if len(parts) > 2 and parts[1] in STOREYS_WITH_ROOMS else 2
    return ".".join(parts[:depth])


@functools.cache
def places() -> dict[str, tuple[int, int]]:
    """Return each placed part with its height: the storey, then the layer within it."""
    heights: dict[str, tuple[int, int]] = {}
    storeys: dict[str, int] = {}
    for contract in settings()["tool"]["importlinter"]["contracts"]:
        for container in contract.get("containers", []):
            for number, layer in enumerate(reversed(contract["layers"])):
                for name in _names(layer):
                    if container == "lanyard":
                        storeys[f"lanyard.{name}"] = number
                    heights[f"{container}.{name}"] = (
                        storeys.get(container, number),
                        number if container != "lanyard" else 0,
                    )
    return heights


def is_above(upper: str, lower: str) -> bool:
    """Say whether one part lies above another, so that it may know of it."""
    return places()[upper] > places()[lower]


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Give the line and full name of each import of the house's own modules."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "lanyard":
                    yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "lanyard":
            for alias in node.names:
                yield node.lineno, _imported(str(node.module), alias.name)


def _imported(module: str, name: str) -> str:
    as_path = ROOT.joinpath(*module.split("."), name)
    is_module = as_path.with_suffix(".py").exists() or (as_path / "__init__.py").exists()
    return f"{module}.{name}" if is_module else module


def _names(layer: str) -> list[str]:
    return [name.strip().strip("()") for name in layer.replace(":", "|").split("|")]
