"""The duty of approvers: a stage that opened is due from whoever may decide it."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lanyard.engine.approvals.models import Approval, Step
from lanyard.engine.approvals.queries import able, open_steps, waiting_for
from lanyard.engine.duties import api as duties
from lanyard.foundation.access.api import holders_of
from lanyard.people.api import Person

KIND = "approvals.decide"


def waiting(day: datetime.date, about: duties.Only) -> Iterator[duties.Waiting]:
    """Give every stage that waits, with whoever may decide it; each has their own first step."""
    acting = functools.cache(lambda role: tuple(holders_of(role, on=day)))
    asked = duties.among(Approval.objects.filter(state=Approval.State.OPEN), about)
    for approval in asked.prefetch_related("steps"):
        taken: set[UUID] = set()
        for step in open_steps(approval):
            people = set(able(step, approval, acting)) - taken
            taken |= people
            yield duties.Waiting(
                str(approval.pk), people, timezone.localdate(_since(approval)),
                period=str(step.number),
            )  # fmt: skip


def touched(person_id: UUID, roles: Collection[str]) -> Iterator[str]:
    """Name the open approvals in whose chain somebody may have a word."""
    steps = Step.objects.filter(
        Q(decider__isnull=True, role__in=roles) | Q(decider=person_id),
        outcome="", approval__state=Approval.State.OPEN,
    )  # fmt: skip
    return map(str, steps.values_list("approval", flat=True).distinct())


def _since(approval: Approval) -> datetime.datetime:
    """Return since when its open stage waits: the last decision, where one came before."""
    decided = [step.decided_at for step in approval.steps.all() if step.decided_at]
    return max([approval.asked_at, *decided]) if approval.in_order else approval.asked_at


def tell(person: Person, about: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Say what waits for a reader's own word; what does not is left out."""
    return {
        str(one.pk): (
            _("Approve or reject: %(title)s") % {"title": one.title},
            reverse("approvals:one", args=[one.pk]),
        )
        for one in _of(waiting_for(person), about)
    }


def _of(found: Iterable[Approval], about: Collection[str]) -> Iterator[Approval]:
    return (one for one in found if str(one.pk) in about)


ERRAND = duties.Errand(
    kind=KIND, title=gettext_lazy("Decide what waits for your approval"), waiting=waiting,
    touched=touched, tell=tell, working_days=5, told=True,
)  # fmt: skip
