"""Templates: no inline script or style, and no reach into a part above."""

from __future__ import annotations

import re
from pathlib import Path

from tests.architecture import house

_REFERENCE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
_SHOWN = re.compile(r"""["']([a-z_]+/[a-z_/]+\.html)["']""")
#: The frame in which every page stands, whatever storey the page belongs to.
_FRAME = "lanyard.foundation.ui"
_INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "an inline style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>{]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}


def test_templates_hold_no_inline_script_or_style() -> None:
    found = [
        f"{path.relative_to(house.ROOT)} has {what}"
        for path in _templates()
        for what, pattern in _INLINE.items()
        if pattern.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_templates_include_only_their_own_or_lower_ones() -> None:
    owners = {_name(path): _part(path) for path in _templates()}
    upward = []
    for path in _templates():
        here = _part(path)
        for name in _REFERENCE.findall(path.read_text("utf-8")):
            there = owners.get(name, here)
            if there not in {here, _FRAME} and not house.is_above(here, there):
                upward.append(f"{path.relative_to(house.ROOT)} uses {name} of {there}")
    assert upward == []


def test_templates_that_are_named_exist() -> None:
    there = {_name(path) for path in _templates()}
    named = {
        (path.relative_to(house.ROOT), name)
        for path in (*_templates(), *house.sources())
        for name in (_REFERENCE if path.suffix == ".html" else _SHOWN).findall(
            path.read_text("utf-8")
        )
    }
    assert {(path, name) for path, name in named if name not in there} == set()


def _templates() -> list[Path]:
    return sorted(p for p in house.PACKAGE.rglob("templates/**/*") if p.is_file())


def _name(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def _part(path: Path) -> str:
    return house.package_of(house.module_name(path))
