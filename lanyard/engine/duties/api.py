"""The door to duties: ask, complete, waive, and know what is due."""

from lanyard.engine.duties.actions.complete import complete, end_waiver, waive
from lanyard.engine.duties.actions.define import Asked, define, end
from lanyard.engine.duties.actions.terms import set_term
from lanyard.engine.duties.apart import AskedOfEach, about_each, waits_for_each
from lanyard.engine.duties.audience import KINDS, Audience, AudienceInvalid, audience_from
from lanyard.engine.duties.belonging import members, traits_of
from lanyard.engine.duties.calendars import calendar_here
from lanyard.engine.duties.days import Calendar, academic_year, add_months
from lanyard.engine.duties.errands import HEAD, Errand, Only, Waiting, among, provide_errand
from lanyard.engine.duties.models import Definition, Occurrence, Term
from lanyard.engine.duties.needs import needs_of
from lanyard.engine.duties.queries import (
    figures,
    managers_of,
    open_on,
    overdue_count,
    overdue_on,
    owed_by,
    reports_of,
)
from lanyard.engine.duties.recompute import (
    recompute_all,
    recompute_definition,
    recompute_people,
    recompute_subjects,
)
from lanyard.engine.duties.rules import BY_ROOM, Due, Rule, RuleInvalid
from lanyard.engine.duties.running import errand_done, keep_errands
from lanyard.engine.duties.schedules import provide_schedule

__all__ = [
    "BY_ROOM", "HEAD", "KINDS", "Asked", "AskedOfEach", "Audience", "AudienceInvalid",
    "Calendar", "Definition", "Due", "Errand", "Occurrence", "Only", "Rule", "RuleInvalid",
    "Term", "Waiting", "about_each", "academic_year", "add_months", "among", "audience_from",
    "calendar_here", "complete", "define", "end", "end_waiver", "errand_done", "figures",
    "keep_errands", "managers_of", "members", "needs_of", "open_on", "overdue_count",
    "overdue_on", "owed_by", "provide_errand", "provide_schedule", "recompute_all",
    "recompute_definition", "recompute_people", "recompute_subjects", "reports_of", "set_term",
    "traits_of", "waits_for_each", "waive",
]  # fmt: skip
