"""A report as its author gives it, before it is a row: the answers, and the people in it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from uuid import UUID

from lanyard.people.models import Person
from lanyard.rooms.concerns.models import Concern
from lanyard.rooms.concerns.reasons import About, Category, Part, ReporterKind, Source

#: The relation of a person who works here, as a reporter says it of somebody they cannot find.
WORKS_HERE = "staff"


@dataclass(frozen=True, kw_only=True)
class Named:
    """Somebody in a report with their own part; ``person_id`` None where only described."""

    name: str
    part: Part
    person_id: UUID | None = None
    #: What they are, in the reporter's eyes: "learner", "staff", "parent", "outside", "unknown".
    relation: str = ""
    #: The reporter says that they must not receive the report.
    conflict: bool = False


@dataclass(frozen=True, kw_only=True)
class Report:
    """The answers of a report. ``sent_key`` makes a second sending of the same one harmless."""

    reporter_kind: ReporterKind
    category: Category
    risk_area: str
    prevent: str
    happened: str
    people: tuple[Named, ...] = ()
    about: About = About.OTHER
    source: Source = Source.PERSON
    serious: bool = False
    immediate_danger: bool = False
    #: A role or a person that the reporter chose among those the policy offers.
    chosen_role: str = ""
    chosen_adult_id: UUID | None = None
    reporter_name: str = ""
    reporter_contact: str = ""
    opinion: str = ""
    when_said: str = ""
    happened_at: datetime.datetime | None = None
    first_known_at: datetime.datetime | None = None
    place: str = "unknown"
    place_said: str = ""
    platform: str = ""
    device: str = "unknown"
    connection: str = "unknown"
    channels: tuple[str, ...] = ()
    link: str = ""
    action_taken: str = ""
    promise_made: str = ""
    nothing_left_out: bool = False
    attempted_only: bool = False
    #: Whether a file that the reporter has shows somebody naked or anything sexual.
    image_said: str = ""
    #: Where the policy asks for it (KMC-EXT-01).
    ideology: str = ""
    #: The session in which it was seen (POR-ES-09).
    group_id: UUID | None = None
    session_said: str = ""
    #: It is a post that the reporter saw.
    post_seen: bool = False
    #: A marked test of a route (OAK-4.7-01, COM-SAF-07).
    is_test: bool = False
    sent_key: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Matter:
    """What routing looks at: who tells, about whom, what kind, and who may be chosen."""

    reporter_kind: ReporterKind
    reporter: Person | None
    category: Category
    about: About = About.OTHER
    source: Source = Source.PERSON
    serious: bool = False
    chosen_role: str = ""
    chosen_adult_id: UUID | None = None
    #: The answer to the Prevent question; "" while it is not answered.
    prevent: str = ""
    #: The reporter promised secrecy, which safeguarding must put right.
    promised: bool = False
    post_seen: bool = False
    #: The reporter has a file that may show a nude image: safeguarding must know.
    image_said: bool = False
    people: tuple[Named, ...] = field(default=())


def matter_of_report(report: Report, *, by: Person | None) -> Matter:
    """Return what routing looks at in a report that is about to be received."""
    return Matter(
        reporter_kind=report.reporter_kind,
        reporter=by,
        category=report.category,
        about=report.about,
        source=report.source,
        serious=report.serious or report.immediate_danger,
        chosen_role=report.chosen_role,
        chosen_adult_id=report.chosen_adult_id,
        prevent=report.prevent,
        promised=report.promise_made == "yes",
        post_seen=report.post_seen,
        image_said=report.image_said in {"yes", "unsure"},
        people=report.people,
    )


def matter_of_concern(concern: Concern) -> Matter:
    """Return what routing looks at in a report received before. The caller must see all of it."""
    people = tuple(
        Named(
            name=person.name,
            part=Part(person.part),
            person_id=person.person_id,
            relation=person.relation,
            conflict=person.conflict,
        )
        for person in concern.involved.order_by("id")
    )
    return Matter(
        reporter_kind=ReporterKind(concern.reporter_kind),
        reporter=concern.reporter,
        category=Category(concern.category),
        about=About(concern.about),
        source=Source(concern.source),
        serious=concern.serious or concern.immediate_danger,
        chosen_role=concern.routed.get("chosen_role", ""),
        chosen_adult_id=concern.chosen_adult_id,
        prevent=concern.prevent,
        promised=concern.promise_made == "yes",
        post_seen=bool(concern.routed.get("post_seen")),
        image_said=concern.image_said in {"yes", "unsure"},
        people=people,
    )
