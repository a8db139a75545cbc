"""Two people do the same thing at the same moment, on two connections: one of them does it."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from lanyard.foundation.database.identity import Identity, acting_as, acting_as_system
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.models import Notification
from lanyard.foundation.organisations.models import HostName, Organisation
from lanyard.people.models import Person
from lanyard.rooms.concerns import jobs
from lanyard.rooms.concerns.actions import close, joining, reading, referrals, triage, work
from lanyard.rooms.concerns.models import (
    Action,
    Case,
    ChronologyEntry,
    Closure,
    Concern,
    Decision,
    Referral,
)
from lanyard.rooms.concerns.tests.college import learner, person, under
from lanyard.rooms.concerns.tests.scene import a_case, a_report, a_step, an_assessment, named
from lanyard.rooms.concerns.tests.test_states import a_proposal


@dataclass
class College:
    """A committed college: two leads, a third, and a case that may close at once."""

    organisation: Organisation
    one: Person
    two: Person
    three: Person
    case: Case
    concern: Concern


@pytest.fixture
def there(own_database: None) -> College:
    with transaction.atomic():
        made = Organisation.objects.create(slug="here", name="Here College")
        HostName.objects.create(host="here.test", organisation=made)
    with acting_as_system(made.pk, "set the scene"), transaction.atomic():
        under("oaklands")
        people = [person(f"{name} Lead", "dsl", "safeguarding-team") for name in ("A", "B", "C")]
        grown = learner("Gro Wn", born=datetime.date(2000, 1, 1))
        case = a_case(named(grown), by=people[0], category="other")
        return College(made, people[0], people[1], people[2], case, a_report(named(grown)))


def at_once(there: College, first: Callable[[], object], then: Callable[[], object]) -> list[str]:
    """Let ``then`` begin while ``first`` is done but not committed; return how both ended."""
    ended: list[str] = []
    begun = threading.Event()

    def second() -> None:
        try:
            with acting_as(there.organisation.pk, there.two.pk), transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL application_name = 'the second'")
                begun.set()
                then()
            ended.append("done")
        except ValueError as refused:
            ended.append(type(refused).__name__)
        finally:
            begun.set()
            connection.close()

    other = threading.Thread(target=second)
    with acting_as(there.organisation.pk, there.one.pk), transaction.atomic():
        first()
        other.start()
        begun.wait(20)
        while other.is_alive() and not _waits():
            other.join(0.02)
    other.join(20)
    return ended


def _waits() -> bool:
    """Say whether the second connection waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_stat_activity"
            " WHERE application_name = 'the second' AND wait_event_type = 'Lock')"
        )
        return bool((cursor.fetchone() or [False])[0])


def look(there: College) -> AbstractContextManager[Identity]:
    return acting_as_system(there.organisation.pk, "look")


def test_two_triagers_open_one_case(there: College) -> None:
    mine, theirs = (_again(Concern, there.concern, there) for _who in range(2))
    ended = at_once(
        there,
        lambda: triage.open_case(mine, by=there.one, assessment=an_assessment(), step=a_step()),
        lambda: triage.open_case(theirs, by=there.two, assessment=an_assessment(), step=a_step()),
    )
    with look(there), transaction.atomic():
        numbers = sorted(Case.objects.values_list("number", flat=True))
        holder = Concern.objects.get(pk=there.concern.pk).acknowledged_by
        assert (ended, numbers, holder) == (["ValueError"], [1, 2], there.one)


def test_one_joins_what_another_opens(there: College) -> None:
    mine, theirs = (_again(Concern, there.concern, there) for _who in range(2))
    case = _again(Case, there.case, there)
    ended = at_once(
        there,
        lambda: triage.open_case(mine, by=there.one, assessment=an_assessment(), step=a_step()),
        lambda: joining.join_case(theirs, case, by=there.two, because="Same.", step=a_step()),
    )
    with look(there), transaction.atomic():
        assert ended == ["ValueError"]
        assert Concern.objects.filter(case=there.case).count() == 1


def test_two_who_acknowledge_are_one_acknowledgement(there: College) -> None:
    mine, theirs = (_again(Concern, there.concern, there) for _who in range(2))
    ended = at_once(
        there,
        lambda: reading.acknowledge(mine, by=there.one),
        lambda: reading.acknowledge(theirs, by=there.two),
    )
    with look(there), transaction.atomic():
        assert ended == ["done"]
        assert Concern.objects.get(pk=there.concern.pk).acknowledged_by == there.one


def test_two_proposals_to_close_are_one(there: College) -> None:
    mine, theirs = (_again(Case, there.case, there) for _who in range(2))
    ended = at_once(
        there,
        lambda: close.propose_closure(mine, by=there.one, proposal=a_proposal()),
        lambda: close.propose_closure(theirs, by=there.two, proposal=a_proposal()),
    )
    with look(there), transaction.atomic():
        assert ended == ["NotOpen"]
        assert [c.proposed_by for c in Closure.objects.all()] == [there.one]
        assert Decision.objects.filter(kind="outcome").count() == 1


def test_two_who_agree_are_one_agreement(there: College) -> None:
    with look(there), transaction.atomic():
        close.propose_closure(there.case, by=there.three, proposal=a_proposal())
    mine, theirs = (_proposed(there) for _who in range(2))
    ended = at_once(
        there, lambda: close.agree(mine, by=there.one), lambda: close.agree(theirs, by=there.two)
    )
    with look(there), transaction.atomic():
        assert (ended, Closure.objects.get().agreed_by) == (["ValueError"], there.one)
        assert Decision.objects.filter(kind="close").count() == 1


def test_agreed_by_one_and_sent_back_by_another(there: College) -> None:
    with look(there), transaction.atomic():
        close.propose_closure(there.case, by=there.three, proposal=a_proposal())
    mine, theirs = (_proposed(there) for _who in range(2))
    ended = at_once(
        there,
        lambda: close.send_back(mine, by=there.one, because="Not yet."),
        lambda: close.agree(theirs, by=there.two),
    )
    with look(there), transaction.atomic():
        assert (ended, Case.objects.get(pk=there.case.pk).state) == (["ValueError"], "open")


def test_severity_changes_or_the_case_closes(there: College) -> None:
    mine, theirs = (_again(Case, there.case, there) for _who in range(2))
    ended = at_once(
        there,
        lambda: close.propose_closure(mine, by=there.one, proposal=a_proposal()),
        lambda: triage.change_severity(theirs, by=there.two, severity=5, because="Worse."),
    )
    with look(there), transaction.atomic():
        assert (ended, Case.objects.get(pk=there.case.pk).severity) == (["NotOpen"], 3)


def test_a_task_is_finished_once_and_a_referral_sent_once(there: College) -> None:
    with look(there), transaction.atomic():
        due = timezone.now() + datetime.timedelta(days=1)
        task = work.give_task(
            there.case, by=there.one, kind="other", what="Look.", owner=there.two, due=due
        )
        referral = referrals.plan_referral(there.case, by=there.one, agency="police")
    mine, theirs = (_again(Action, task, there) for _who in range(2))
    ended = at_once(
        there,
        lambda: work.finish_task(mine, by=there.one, result="Done."),
        lambda: work.drop_task(theirs, by=there.two, because="No need."),
    )
    sent = (_again(Referral, referral, there) for _who in range(2))
    one, two = sent
    ended += at_once(
        there, lambda: _send(one, there.one, "first"), lambda: _send(two, there.two, "second")
    )
    with look(there), transaction.atomic():
        assert ended == ["Changed", "Changed"]
        assert Action.objects.get(pk=task.pk).result == "Done."
        assert Referral.objects.get(pk=referral.pk).what_shared == "first"
        assert ChronologyEntry.objects.filter(text__contains="second").count() == 0


def _send(referral: Referral, by: Person, what: str) -> None:
    referrals.send_referral(
        referral, by=by, what_shared=what, basis="y", consent="z", because="b",
        sent_at=timezone.now(),
    )  # fmt: skip


def _again(model: Any, record: Any, there: College) -> Any:
    """Return a record as another page has it."""
    with look(there), transaction.atomic():
        return model.objects.get(pk=record.pk)


def _proposed(there: College) -> Closure:
    with look(there), transaction.atomic():
        return Closure.objects.select_related("case").get()


def test_the_same_event_told_twice_at_once_is_told_once(there: College) -> None:
    def tell() -> None:
        notices.notify(
            "concerns.due", [there.one.pk, there.three.pk], event="same", url="/concerns/",
            subject_kind="case", subject_id=there.case.pk,
        )  # fmt: skip

    ended = at_once(there, tell, tell)
    with look(there), transaction.atomic():
        told = Notification.objects.filter(occasion__event="same")
        assert ended == ["done"]
        assert set(told.values_list("person_id", flat=True)) == {there.one.pk, there.three.pk}
        assert told.count() == 2


def test_two_reminders_at_once_say_what_is_overdue_once(there: College) -> None:
    with look(there), transaction.atomic():
        Case.objects.filter(pk=there.case.pk).update(
            next_due=timezone.now() - datetime.timedelta(hours=1)
        )

    def remind() -> None:
        with acting_as_system(there.organisation.pk, "remind"):
            jobs.remind(there.organisation.pk)

    ended = at_once(there, remind, remind)
    with look(there), transaction.atomic():
        told = Notification.objects.filter(occasion__kind="concerns.due")
        assert (ended, list(told.values_list("person_id", flat=True))) == (["done"], [there.one.pk])


def test_a_case_that_cannot_be_said_keeps_back_no_other(there: College) -> None:
    with look(there), transaction.atomic():
        other = a_case(named(learner("An Other")), by=there.one)
        now = timezone.now()
        Case.objects.filter(pk=there.case.pk).update(next_due=now - datetime.timedelta(hours=2))
        Case.objects.filter(pk=other.pk).update(next_due=now - datetime.timedelta(hours=1))
        due = Case.objects.get(pk=there.case.pk).next_due
    held = f"case-due:{there.case.pk}:{due:%Y%m%d%H%M}:over"
    locked, over = threading.Event(), threading.Event()

    def hold() -> None:
        with look(there), transaction.atomic():
            notices.notify("concerns.due", [], event=held, url="/")
            locked.set()
            over.wait(20)
            transaction.set_rollback(True)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait(20)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '300ms'")
        with pytest.raises(OperationalError):
            jobs.remind(there.organisation.pk)
    finally:
        over.set()
        holder.join(20)
        connection.close()
    with look(there), transaction.atomic():
        told = Notification.objects.filter(occasion__kind="concerns.due")
        assert list(told.values_list("occasion__subject_id", flat=True)) == [other.pk]
    jobs.remind(there.organisation.pk)
    with look(there), transaction.atomic():
        assert set(told.values_list("occasion__subject_id", flat=True)) == {
            other.pk, there.case.pk,
        }  # fmt: skip
