"""What of concerns needs somebody now, for their home page."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.profiles.api import NoProfile
from lanyard.foundation.access import api as access
from lanyard.foundation.registry.manifest import DueItem
from lanyard.people.api import Person, is_staff
from lanyard.rooms.concerns import in_force
from lanyard.rooms.concerns.actions import pulse, registers
from lanyard.rooms.concerns.actions.progress import moment_of
from lanyard.rooms.concerns.drills import PATHS
from lanyard.rooms.concerns.models import Action, Case, Concern, Drill, Transfer
from lanyard.rooms.concerns.queries.oversight import still_to_read
from lanyard.rooms.concerns.states import ActionState, CaseState, ConcernState
from lanyard.rooms.concerns.walls import lines_of

_MOST = 20
#: How long before a check after closure it is shown again.
_AHEAD = datetime.timedelta(days=7)


def due(person: Person) -> Iterator[DueItem]:
    """Give a person's own tasks, the reports that wait for a reader, and the cases they hold."""
    yield from _tasks(person)
    newest = still_to_read(person)
    if newest is not None:
        words = _("Read how to report, version %(version)d") % {"version": newest.version}
        yield DueItem(words, reverse("concerns:procedure"), None)
    if access.may(person.pk, "concerns.oversee"):
        yield from _tests()
    if access.may(person.pk, "concerns.transfers"):
        yield from _files()
    yield from _pulse(person)
    if access.may(person.pk, "concerns.inbox"):
        yield from _reports()
        yield from _cases(person)


def _pulse(person: Person) -> Iterator[DueItem]:
    """Give the question of the year to staff who have not answered; to the lead, what is due."""
    standing = pulse.open_now()
    if standing is not None:
        if is_staff(person) and not pulse.has_answered(standing, person):
            until = moment_of(standing.closes_on)
            yield DueItem(_("One question, once a year"), reverse("concerns:pulse"), until)
    elif _asked_of_the_lead(person, "yearly-pulse") and pulse.is_due():
        yield DueItem(_("The yearly pulse is due"), reverse("concerns:pulses"))
    if _asked_of_the_lead(person, "register-checked-monthly"):
        month = registers.unchecked_month(timezone.localdate())
        if month is not None:
            words = _("Is the register of %(month)s complete?") % {"month": f"{month:%m/%Y}"}
            yield DueItem(words, reverse("concerns:completeness"))


def _asked_of_the_lead(person: Person, rule: str) -> bool:
    """Say whether the policy in force asks something of casework, and the person is the lead."""
    try:
        profile = in_force.profile()
    except NoProfile:
        return False
    return profile.asks(rule) and profile.posts.safeguarding_lead in access.roles_of(person.pk)


def _tasks(person: Person) -> Iterator[DueItem]:
    own = Action.objects.filter(owner_id=person.pk, state=ActionState.TO_DO).order_by("due")
    for action in own[:_MOST]:
        words = _("Your task: %(what)s") % {"what": action.what[:80]}
        yield DueItem(words, reverse("concerns:action", args=[action.pk]), action.due)


def _files() -> Iterator[DueItem]:
    """Give the safeguarding files that must still go; on lists they are named by setting alone."""
    waiting = Transfer.objects.filter(sent_on__isnull=True, due_on__isnull=False)
    for one in waiting.order_by("due_on")[:_MOST]:
        words = _("Send a safeguarding file to %(setting)s") % {"setting": one.setting}
        until = moment_of(one.due_on) if one.due_on else None
        yield DueItem(words, reverse("concerns:transfer", args=[one.pk]), until)


def _tests() -> Iterator[DueItem]:
    for drill in Drill.objects.filter(done_at__isnull=True).order_by("due_on")[:_MOST]:
        words = _("Test a way to report: %(path)s") % {"path": PATHS[drill.path].title}
        due = timezone.make_aware(datetime.datetime.combine(drill.due_on, datetime.time(17)))
        yield DueItem(words, reverse("concerns:drill", args=[drill.pk]), due)


def _reports() -> Iterator[DueItem]:
    waiting = Concern.objects.filter(state=ConcernState.RECEIVED).order_by("acknowledge_by")
    for concern in waiting[:_MOST]:
        words = _("Report %(reference)s waits for somebody: %(kind)s") % {
            "reference": concern.reference, "kind": concern.get_category_display(),
        }  # fmt: skip
        url = reverse("concerns:concern", args=[concern.pk])
        yield DueItem(words, url, concern.acknowledge_by, 5 if concern.immediate_danger else 2)


def _cases(person: Person) -> Iterator[DueItem]:
    held = Case.objects.filter(
        Q(holder_id=person.pk, next_due__isnull=False) | Q(state=CaseState.AWAITING_AGREEMENT)
    ).exclude(state=CaseState.CLOSED, next_due__gt=timezone.now() + _AHEAD)
    shown = list(held.order_by("next_due")[:_MOST])
    lines = lines_of(shown)
    for case in shown:
        awaiting = case.state == CaseState.AWAITING_AGREEMENT
        words = (
            _("Case %(reference)s waits for a second person: %(summary)s")
            if awaiting
            else _("Case %(reference)s: %(summary)s")
        )
        yield DueItem(
            words % {"reference": case.reference, "summary": lines[case.pk][:80]},
            reverse("concerns:case", args=[case.pk]), case.next_due, case.severity,
        )  # fmt: skip
