"""What a page of a report knows when it asks: the reporter, the profile, the answers so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lanyard.engine.profiles.api import ProfileVersion
from lanyard.foundation.ui.forms import Form
from lanyard.people.models import Person
from lanyard.rooms.concerns.matters import Named
from lanyard.rooms.concerns.reasons import Part, ReporterKind


@dataclass
class Setting:
    """The surroundings of a page: the reporter, the profile, and the answers as they were typed."""

    kind: ReporterKind
    person: Person | None
    version: ProfileVersion
    typed: Mapping[str, Any] = field(default_factory=dict)
    #: The checked answers of the pages that hold valid ones, by page; filled by the journey.
    checked: dict[str, dict[str, Any]] = field(default_factory=dict)

    def answer(self, page: str, name: str, default: Any = None) -> Any:
        """Return a checked answer of a page, or the default where there is none."""
        return self.checked.get(page, {}).get(name, default)

    @property
    def people(self) -> tuple[Named, ...]:
        """Return the people named so far."""
        entries = self.typed.get("who", {}).get("people", [])
        return tuple(_named(entry) for entry in entries)


def _named(entry: Mapping[str, Any]) -> Named:
    person = entry.get("person")
    return Named(
        name=str(entry.get("name", "")),
        part=Part(entry.get("part", Part.OTHER)),
        person_id=UUID(person) if person else None,
        relation=str(entry.get("relation", "")),
        conflict=bool(entry.get("conflict", False)),
    )


class PageForm(Form):
    """A form of one page, which knows its setting."""

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting = setting
        self.prepare()
        self.shown_anew()

    def shown_anew(self) -> None:
        """Let labels that were changed after the form was made be shown as they are now."""
        self._bound_fields_cache.clear()  # type: ignore[attr-defined]  # Django's, missing in its stubs

    def prepare(self) -> None:
        """Fit choices and words to the setting; most pages need nothing."""
