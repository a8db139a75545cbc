"""What is wrong with an upload: a message for each row, in words that say what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

#: Beyond this many, problems are counted and not kept.
_KEPT = 1_000


class Unreadable(Exception):
    """A whole file cannot be read; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Where:
    """A file and its row, as a spreadsheet or an editor numbers it; row 0 is the file itself."""

    file: str
    row: int = 0

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}" if self.row else self.file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing found: an error keeps the whole set from being applied, a warning does not."""

    where: Where
    message: str
    warning: bool = False


@dataclass
class Problems:
    """Everything found so far, in order of file and row."""

    found: list[Problem] = field(default_factory=list)
    errors: int = 0
    warnings: int = 0

    def error(self, where: Where, message: str) -> None:
        """Note something that must be put right before the set can be applied."""
        self.errors += 1
        self._keep(Problem(where, message))

    def warn(self, where: Where, message: str) -> None:
        """Note something that should be looked at."""
        self.warnings += 1
        self._keep(Problem(where, message, warning=True))

    def _keep(self, problem: Problem) -> None:
        if len(self.found) < _KEPT:
            self.found.append(problem)

    def in_order(self) -> list[Problem]:
        """Return errors first, then warnings, each by file and row."""
        return sorted(self.found, key=lambda p: (p.warning, p.where.file, p.where.row, p.message))
