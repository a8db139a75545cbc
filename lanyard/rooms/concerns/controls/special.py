"""Controls whose evidence is more than one count of one table."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils.translation import gettext_lazy as _

from lanyard.engine.profiles.api import NoProfile
from lanyard.foundation.access.models import Grant
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.files.api import StoredFile
from lanyard.foundation.notices.api import Occasion
from lanyard.foundation.registry.controls import Control, Evidence, Figure, judged, not_set_up
from lanyard.foundation.registry.counting import counted, ends, within_a_year
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.controls.asking import figures, inbox, opened
from lanyard.rooms.concerns.models import Case, Concern, Counter, LowLevel
from lanyard.rooms.concerns.reasons import Category

_EXPORTS = ("concerns.exported", "concerns.register-exported")


def _a_file_is_kept() -> Q:
    """Return the condition that a file hangs on a case, or on a report that it came from."""
    of_report = Concern.objects.filter(case=OuterRef(OuterRef("pk"))).values("pk")
    on_case = StoredFile.objects.filter(record_kind="case", record_id=OuterRef("pk"))
    on_report = StoredFile.objects.filter(record_kind="concern", record_id__in=of_report)
    return Q(Exists(on_case)) | Q(Exists(on_report))


def _register_whole(_organisation: UUID, on: datetime.date) -> Evidence:
    """Compare the numbers given this year with the rows that bear them."""
    until = ends(on)
    year = until.year
    last = Counter.objects.filter(year=year).aggregate(all=Sum("last"))["all"] or 0
    cases = Case.objects.filter(year=year)
    there = cases.count() + Concern.objects.filter(year=year).count()
    newest = (
        Concern.objects.filter(year=year, received_at__lte=until)
        .order_by("-received_at")
        .values_list("received_at")
    )
    found = newest.first()
    return judged(Figure(min(there, last), last), found[0] if found else None, on=on, link=inbox())


def _patterns_raised(_organisation: UUID, on: datetime.date) -> Evidence:
    """Count the people with enough low-level records for a pattern, and those it was raised for."""
    rows = LowLevel.objects.filter(within_a_year("at", on))
    newest = rows.order_by("-at").values_list("at", flat=True).first()
    if newest is None:
        return not_set_up(on)
    try:
        threshold = in_force.profile().patterns.threshold
    except NoProfile:
        return not_set_up(on)
    told = Occasion.objects.filter(kind="concerns.pattern").values("subject_id")
    by_person = rows.values("about").annotate(
        many=Count("pk"),
        raised=Count("pk", filter=Q(pk__in=told) | Q(case__isnull=False)),
    )  # fmt: skip
    people = list(by_person)
    right = sum(one["many"] < threshold or one["raised"] > 0 for one in people)
    return judged(Figure(right, len(people)), newest, on=on)


CONTROLS = (
    Control("incident-register", "dsl", _("Numbers of this year that are on the register"),
            _register_whole),
    Control("low-level-patterns", "principal",
            _("Staff with low-level concerns, and any pattern raised"), _patterns_raised),
    counted(
        "nudes-lead-only", "dsl", _("Cases of nude images on which no file is kept"),
        rows=lambda on: opened(on).filter(category=Category.NUDES), right=~_a_file_is_kept(),
        when="opened_at", link=inbox,
    ),
    counted(
        "evidence-preserved", "dsl", _("Pieces of evidence sealed with their fingerprints"),
        rows=lambda on: StoredFile.objects.filter(
            within_a_year("created", on), record_kind__in=["case", "concern"]
        ),
        right=~Q(sha256_received="") & ~Q(sha256_kept=""), when="created", link=inbox,
    ),
    counted(
        "exports-recorded", "dsl", _("Copies of cases taken with a reason"), link=figures,
        rows=lambda on: Entry.objects.filter(within_a_year("at", on), verb__in=_EXPORTS),
        right=~Q(because=""), when="at",
    ),
    counted(
        "break-glass-reviewed", "dsl", _("Emergency openings that the lead has looked at"),
        rows=lambda on: Grant.objects.filter(
            within_a_year("since", on), break_glass=True, record_kind="case"
        ),
        right=Q(
            Exists(
                Occasion.objects.filter(
                    kind="concerns.glass-broken", subject_id=OuterRef("record_id"),
                    acknowledged_at__gte=OuterRef("since"),
                )
            )
        ),
        when="since", link=inbox,
    ),
)  # fmt: skip
