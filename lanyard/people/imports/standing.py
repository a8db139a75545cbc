"""What the database holds before an import, read once and in whole."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from lanyard.people.models import (
    Employer,
    Employment,
    Enrolment,
    ExternalId,
    Group,
    GuardianLink,
    Membership,
    Person,
    Site,
    Sponsorship,
)

Values = dict[str, Any]
#: The tables that other tables' rows name, in the order in which they are written.
ENTITIES: dict[str, type[models.Model]] = {
    "site": Site, "employer": Employer, "person": Person, "group": Group,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpanKind:
    """A table of spans: what makes two rows the same belonging, and what else they say.

    ``named`` is the field that tells apart several spans of one key ("" for none). ``whole`` means
    that a batch which speaks of a key speaks of all its spans.
    """

    slug: str
    model: type[models.Model]
    key: tuple[str, ...]
    named: str
    values: tuple[str, ...]
    whole: bool


SPANS = (
    SpanKind(
        "employment", Employment, ("person_id",), "job_title", ("line_manager_id", "site_id"), True
    ),
    SpanKind(
        "enrolment", Enrolment, ("person_id",), "programme",
        ("band", "apprentice", "employer_id", "site_id"), True,
    ),
    SpanKind("membership", Membership, ("group_id", "person_id", "part"), "", (), False),
)  # fmt: skip


@dataclass(slots=True)
class Span:
    """One row of a table of spans."""

    pk: UUID
    key: tuple[Any, ...]
    name: str
    values: tuple[Any, ...]
    since: datetime.date
    until: datetime.date | None
    source: str

    def is_open(self, day: datetime.date) -> bool:
        """Say whether the span holds the day or a later one."""
        return self.until is None or self.until >= day


@dataclass
class Standing:
    """The rows that an import may match."""

    external: dict[tuple[str, str, str], UUID]
    entities: dict[str, dict[UUID, Values]]
    spans: dict[str, dict[tuple[Any, ...], list[Span]]]
    guardians: dict[tuple[UUID, UUID, str], Values]
    sponsored_until: dict[UUID, datetime.date]


def standing() -> Standing:
    """Read everything of the organisation in force that an import may match.

    Vulnerability flags are not among it: whether one stands is not the importer's to know.
    """
    return Standing(
        external={
            (system, kind, value): target
            for system, kind, value, target in ExternalId.objects.values_list(
                "system", "kind", "value", "target_id"
            ).iterator(5_000)
        },
        entities={
            slug: {row["id"]: row for row in model._default_manager.values().iterator(5_000)}
            for slug, model in ENTITIES.items()
        },
        spans={kind.slug: _spans(kind) for kind in SPANS},
        guardians={
            (row["guardian_id"], row["learner_id"], row["relation"]): dict(row)
            for row in GuardianLink.objects.values()
        },
        sponsored_until=dict(
            Sponsorship.objects.values_list("person_id").annotate(last=models.Max("until"))
        ),
    )


def _spans(kind: SpanKind) -> dict[tuple[Any, ...], list[Span]]:
    found: dict[tuple[Any, ...], list[Span]] = defaultdict(list)
    named = (kind.named,) if kind.named else ()
    columns = ("id", "since", "until", "source", *kind.key, *named, *kind.values)
    keys = 4 + len(kind.key)
    rest = keys + len(named)
    for row in kind.model._default_manager.values_list(*columns).iterator(5_000):
        name = row[keys] if named else ""
        span = Span(row[0], row[4:keys], name, row[rest:], row[1], row[2], row[3])
        found[span.key].append(span)
    return found
