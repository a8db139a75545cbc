"""What every errand keeps to: whoever a record waits for finds it again, and alone."""

from __future__ import annotations

from django.utils import timezone

from lanyard.engine.duties.errands import Waiting, errands
from lanyard.foundation.access.api import RoleHolding
from lanyard.foundation.database.identity import system_duty
from lanyard.people.api import spans


def waits_as_declared(kind: str) -> int:
    """Check an errand against what waits now, and return how many records do.

    A record asked about alone waits as it does among all; a change of anybody for whom it waits
    touches it.
    """
    today = timezone.localdate()
    with system_duty("check an errand"):
        (errand,) = errands([kind])
        everything = {(one.about, one.period): one for one in errand.waiting(today, None)}
        for (about, period), one in everything.items():
            alone = {(each.about, each.period): each for each in errand.waiting(today, {about})}
            assert {key[0] for key in alone} == {about}
            assert _said(alone[about, period]) == _said(one)
            for person in one.people:
                held = RoleHolding.objects.filter(spans(today), person_id=person)
                roles = frozenset(held.values_list("role", flat=True))
                assert about in set(errand.touched(person, roles)), (kind, about)
        assert not list(errand.waiting(today, {"00000000-0000-0000-0000-000000000000"}))
    return len(everything)


def _said(one: Waiting) -> tuple[object, ...]:
    return (set(one.people), one.since, one.due)
