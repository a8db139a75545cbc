"""Read YAML that people edit: every mistake is told with its file and line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong, in which file and line (counted from 1)."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class ContentInvalid(ValueError):
    """A content file that cannot be used, with all its faults."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True)
class Placed:
    """A value with the line on which it stands."""

    value: Any
    line: int


class Page:
    """One YAML file while it is read; collects its faults."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self._loader = _LOADER("")
        self.root = self._compose(text)

    def _compose(self, text: str) -> Node | None:
        loader = None
        try:
            loader = _LOADER(text)
            found: Node | None = loader.get_single_node()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or getattr(error, "reason", "cannot be read")
            self.fault(mark.line + 1 if mark else 1, f"is not YAML: {what}")
            return None
        finally:
            if loader is not None:
                loader.dispose()
        if found is None:
            self.fault(1, "is empty")
        return found

    def fault(self, line: int, what: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.file, line, what))

    def finish(self) -> None:
        """Raise ContentInvalid where anything was wrong."""
        if self.faults:
            raise ContentInvalid(self.faults)

    def table(self, node: Node | None, what: str) -> dict[str, Node]:
        """Return a mapping's values by key; anything else is a fault, a key given twice too."""
        if not isinstance(node, MappingNode):
            if node is not None:
                self.fault(line_of(node), f"{what} must be a table of names and values")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.value:
            name = str(getattr(key, "value", ""))
            if name in found:
                self.fault(line_of(key), f"gives {name} twice")
            found[name] = value
        return found

    def entries(self, node: Node | None, what: str) -> list[Node]:
        """Return a list's entries; anything else is a fault."""
        if isinstance(node, SequenceNode):
            return list(node.value)
        if node is not None:
            self.fault(line_of(node), f"{what} must be a list")
        return []

    def plain(self, node: Node) -> Any:
        """Return a node as plain Python; what cannot be built is a fault, and None."""
        try:
            return self._loader.construct_object(node, deep=True)
        except (yaml.YAMLError, ValueError, OverflowError, TypeError):
            self.fault(line_of(node), "holds a value that cannot be read")
            return None

    def text(self, node: Node, name: str) -> str:
        """Return a text that says something; anything else is a fault, and ""."""
        value = self.plain(node)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.fault(line_of(node), f"{name} must be a text")
        return ""

    def texts(self, node: Node, name: str) -> list[Placed]:
        """Return the texts of a list with their lines; an empty list is a fault."""
        found = [Placed(self.text(one, name), line_of(one)) for one in self.entries(node, name)]
        if isinstance(node, SequenceNode) and not found:
            self.fault(line_of(node), f"{name} must name at least one")
        return found

    def fields(
        self, node: Node, what: str, needed: frozenset[str], allowed: frozenset[str]
    ) -> dict[str, Node]:
        """Return an entry's fields; a missing or unknown one is a fault."""
        table = self.table(node, what)
        for name in sorted(table.keys() - needed - allowed):
            self.fault(line_of(table[name]), f"has an unknown field: {name}")
        for name in sorted(needed - table.keys()) if table else ():
            self.fault(line_of(node), f"{what} lacks {name}")
        return table


def line_of(node: Node) -> int:
    """Return the line on which a node begins, counted from 1."""
    return int(node.start_mark.line) + 1
