"""Each person is told once of an event; mail says nothing; silence climbs the chain."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.database.identity import acting_as
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.actions import tell
from lanyard.foundation.notices.models import (
    Attempt,
    Delivery,
    Notification,
    Occasion,
    OnCall,
    QuietHours,
)
from lanyard.foundation.organisations.models import Organisation
from tests.post import Post

MakePerson = Callable[[str], UUID]


def _later(hours: float) -> datetime.datetime:
    return timezone.now() + datetime.timedelta(hours=hours)


def _quiet_now() -> None:
    now = timezone.localtime()
    ends = (now + datetime.timedelta(hours=2)).time().replace(microsecond=0)
    starts = (now - datetime.timedelta(hours=2)).time().replace(microsecond=0)
    QuietHours.objects.create(quiet_from=starts, quiet_until=ends)


def test_a_person_is_told_once_of_an_event(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    ada, ben = person("ada"), person("ben")
    notices.notify("tests.routine", [ada, ada], url="/x/", event="e1")
    notices.notify("tests.routine", [ada, ben], url="/x/", event="e1")
    jobs.run_waiting()
    assert sorted(post.addresses) == ["ada@here.test", "ben@here.test"]
    states = set(Delivery.objects.values_list("channel", "target_id", "state"))
    assert states == {
        ("in-app", ada, "sent"), ("in-app", ben, "sent"),
        ("email", ada, "sent"), ("email", ben, "sent"),
    }  # fmt: skip
    assert list(Attempt.objects.values_list("number", "result")) == [(1, "sent"), (1, "sent")]


def test_a_mail_says_nothing(college: Organisation, post: Post, person: MakePerson) -> None:
    due = datetime.datetime(2026, 3, 3, 14, 15, tzinfo=datetime.UTC)
    notices.notify("tests.urgent", [person("ada")], url="/roof/fell/", event="roof:1", due=due)
    jobs.run_waiting()
    ((_to, mail),) = post.arrived
    body = mail.get_body(("plain",))
    page = mail.get_body(("html",))
    assert body is not None
    assert page is not None
    text = body.get_content() + page.get_content() + str(mail["Subject"])
    occasion = Occasion.objects.get()
    assert mail["Subject"] == "Something needs you"
    assert f"https://here.test/notices/{occasion.pk}/" in text
    assert "Tuesday 3 March 2026, 2:15 pm" in text
    for word in ("roof", "fell", "urgent", "tests", "ada@"):
        assert word not in text.lower()


def test_people_see_their_own_notices_only(
    college: Organisation, elsewhere: Organisation, post: Post, person: MakePerson
) -> None:
    ada, ben = person("ada"), person("ben")
    notices.notify("tests.urgent", [ada], url="/a/", event="a")
    notices.notify("tests.urgent", [ben], url="/b/", event="b")
    for who, expected in ((ada, ["a"]), (ben, ["b"]), (uuid4(), [])):
        with acting_as(college.pk, who):
            assert [n.occasion.event for n in Notification.objects.all()] == expected
            assert [o.event for o in Occasion.objects.all()] == expected
            assert Delivery.objects.count() == 0
            assert [n.occasion.event for n in notices.unread_for(who)] == expected
    with acting_as(elsewhere.pk, ada):
        assert Notification.objects.count() == 0


class Somebody:
    def __init__(self, pk: UUID) -> None:
        self.pk = pk

    def __str__(self) -> str:
        return "Ada Example"


def test_acknowledging_stops_the_climb(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    ada, head = person("ada"), person("head")
    notices.notify("tests.urgent", [ada], url="/a/", event="a", severity=3, chain=[[head]])
    with acting_as(college.pk, ada):
        notice = Notification.objects.get()
        notices.acknowledge(notice.pk, by=Somebody(ada))
        notices.acknowledge(notice.pk, by=Somebody(ada))
    jobs.run_waiting(until=_later(100))
    assert post.addresses == []
    assert Occasion.objects.get().acknowledged_by == ada
    assert [e.verb for e in Entry.objects.all()] == ["notices.acknowledged"]


def test_nobody_else_can_acknowledge(college: Organisation, person: MakePerson) -> None:
    ada, ben = person("ada"), person("ben")
    notices.notify("tests.urgent", [ada], url="/a/", event="a")
    notice = Notification.objects.get()
    with acting_as(college.pk, ben), pytest.raises(Notification.DoesNotExist):
        notices.acknowledge(notice.pk, by=Somebody(ben))


def test_silence_climbs_the_chain_and_is_recorded(
    college: Organisation, post: Post, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, ben, head = person("ada"), person("ben"), person("head")
    notices.notify("tests.urgent", [ada], url="/a/", event="a", severity=4, chain=[[ben], [head]])
    now = timezone.now()
    for hours, expected in (
        (0, ["ada"]), (1.1, ["ada", "ben"]), (2.3, ["ada", "ben", "head"]),
        (3.5, ["ada", "ben", "head"]), (9, ["ada", "ben", "head"]),
    ):  # fmt: skip
        moment = now + datetime.timedelta(hours=hours)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        jobs.run_waiting()
        assert post.addresses == [f"{name}@here.test" for name in expected]
    assert Occasion.objects.get().unanswered_at is not None
    verbs = [entry.verb for entry in Entry.objects.order_by("at", "id")]
    assert verbs == ["notices.escalated", "notices.escalated", "notices.unanswered"]


def test_nobody_to_tell_goes_to_the_next_at_once(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    notices.notify("tests.urgent", [], url="/a/", event="a", chain=[[person("head")]])
    jobs.run_waiting()
    assert post.addresses == ["head@here.test"]


def test_quiet_hours_hold_mail_back_but_not_the_app(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    ada, ben = person("ada"), person("ben")
    _quiet_now()
    OnCall.objects.create(person_id=ben, since=_later(-1), until=_later(1))
    notices.notify("tests.urgent", [ada, ben], url="/a/", event="a", severity=4)
    jobs.run_waiting()
    assert post.addresses == ["ben@here.test"]
    assert Notification.objects.count() == 2
    jobs.run_waiting(until=_later(2.1))
    assert post.addresses == ["ben@here.test", "ada@here.test"]


def test_severity_five_goes_to_everybody_at_once(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    ada, head = person("ada"), person("head")
    _quiet_now()
    access.away(ada, since=timezone.localdate(), until=timezone.localdate())
    notices.notify("tests.urgent", [ada], url="/a/", event="a", severity=5, chain=[[head]])
    jobs.run_waiting()
    assert sorted(post.addresses) == ["ada@here.test", "head@here.test"]


def test_somebody_away_is_passed_over(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    ada, ben = person("ada"), person("ben")
    today = timezone.localdate()
    access.away(ada, since=today, until=today + datetime.timedelta(days=10))
    notices.notify("tests.urgent", [ada], url="/a/", event="a", severity=4, chain=[[ben]])
    jobs.run_waiting()
    assert post.addresses == ["ben@here.test"]


def test_no_address_is_a_failed_delivery(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    notices.notify("tests.routine", [uuid4()], url="/a/", event="a")
    jobs.run_waiting()
    mail = Delivery.objects.get(channel="email")
    assert (mail.state, mail.failure) == ("failed", "NoAddress")


def test_whoever_is_kept_out_of_the_record_is_never_told(
    college: Organisation, person: MakePerson
) -> None:
    ada, ben, cyd, record = person("ada"), person("ben"), person("cyd"), uuid4()
    notices.notify(
        "tests.urgent", [ada], url="/x/", event="e", subject_kind="case", subject_id=record,
        chain=[[ben], [cyd]], due=_later(-1),
    )  # fmt: skip
    access.exclude("case", record, ben, because="the one it is about")
    Occasion.objects.update(answer_by=_later(-1))
    tell.escalate(Occasion.objects.get())
    assert set(Notification.objects.values_list("person_id", flat=True)) == {ada, cyd}


def test_an_answer_of_somebody_kept_out_does_not_end_the_climb(
    college: Organisation, person: MakePerson
) -> None:
    ada, ben, record = person("ada"), person("ben"), uuid4()
    notices.notify(
        "tests.urgent", [ada], url="/x/", event="e", subject_kind="case", subject_id=record,
        chain=[[ben]],
    )  # fmt: skip
    access.exclude("case", record, ada, because="named in it since")
    with acting_as(college.pk, ada):
        notices.acknowledge(Notification.objects.get().pk, by=Somebody(ada))
    occasion = Occasion.objects.get()
    assert (occasion.acknowledged_at, occasion.answer_by is not None) == (None, True)
