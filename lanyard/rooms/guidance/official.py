"""Which official pages there are, as the register of accounts tells it; that room lies above."""

from __future__ import annotations

from collections.abc import Callable, Sequence

#: Gives what stands in the register, as its reader knows it: "Instagram: @college".
Pages = Callable[[], Sequence[str]]
_provided: list[Pages] = []


def provide_official_pages(pages: Pages) -> None:
    """Let the room that keeps the register of accounts tell what stands in it; once at start."""
    if pages not in _provided:
        _provided.append(pages)


def official_pages() -> list[str]:
    """Return the pages that the organisation speaks on; none where none is in the register."""
    return [page for pages in _provided for page in pages()]
