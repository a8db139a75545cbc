"""Who is on a case: added with a need to know, ended, kept out for a conflict of interest."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.models import Person
from lanyard.rooms.concerns import trail
from lanyard.rooms.concerns.actions import work
from lanyard.rooms.concerns.actions.chronology import Kind, add_line
from lanyard.rooms.concerns.models import Action, Case, Concern, TeamMember
from lanyard.rooms.concerns.states import ActionState

Part = TeamMember.Part


@transaction.atomic
def add_member(
    case: Case, person: Person, *, by: Person | None, part: str, because: str, post: str = ""
) -> TeamMember:
    """Let a named person onto a case and its reports, because of a stated need (KMC-ROL-08).

    Raises ValueError where the person is kept out of the case, or is on it in that part already.
    """
    with system_duty("let somebody onto a case"):
        if is_kept_out(case, person.pk):
            raise ValueError(
                _("This person is kept out of the case, because of who they are in it.")
            )
        if members(case).filter(person=person, part=part).exists():
            raise ValueError(_("This person is on the case already."))
        member = TeamMember.objects.create(
            case=case, person=person, part=part, because=because, post=post, added_by=by
        )
        _grant(case, person.pk, because)
    add_line(
        case, kind=Kind.SHARED, by=by, source=("teammember", member.pk),
        text=_("%(person)s was added (%(part)s): %(because)s")
        % {"person": person, "part": member.get_part_display().lower(), "because": because},
    )  # fmt: skip
    trail.on_case("shared", case, by=by, because=because, person=str(person), part=part)
    return member


def _grant(case: Case, person_id: UUID, because: str) -> None:
    access.grant("case", case.pk, person_id, because=because)
    for concern_id in Concern.objects.filter(case=case).values_list("pk", flat=True):
        access.grant("concern", concern_id, person_id, because=because)


@transaction.atomic
def end_member(member: TeamMember, *, by: Person | None, because: str) -> None:
    """End somebody's place on a case; what they read and wrote stays recorded."""
    case = member.case
    with system_duty("end a place on a case"):
        member.until = timezone.now()
        member.save(update_fields=["until"])
        if not members(case).filter(person_id=member.person_id).exists():
            _end_grants(case, member.person_id)
        if case.holder_id == member.person_id and member.part == Part.HOLDER:
            case.holder = None
            case.save(update_fields=["holder"])
    add_line(
        case, kind=Kind.SHARED, by=by, source=("teammember", member.pk),
        text=_("%(person)s left the case: %(because)s")
        % {"person": member.person, "because": because},
    )  # fmt: skip
    trail.on_case("unshared", case, by=by, because=because, person=str(member.person))


def _end_grants(case: Case, person_id: UUID) -> None:
    access.end_grant("case", case.pk, person_id)
    for concern_id in Concern.objects.filter(case=case).values_list("pk", flat=True):
        access.end_grant("concern", concern_id, person_id)


def end_outside(concern: Concern, circle: access.Circle) -> None:
    """End what is granted on a report to those outside a circle, as it goes behind a wall."""
    for grant in access.readers_by_grant("concern", concern.pk):
        if access.roles_of(grant.person_id).isdisjoint(circle.roles):
            access.end_grant("concern", concern.pk, grant.person_id)


@transaction.atomic
def give_to(case: Case, person: Person, *, by: Person | None, because: str) -> None:
    """Make somebody the holder of a case; the former one stays on it as a worker."""
    with system_duty("give a case to its holder"):
        former = members(case).filter(part=Part.HOLDER).select_related("person").first()
        if former is not None and former.person_id == person.pk:
            return
        if former is not None:
            former.until = timezone.now()
            former.save(update_fields=["until"])
            if not members(case).filter(person_id=former.person_id).exists():
                TeamMember.objects.create(
                    case=case, person=former.person, part=Part.WORKER, added_by=by,
                    post=former.post,
                    because=_("Held the case before."),
                )  # fmt: skip
        case.holder = person
        case.save(update_fields=["holder"])
        members(case).filter(person=person).update(until=timezone.now())
    add_member(case, person, by=by, part=Part.HOLDER, because=because)


@transaction.atomic
def keep_out(case: Case, person: Person, *, by: Person | None, because: str) -> None:
    """Hide a case and its reports from somebody with a conflict of interest.

    What they had still to do on it goes to its holder, or to whoever keeps them out.
    """
    with system_duty("keep somebody out of a case"):
        for member in members(case).filter(person=person):
            member.until = timezone.now()
            member.save(update_fields=["until"])
        if case.holder_id == person.pk:
            case.holder = None
            case.save(update_fields=["holder"])
        access.exclude("case", case.pk, person.pk, because=because)
        for concern_id in Concern.objects.filter(case=case).values_list("pk", flat=True):
            access.exclude("concern", concern_id, person.pk, because=because)
        _end_grants(case, person.pk)
    _pass_tasks(case, person, by=by)
    add_line(
        case, kind=Kind.SHARED, by=by, leads_only=True,
        text=_("%(person)s is kept out of the case: %(because)s")
        % {"person": person, "because": because},
    )  # fmt: skip
    trail.on_case("unshared", case, by=by, because=because, person=str(person), kept_out=True)


def _pass_tasks(case: Case, person: Person, *, by: Person | None) -> None:
    heir = case.holder or by
    if heir is None:
        return
    with system_duty("find the tasks of somebody kept out"):
        tasks = list(Action.objects.filter(case=case, owner=person, state=ActionState.TO_DO))
    for task in tasks:
        work.pass_task(task, by=by, owner=heir, because=_("They are kept out of the case."))


def members(case: Case) -> QuerySet[TeamMember]:
    """Return those on a case now."""
    return TeamMember.objects.filter(case=case, until=None)


def is_kept_out(case: Case, person_id: UUID) -> bool:
    """Say whether somebody is kept out of a case."""
    with system_duty("see who is kept out"):
        return access.Exclusion.objects.filter(
            record_kind="case", record_id=case.pk, person_id=person_id
        ).exists()


def share_exclusions(concern: Concern, case: Case) -> None:
    """Keep whoever is kept out of a report, its case or one of the case's reports out of all."""
    with system_duty("keep subjects out"):
        reports = {concern.pk, *Concern.objects.filter(case=case).values_list("pk", flat=True)}
        out = access.Exclusion.objects.filter(
            record_kind__in=["concern", "case"], record_id__in=[case.pk, *reports]
        )
        for person, because in list(out.values_list("person_id", "because")):
            access.exclude("case", case.pk, person, because=because)
            for report in reports:
                access.exclude("concern", report, person, because=because)


def share_grants(concern: Concern, case: Case) -> None:
    """Let those named on a case read a report that joined it, and the report's the case."""
    with system_duty("let the team read a report"):
        for member in members(case):
            access.grant("concern", concern.pk, member.person_id, because=member.because)
