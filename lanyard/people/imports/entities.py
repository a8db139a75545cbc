"""Match the sites, employers, people and groups of a batch with those that stand."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.people.imports.batch import Batch, EmployerLine, GroupLine, PersonLine, SiteLine
from lanyard.people.imports.plan import Plan
from lanyard.people.imports.problems import Where
from lanyard.people.imports.standing import Standing, Values
from lanyard.people.names import fold

Line = TypeVar("Line", SiteLine, EmployerLine, GroupLine, PersonLine)
AnyLine = SiteLine | EmployerLine | GroupLine | PersonLine


@dataclass(frozen=True)
class Entity:
    """How one kind of line becomes a row: its fields, and what a new row has by default."""

    slug: str
    fields: tuple[str, ...]
    defaults: Mapping[str, Any]
    label: Callable[[Values], str]
    #: Line attribute to (kind of thing it names, column).
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)


SITE = Entity("site", ("name", "code"), {"name": "", "code": ""}, lambda row: str(row["name"]))
EMPLOYER = Entity(
    "employer", ("name", "reference", "contact_name", "contact_email", "contact_phone"),
    {"name": "", "reference": "", "contact_name": "", "contact_email": "", "contact_phone": ""},
    lambda row: str(row["name"]),
)  # fmt: skip
GROUP = Entity(
    "group", ("name", "kind", "since", "until"), {"since": None, "until": None, "site_id": None},
    lambda row: str(row["name"]), {"site_ref": ("site", "site_id")},
)  # fmt: skip
PERSON = Entity(
    "person", ("given_name", "family_name", "known_as", "email", "phone", "born"),
    {"given_name": "", "family_name": "", "known_as": "", "email": "", "phone": "", "born": None,
     "left_on": None},
    lambda row: f"{row['known_as'] or row['given_name']} {row['family_name']}".strip(),
)  # fmt: skip


@dataclass
class References:
    """What the source's names of things stand for, in this batch or from an earlier one."""

    system: str
    standing: Standing
    here: dict[tuple[str, str], UUID] = field(default_factory=dict)
    #: External names that need not be written: they stand, or are in the plan already.
    standing_names: set[tuple[str, str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.standing_names |= self.standing.external.keys()

    def find(self, kind: str, ref: str) -> UUID | None:
        """Return the id that a name stands for, or None."""
        return self.here.get((kind, ref)) or self.standing.external.get((self.system, kind, ref))

    def need(self, kind: str, ref: str | None, where: Where, plan: Plan) -> UUID | None:
        """Return the id that a name stands for; an unknown name is an error of its row."""
        if not ref:
            return None
        found = self.find(kind, ref)
        if found is None:
            plan.problems.error(where, f"No {kind} is called “{ref[:60]}”, here or earlier.")
        return found


def plan_entities(
    entity: Entity, lines: Iterable[Line], batch: Batch, plan: Plan, refs: References
) -> dict[UUID, Line]:
    """Add to the plan what becomes of one kind of line; return each line by the row it became."""
    found = list(once(lines, plan))
    claimed = _match(entity, found, batch, refs)
    became: dict[UUID, Line] = {}
    rows = refs.standing.entities[entity.slug]
    for line in found:
        known = claimed.get(line.ref)
        pk = known or time_ordered_id()
        refs.here[entity.slug, line.ref] = pk
        became[pk] = line
        _name_externally(entity, line, pk, plan, refs)
        _compare(entity, line, rows[known] if known else None, pk, plan, refs)
    return became


def once(lines: Iterable[Line], plan: Plan) -> Iterator[Line]:
    """Give the first line of each ref; the same twice is a warning, something else an error."""
    first: dict[str, Line] = {}
    for line in lines:
        before = first.setdefault(line.ref, line)
        if before is line:
            yield line
        elif dataclasses.replace(line, where=before.where) == before:
            plan.problems.warn(line.where, f"“{line.ref[:60]}” is there twice; it counts once.")
        else:
            plan.problems.error(
                line.where,
                f"“{line.ref[:60]}” is there twice, with other details ({before.where}).",
            )


def _match(entity: Entity, lines: list[Line], batch: Batch, refs: References) -> dict[str, UUID]:
    """Match lines by the source's name first, then by other systems' names, e-mail or title."""
    rows: Mapping[UUID, Values] = refs.standing.entities[entity.slug]
    claimed: dict[str, UUID] = {}
    taken: set[UUID] = set()
    for names in (_by_ref(entity, batch.system), _by_other_names, *_by_content(entity, rows)):
        for line in lines:
            if line.ref in claimed:
                continue
            for name in names(line):
                pk = refs.standing.external.get(name) if isinstance(name, tuple) else name
                if pk is not None and pk in rows and pk not in taken:
                    claimed[line.ref] = pk
                    taken.add(pk)
                    break
    return claimed


def _by_ref(entity: Entity, system: str) -> Callable[[AnyLine], list[Any]]:
    return lambda line: [(system, entity.slug, line.ref)]


def _by_other_names(line: AnyLine) -> list[Any]:
    also = line.also if isinstance(line, PersonLine) else ()
    return [(system, "person", value) for system, value in also]


def _by_content(
    entity: Entity, rows: Mapping[UUID, Values]
) -> list[Callable[[AnyLine], list[Any]]]:
    if entity.slug == "person":
        emails = {row["email"].lower(): pk for pk, row in rows.items() if row["email"]}
        return [lambda line: [emails.get(_own_email(line))]]
    if entity.slug == "site":
        names = {fold(row["name"]): pk for pk, row in rows.items()}
        return [lambda line: [names.get(fold(getattr(line, "name", None) or ""))]]
    if entity.slug == "employer":
        numbers = {row["reference"]: pk for pk, row in rows.items() if row["reference"]}
        return [lambda line: [numbers.get(getattr(line, "reference", None) or "")]]
    return []


def _own_email(line: AnyLine) -> str:
    if not isinstance(line, PersonLine) or line.email_is_contact:
        return ""
    return (line.email or "").lower()


def _name_externally(entity: Entity, line: AnyLine, pk: UUID, plan: Plan, refs: References) -> None:
    also = line.also if isinstance(line, PersonLine) else ()
    for system, value in ((refs.system, line.ref), *also):
        name = (system, entity.slug, value)
        stands = refs.standing.external.setdefault(name, pk)
        if stands != pk:
            plan.problems.error(line.where, f"Two people have the {system} number {value}.")
        elif name not in refs.standing_names:
            refs.standing_names.add(name)
            plan.external.append((*name, pk))


def _compare(
    entity: Entity, line: AnyLine, row: Values | None, pk: UUID, plan: Plan, refs: References
) -> None:
    said = {name: getattr(line, name) for name in entity.fields if getattr(line, name) is not None}
    for attribute, (kind, column) in entity.links.items():
        ref = getattr(line, attribute)
        if ref is not None:
            said[column] = refs.need(kind, ref, line.where, plan)
    counts = plan.count(entity.slug)
    if row is None:
        new = _named({"id": pk, **entity.defaults, **said}, line, plan)
        counts.add += 1
        plan.new.setdefault(entity.slug, []).append(new)
        plan.show(entity.slug, entity.label(new), "added")
        return
    other = sorted(name for name, value in said.items() if not _same(name, row[name], value))
    if not other:
        counts.same += 1
        return
    counts.change += 1
    plan.changed.setdefault(entity.slug, []).append({**row, **{name: said[name] for name in other}})
    plan.show(entity.slug, entity.label(row), "changed: " + ", ".join(map(_plain, other)))


def _named(new: Values, line: AnyLine, plan: Plan) -> Values:
    """Give a new row a name where the source has none."""
    if isinstance(line, PersonLine):
        if not new["given_name"] and not new["family_name"]:
            new["family_name"] = line.fallback_name or line.ref
            plan.problems.warn(line.where, "There is no name; the source's own is shown instead.")
    elif not new["name"]:
        new["name"] = line.ref
    return new


def _same(name: str, one: Any, other: Any) -> bool:
    if name in {"email", "contact_email"}:
        return bool(str(one).lower() == str(other).lower())
    return bool(one == other)


def _plain(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ")
