"""Releases for tests: the shipped profiles copied to a folder of their own and edited there."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest

from lanyard.engine.policy import register, shipped
from lanyard.engine.profiles.api import profile_in_force
from lanyard.engine.profiles.models import ProfileProposal
from lanyard.engine.profiles.snapshots import keep

_CACHED = (shipped.slugs, shipped.shipped, shipped.shipped_table, register.clauses)


class Release:
    """The shipped profiles as another release brings them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def edit(self, slug: str, old: str, new: str) -> None:
        """Replace words in a shipped profile, which must be there."""
        path = self.folder / slug / "profile.toml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        forget()

    def add(self, slug: str, toml: str) -> None:
        """Add entries to the end of a shipped profile."""
        path = self.folder / slug / "profile.toml"
        path.write_text(path.read_text("utf-8") + toml, "utf-8")
        forget()


def forget() -> None:
    """Let the shipped profiles be read again."""
    for function in _CACHED:
        function.cache_clear()


def a_proposal() -> ProfileProposal:
    """Return a proposal as a release makes it, without editing any file: another threshold."""
    version = profile_in_force()
    table = copy.deepcopy(version.shipped_table)
    table["patterns"]["threshold"] = 9
    return ProfileProposal.objects.create(slug=version.slug, offered=keep(table))


def a_release(folder: Path, patch: pytest.MonkeyPatch) -> Release:
    """Return the profiles of this release in a folder where a test may edit them."""
    shutil.copytree(shipped.CONTENT, folder / "content")
    for module in (shipped, register):
        patch.setattr(module, "CONTENT", folder / "content")
    forget()
    return Release(folder / "content")
