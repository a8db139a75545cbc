"""What a case is about changes: with its reason, its history, and whoever must now read it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.engine.profiles.api import ProfileVersion, profile_in_force
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.foundation.files import api as files
from lanyard.foundation.notices import api as notices
from lanyard.people.api import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions import attachments, team, work
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.actions.consequences import set_in_motion
from lanyard.rooms.concerns.actions.decisions import record
from lanyard.rooms.concerns.actions.progress import hold_open, refresh_due
from lanyard.rooms.concerns.matters import matter_of_concern
from lanyard.rooms.concerns.models import Action, Case, Concern, Decision
from lanyard.rooms.concerns.readers import exclusions_of
from lanyard.rooms.concerns.reasons import CaseKind, Category, RiskArea
from lanyard.rooms.concerns.routing import Routed, route
from lanyard.rooms.concerns.without_files import files_allowed

_DAYS = 1


@transaction.atomic
def change_category(
    case: Case, *, by: Person, category: str, risk_area: str, because: str
) -> list[str]:
    """Change what a case is about; return the titles of those who receive it besides.

    The report keeps the reporter's own word. Where the policy sends the new category to posts that
    do not read the case, they read it from now on and are told; nobody loses it by that. Whom the
    policy names by relation (the reporter's line manager) is told by the holder, who decides what
    they need to know. A case behind the wall of allegations stays there. On a case that is now
    about nude images the files are destroyed (COM-NUD-04).

    Raises ValueError without a reason, NotOpen on a case that is not open.
    """
    hold_open(case)
    if not because.strip():
        raise ValueError(_("Say why it changes."))
    if (case.category, case.risk_area) == (category, risk_area):
        return []
    words = _words(case, category, risk_area)
    was, allowed = case.category, files_allowed(case)
    _set(case, category, risk_area)
    record(case, by=by, kind=Decision.Kind.CATEGORY, answer=words, reasons=because)
    received = _route_anew(case, by=by)
    if allowed and not files_allowed(case):
        _destroy_files(case)
    set_in_motion(case, by=by)
    refresh_due(case)
    trail.on_case("case-changed", case, by=by, because=because, was=was, category=category)
    return received


def _words(case: Case, category: str, risk_area: str) -> str:
    was, now = Category(case.category).label, Category(category).label
    if was == now:
        was, now = RiskArea(case.risk_area).label, RiskArea(risk_area).label
    return _("%(was)s became %(now)s") % {"was": was, "now": now}


def _set(case: Case, category: str, risk_area: str) -> None:
    former = str(Category(case.category).label)
    if case.summary.startswith(former):
        case.summary = (str(Category(category).label) + case.summary[len(former) :])[:200]
    case.category, case.risk_area = category, risk_area
    with system_duty("change what a case is about"):
        case.save(update_fields=["category", "risk_area", "summary"])


def _route_anew(case: Case, *, by: Person) -> list[str]:
    """Let the posts read the case to whom its reports would go today; return their titles."""
    version = profile_in_force()
    with system_duty("send a case on its way"):
        reports = list(Concern.objects.filter(case=case).select_related("circle", "reporter"))
        routes = [_routed(report, case.category, version) for report in reports]
        for routed in routes:
            for person, because in routed.kept_out.items():
                access.exclude("case", case.pk, person, because=because)
        about_staff = any(report.about in {"staff", "dsl", "head"} for report in reports)
        if case.kind == CaseKind.ALLEGATION and not about_staff:
            return []
        roles = {role for routed in routes for role in routed.roles}
        new = roles - set(case.circle.roles)
        if new:
            _widen(case, reports, new)
    _tell_relatives(case, routes, version, by=by)
    if not new:
        return []
    titles = [version.profile.title_of(role) for role in sorted(new)]
    add_line(
        case, kind=Kind.SHARED, by=None,
        text=_("The policy sends this to: %(who)s. They can read the case from now on.")
        % {"who": ", ".join(titles)},
    )  # fmt: skip
    return titles


def _routed(report: Concern, category: str, version: ProfileVersion) -> Routed:
    matter = replace(matter_of_concern(report), category=Category(category))
    return route(matter, version, also_kept=exclusions_of(report))


def _widen(case: Case, reports: list[Concern], new: set[str]) -> None:
    case.circle = access.circle_of({*case.circle.roles, *new})
    case.save(update_fields=["circle"])
    Concern.objects.filter(pk__in=[report.pk for report in reports]).update(circle=case.circle)
    people = [person for role in sorted(new) for person in access.holders_of(role)]
    notices.notify(
        "concerns.case", [p for p in people if not team.is_kept_out(case, p)],
        event=f"category:{case.pk}:{case.category}", subject_kind="case", subject_id=case.pk,
        url=reverse("concerns:case", args=[case.pk]),
    )  # fmt: skip


def _tell_relatives(
    case: Case, routes: list[Routed], version: ProfileVersion, *, by: Person
) -> None:
    """Give the holder a task where the policy names somebody by relation, who reads no case."""
    named = {role for routed in routes for role in routed.told if role not in routed.roles}
    if named:
        work.put_task(
            case, by=by, kind=Action.Kind.FOLLOW_UP, owner=case.holder or by,
            what=_("The policy sends this to: %(who)s. Tell them what they need to know.")
            % {"who": ", ".join(version.profile.title_of(role) for role in sorted(named))},
            due=timezone.now() + datetime.timedelta(days=_DAYS),
        )  # fmt: skip


def _destroy_files(case: Case) -> None:
    with system_duty("destroy what must not be kept"):
        gone = files.destroy("case", case.pk, because=attachments.no_images())
        if gone:
            add_line(
                case, kind=Kind.FILE, by=None,
                text=_("%(count)d files of evidence were destroyed: an image must never be kept.")
                % {"count": gone},
            )  # fmt: skip
        for concern in Concern.objects.filter(case=case):
            attachments.follow_into_case(concern, case)
