"""Low-level concerns about staff: recorded apart, in seconds; a third shows a pattern."""

from __future__ import annotations

import datetime
from collections import Counter
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.profiles.api import ProfileVersion, profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.notices import api as notices
from lanyard.people.models import Group, Person
from lanyard.rooms.concerns.addresses import of_low_level
from lanyard.rooms.concerns.matters import Matter, Named
from lanyard.rooms.concerns.models import LowLevel
from lanyard.rooms.concerns.reasons import About, Category, Part, ReporterKind
from lanyard.rooms.concerns.routing import first_to_tell
from lanyard.rooms.concerns.subjects import abouts, kept_out

_MOST_WORDS = 5_000


@transaction.atomic
def record_low_level(
    *,
    about: Person,
    what: str,
    happened_on: datetime.date,
    by: Person,
    place: str = "",
    group: Group | None = None,
) -> LowLevel:
    """Record behaviour that was not right but is no allegation; tell of a pattern at the third.

    It is read by those whom the profile names for patterns, never by the person it is about.
    Raises ValidationError with a message by field.
    """
    _check(what, happened_on)
    version = profile_in_force()
    with system_duty("record a low-level concern"):
        roles, people = _readers(about, version, by)
        record = LowLevel.objects.create(
            circle=access.circle_of(roles), about=about, what=what, happened_on=happened_on,
            place=" ".join(place.split()), group=group, self_reported=about == by, by=by,
        )  # fmt: skip
        _notice_patterns(record, version, people)
    audit.record(
        "concerns.low-level-recorded", by=by, kind="low-level", subject_id=record.pk,
        circle=access.circle_of([]).pk,
    )  # fmt: skip
    return record


def _check(what: str, happened_on: datetime.date) -> None:
    wrong = {}
    if not what.strip():
        wrong["what"] = _("Say in a sentence what you saw or heard.")
    if len(what) > _MOST_WORDS:
        wrong["what"] = _("Shorten this to %(most)s characters.") % {"most": f"{_MOST_WORDS:,}"}
    if happened_on > timezone.localdate():
        wrong["happened_on"] = _("This is in the future. Give a day up to today.")
    if wrong:
        raise ValidationError(wrong)


def _readers(
    about: Person, version: ProfileVersion, by: Person
) -> tuple[tuple[str, ...], list[UUID]]:
    """Return the roles that read the record, and who acts in them today without the subject."""
    matter = Matter(
        reporter_kind=ReporterKind.STAFF, reporter=by, category=Category.OTHER, about=About.STAFF,
        people=(Named(name=str(about), part=Part.ALLEGED, person_id=about.pk),),
    )  # fmt: skip
    kept = kept_out(matter, version)
    lead = About.DSL in abouts(matter, version, kept)
    patterns = version.profile.patterns
    wanted = patterns.alert_to_if_dsl if lead else patterns.alert_to
    found = first_to_tell(matter, version, wanted)
    return tuple(found), [person for people in found.values() for person in people]


def _notice_patterns(record: LowLevel, version: ProfileVersion, people: list[UUID]) -> None:
    """Tell of a pattern by person, and by place and group where the profile says so."""
    for by, count in _counts(record, version).items():
        if count >= version.profile.patterns.threshold:
            notices.notify(
                "concerns.pattern", people, url=of_low_level(record),
                event=f"low-level-pattern:{by}:{record.pk}", subject_kind="low-level",
                subject_id=record.pk,
            )  # fmt: skip


def _counts(record: LowLevel, version: ProfileVersion) -> dict[str, int]:
    rule = version.profile.patterns
    since = record.happened_on - datetime.timedelta(days=rule.months * 365 // 12)
    until = record.happened_on + datetime.timedelta(days=rule.months * 365 // 12)
    within = LowLevel.objects.filter(happened_on__range=(since, until))
    counts = {"person": within.filter(about=record.about).count()}
    if "place" in rule.by and record.place.strip():
        counts["place"] = within.filter(place__iexact=record.place.strip()).count()
    if "group" in rule.by and record.group_id is not None:
        counts["group"] = within.filter(group=record.group_id).count()
    return counts


@transaction.atomic
def read_low_level(*, by: Person) -> list[LowLevel]:
    """Return the low-level concerns that somebody may read, newest first; reading is recorded."""
    records = list(
        LowLevel.objects.select_related("about", "group").order_by("-happened_on", "-at")[:200]
    )
    year = timezone.localdate() - datetime.timedelta(days=365)
    recent = Counter(record.about_id for record in records if record.happened_on >= year)
    for record in records:
        record.again = recent[record.about_id]
    if records:
        audit.record(
            "concerns.low-level-read", by=by, kind="low-level",
            circle=access.circle_of([]).pk, number=len(records),
        )  # fmt: skip
    return records
