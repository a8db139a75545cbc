"""Load what stands on a case for the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from lanyard.engine.policy.api import Population, Profile
from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import Employment, Enrolment, spans
from lanyard.rooms.concerns.casefile import CaseFile, Sent, Someone, Task
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    CasePerson,
    Concern,
    Decision,
    FollowUp,
    ImageReview,
    Particular,
    Referral,
    Sanction,
    Telling,
)


def case_file(case: Case, profile: Profile) -> CaseFile:
    """Return what stands on a case, in a fixed number of queries, whoever asks."""
    with system_duty("see what stands on a case"):
        decisions = newest_decisions(case)
        review = ImageReview.objects.filter(case=case).order_by("-at", "-id").first()
        return CaseFile(
            kind=case.kind, category=case.category, severity=case.severity, prevent=case.prevent,
            illegal=case.illegal, disturbing=case.disturbing,
            child_sexual_abuse=case.child_sexual_abuse,
            acknowledged=case.acknowledged_at is not None, first_action_at=case.first_action_at,
            people=people_of(case), breaches=_known(case, profile),
            decisions={kind: d.answer for kind, d in decisions.items()},
            waived_by_right=_waived(decisions.get("police"), profile),
            referrals=_referrals(case, profile), actions=_tasks(case),
            follow_ups=tuple(
                FollowUp.objects.filter(case=case, entered_at=None).values_list("pk", "system")
            ),
            tellings=frozenset(_tellings(case)), particulars=newest_particulars(case),
            refer_at_once=None if review is None else review.refer_at_once,
            sanctions_waiting=tuple(
                Sanction.objects.filter(case=case, state="recommended").values_list("pk", flat=True)
            ),
            skipped=frozenset(
                Decision.objects.filter(case=case, kind="step-skipped").values_list(
                    "answer", flat=True
                )
            ),
        )  # fmt: skip


def newest_decisions(case: Case) -> dict[str, Decision]:
    """Return the newest decision of each kind."""
    ordered = Decision.objects.filter(case=case).order_by("recorded_at", "id")
    return {decision.kind: decision for decision in ordered}


def _known(case: Case, profile: Profile) -> tuple[str, ...]:
    codes = {breach.code for breach in profile.breaches}
    return tuple(code for code in case.breach_codes if code in codes)


def _waived(decision: Decision | None, profile: Profile) -> bool:
    if decision is None or decision.answer != "waived":
        return False
    held = access.roles_of(decision.decided_by_id)
    return not held.isdisjoint(profile.police.waived_by)


def _referrals(case: Case, profile: Profile) -> tuple[Sent, ...]:
    kinds = {agency.slug: agency.kind for agency in profile.agencies}
    return tuple(
        Sent(
            id=r.pk, agency=r.agency, kind=kinds.get(r.agency, ""), state=r.state,
            reference=r.reference, required=r.required, name=r.agency_name,
        )
        for r in Referral.objects.filter(case=case).order_by("created_at", "id")
    )  # fmt: skip


def _tasks(case: Case) -> tuple[Task, ...]:
    return tuple(
        Task(id=a.pk, kind=a.kind, state=a.state, required=a.required, what=a.what)
        for a in Action.objects.filter(case=case).order_by("due", "id")
    )


def _tellings(case: Case) -> Iterable[tuple[str, UUID | None]]:
    """Give (party, id of the person in the case): a telling names our person or nobody."""
    people = dict(CasePerson.objects.filter(case=case).values_list("person_id", "pk"))
    for party, about in Telling.objects.filter(case=case).values_list("party", "about_id"):
        yield party, people.get(about)


def newest_particulars(case: Case) -> dict[tuple[str, str], dict[str, str]]:
    """Return the newest answers of each set and key."""
    found = Particular.objects.filter(case=case).order_by("at", "id")
    return {(p.slug, p.key): p.answers for p in found}


def people_of(case: Case) -> tuple[Someone, ...]:
    """Return the people in a case with their age today and what they are here."""
    rows = list(
        CasePerson.objects.filter(case=case, ended_at=None).select_related("person").order_by("id")
    )
    here = _here([row.person_id for row in rows if row.person_id])
    return tuple(
        Someone(
            id=row.pk, person_id=row.person_id, name=row.name, part=row.part, age=_age(row),
            learner="learner" in here[row.person_id], staff="staff" in here[row.person_id],
            apprentice="apprentice" in here[row.person_id],
        )
        for row in rows
    )  # fmt: skip


def populations_in(concern: Concern) -> frozenset[Population]:
    """Return what those alleged in a report are here; learner where nobody of ours is."""
    alleged = concern.involved.filter(part="alleged", person__isnull=False)
    here = _here(list(alleged.values_list("person_id", flat=True)))
    found = {Population(word) for words in here.values() for word in words}
    if not found:
        about_staff = concern.about in {"staff", "dsl", "head"}
        found = {Population.STAFF if about_staff else Population.LEARNER}
    return frozenset(found)


def _here(ids: list[UUID | None]) -> dict[UUID | None, set[str]]:
    """Return which of "staff", "learner" and "apprentice" each person is today."""
    today = timezone.localdate()
    found: dict[UUID | None, set[str]] = defaultdict(set)
    for person in Employment.objects.filter(spans(today), person__in=ids).values_list(
        "person_id", flat=True
    ):
        found[person].add("staff")
    for person, apprentice in Enrolment.objects.filter(spans(today), person__in=ids).values_list(
        "person_id", "apprentice"
    ):
        found[person] |= {"learner", "apprentice"} if apprentice else {"learner"}
    return found


def _age(row: CasePerson) -> int | None:
    today = timezone.localdate()
    if row.person is not None and row.person.born is not None:
        return row.person.age_on(today)
    if row.born is not None:
        reached = (today.month, today.day) >= (row.born.month, row.born.day)
        return today.year - row.born.year - (0 if reached else 1)
    return None
