"""Progress as commands show it: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Bar:
    """A bar for each part of the work."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def begin(self, what: str, total: int | None) -> None:
        """Begin a part of so many bytes."""
        self._task = self._progress.add_task(what, total=total)

    def advance(self, count: int) -> None:
        """Count bytes that are done."""
        if self._task is not None:
            self._progress.advance(self._task, count)


class Lines:
    """A line for each part of the work."""

    def begin(self, what: str, total: int | None) -> None:
        """Say that a part begins."""
        size = "" if total is None else f" ({total:,} bytes)"
        click.echo(f"{what}{size}")

    def advance(self, count: int) -> None:
        """Count nothing."""


@contextlib.contextmanager
def shown() -> Iterator[Bar | Lines]:
    """Show progress in the way that the output can take."""
    console = Console()
    if not console.is_terminal:
        yield Lines()
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console) as progress:
        yield Bar(progress)
