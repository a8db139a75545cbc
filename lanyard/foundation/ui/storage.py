"""Where static files are found: the built ones under the hashed names that the build gave them."""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path

from django.contrib.staticfiles.storage import StaticFilesStorage

BUILT = Path(__file__).resolve().parent / "static" / "built"


class BuiltStorage(StaticFilesStorage):
    """Gives ``built/lanyard.css`` its hashed name; every other file keeps its own.

    Nothing is collected: the server finds files in the packages themselves. Before the first build
    the plain name is given, so that pages still render.
    """

    @cached_property
    def names(self) -> dict[str, str]:
        """The built files: plain name to hashed name."""
        try:
            names: dict[str, str] = json.loads((BUILT / "manifest.json").read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return names

    def url(self, name: str | None) -> str:
        """Return the address of a static file."""
        folder, _, plain = (name or "").rpartition("/")
        if folder == "built":
            name = f"built/{self.names.get(plain, plain)}"
        return super().url(name)
