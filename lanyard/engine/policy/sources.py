"""Where a value comes from: a clause of the policy, or the product's labelled default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Sourced:
    """A value that says where it comes from. Exactly one of ``clauses`` and ``default`` is given.

    ``note`` explains a reading of an unclear clause, or why the default is what it is.
    """

    clauses: tuple[str, ...] = ()
    default: bool = False
    note: str = ""

    @property
    def silent(self) -> bool:
        """Whether the policy says nothing, so that this is the product's default."""
        return self.default
