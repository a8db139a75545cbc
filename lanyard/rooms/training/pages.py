"""Tables of the pages of training."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lanyard.foundation.ui.listing import Row, Table
from lanyard.foundation.ui.times import day
from lanyard.rooms.training.models import Completion, Course, TrainingRule
from lanyard.rooms.training.queries.reach import Reach

NOTHING = "\N{EN DASH}"


def taken_table(found: Iterable[Completion], caption: str = "") -> Table:
    """Return what somebody took, with its certificates."""
    rows = [
        Row(
            (one.course.title, day(one.on), one.get_how_display(),
             f"{one.score}%" if one.score is not None else NOTHING),
            reverse("training:certificate", args=[one.pk]),
            exception=_state_of(one),
        )
        for one in found
    ]  # fmt: skip
    title = caption or _("What you have taken")
    return Table(title, (_("Course"), _("On"), _("How"), _("Score")), rows)


def _state_of(one: Completion) -> str:
    if one.set_aside_on:
        return _("Set aside")
    return "" if one.counts else _("Waits to be verified")


def how_often(rule: TrainingRule) -> str:
    """Say how often a rule asks."""
    if rule.decides:
        return _("As the policy says")
    again = ngettext("Every month", "Every %(many)d months", rule.months or 0)
    said = again % {"many": rule.months} if rule.months else _("Once")
    return _("%(said)s, and with each edition") % {"said": said} if rule.by_edition else said


def source_of(rule: TrainingRule) -> str:
    """Say what asks it: clauses, the law, or nobody but the product."""
    return ", ".join([*rule.clauses, *rule.law]) or _("Lanyard's default")


def rules_table(reached: Iterable[Reach]) -> Table:
    """Return what is asked, with its figures."""
    columns = (_("What is asked"), _("How often"), _("Asked"), _("In date"), _("Overdue"),
               _("Asked by"))  # fmt: skip
    rows = [
        Row(
            (one.rule.title, how_often(one.rule), one.asked, one.in_date, one.overdue,
             source_of(one.rule)),
            reverse("training:rule", args=[one.rule.slug]),
            exception=_("Overdue") if one.overdue else "",
        )
        for one in reached
    ]  # fmt: skip
    return Table(_("What is asked"), columns, rows, numeric=frozenset({2, 3, 4}))


def courses_table(courses: Iterable[Course]) -> Table:
    """Return the courses in use."""
    rows = [
        Row(
            (
                one.title,
                one.get_kind_display(),
                ", ".join(one.topics).replace("-", " ") or NOTHING,
                one.edition or NOTHING,
            ),
            reverse("training:course", args=[one.slug]),
        )
        for one in courses
    ]
    return Table(
        _("Courses"), (_("Course"), _("How it is taken"), _("What it builds"), _("Edition")), rows
    )
