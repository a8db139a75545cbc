"""The mail server goes away, refuses, or the worker is killed: nobody is sent a thing twice."""

from __future__ import annotations

import datetime
import signal
import socket
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.delivery import WAITS, deliver
from lanyard.foundation.notices.models import Attempt, Delivery, Notification, Occasion
from lanyard.foundation.organisations.models import HostName, Organisation
from tests.post import Post, free_port
from tests.workers import Workers

MakePerson = Callable[[str], UUID]


def _mail() -> Delivery:
    return Delivery.objects.get(channel="email", notification__step=0)


def _results() -> list[tuple[str, str]]:
    attempts = Attempt.objects.filter(delivery=_mail()).order_by("number")
    return list(attempts.values_list("result", "failure"))


def test_a_mail_server_that_is_away_is_tried_again(
    college: Organisation, post: Post, person: MakePerson, settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    there = settings.EMAIL_PORT
    settings.EMAIL_PORT = free_port()
    notices.notify("tests.routine", [person("ada")], url="/a/", event="a")
    jobs.run_waiting()
    assert (_mail().state, _mail().failure) == ("queued", "ConnectionRefusedError")
    settings.EMAIL_PORT = there
    jobs.run_waiting()
    assert post.addresses == []
    later = timezone.now() + datetime.timedelta(seconds=WAITS[0] + 1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    jobs.run_waiting()
    assert post.addresses == ["ada@here.test"]
    assert _results() == [("failed", "ConnectionRefusedError"), ("sent", "")]


def test_a_mail_server_away_for_too_long_ends_in_failure_and_the_next_is_told(
    college: Organisation, post: Post, person: MakePerson, settings: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    settings.EMAIL_PORT = free_port()
    ben = person("ben")
    far = timezone.now() + datetime.timedelta(days=60)
    notices.notify("tests.urgent", [person("ada")], url="/a/", event="a", due=far, chain=[[ben]])
    moment = timezone.now()
    for wait in (0, *WAITS):
        moment += datetime.timedelta(seconds=wait + 1)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        jobs.run_waiting()
    assert (_mail().state, _mail().tries) == ("failed", len(WAITS) + 1)
    assert set(Notification.objects.values_list("person_id", "step")) >= {(ben, 1)}


@pytest.mark.parametrize(
    ("where", "answer", "state"),
    [
        ("answer_recipient", "550 no such mailbox", "failed"),
        ("answer_recipient", "450 try later", "queued"),
        ("answer", "554 refused", "failed"),
        ("answer", "451 try later", "queued"),
    ],
)
def test_a_refusal_is_final_or_tried_again(
    college: Organisation, post: Post, person: MakePerson, where: str, answer: str, state: str
) -> None:
    setattr(post, where, answer)
    notices.notify("tests.routine", [person("ada")], url="/a/", event="a")
    jobs.run_waiting()
    assert post.addresses == []
    assert (_mail().state, _mail().failure) == (state, f"Refused{answer[:3]}")


def _takes_and_hangs_up(listener: socket.socket, taken: list[bytes]) -> None:
    """Speak SMTP up to the end of the message, then hang up without a word."""
    line, _address = listener.accept()
    with line, line.makefile("rb") as words:
        line.sendall(b"220 here\r\n")
        for command in words:
            if command.upper().startswith(b"DATA"):
                line.sendall(b"354 go on\r\n")
                break
            line.sendall(b"250 OK\r\n")
        for text in words:
            taken.append(text)
            if text == b".\r\n":
                return


def test_an_answer_that_never_comes_leaves_it_in_doubt(
    college: Organisation, person: MakePerson, settings: Any
) -> None:
    ben = person("ben")
    taken: list[bytes] = []
    notices.notify("tests.urgent", [person("ada")], url="/a/", event="a", chain=[[ben]])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
        server = threading.Thread(target=_takes_and_hangs_up, args=(listener, taken))
        server.start()
        deliver(_mail().pk)
        server.join(timeout=10)
    assert taken[-1] == b".\r\n"
    assert (_mail().state, _mail().failure) == ("in-doubt", "SMTPServerDisconnected")
    assert Notification.objects.get(step=0).mail_in_doubt
    answer_by = Occasion.objects.get().answer_by
    assert answer_by is not None
    assert answer_by <= timezone.now()


def test_no_mail_goes_to_somebody_kept_out_since(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    ada, ben, record = person("ada"), person("ben"), uuid4()
    notices.notify(
        "tests.urgent", [ada, ben], url="/a/", event="a", subject_kind="case", subject_id=record
    )
    access.exclude("case", record, ada, because="Is her aunt.")
    jobs.run_waiting()
    assert post.addresses == ["ben@here.test"]


def test_a_begun_attempt_without_an_outcome_is_never_sent_again(
    college: Organisation, post: Post, person: MakePerson
) -> None:
    ada, ben = person("ada"), person("ben")
    far = timezone.now() + datetime.timedelta(days=60)
    notices.notify("tests.urgent", [ada], url="/a/", event="a", due=far, chain=[[ben]])
    mail = _mail()
    Delivery.objects.filter(pk=mail.pk).update(state="sending", tries=1)
    Attempt.objects.create(delivery=mail, number=1)
    jobs.run_waiting()
    assert post.addresses == ["ben@here.test"]
    assert _results() == [("in-doubt", "OutcomeUnknown")]
    told = Notification.objects.get(person_id=ada)
    assert (told.mail_in_doubt, told.acknowledged_at) == (True, None)
    deliver(mail.pk)
    assert post.addresses == ["ben@here.test"]


def test_what_was_left_is_queued_again(
    college: Organisation, post: Post, person: MakePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices.notify("tests.urgent", [person("ada")], url="/a/", event="a", severity=4)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    for minutes, expected, unanswered in ((5, [], 0), (70, ["ada@here.test"], 0), (90, None, 1)):
        moment = timezone.now() + datetime.timedelta(minutes=minutes)
        with monkeypatch.context() as then:
            then.setattr(timezone, "now", lambda moment=moment: moment)
            jobs.defer("notices.queue-what-was-left")
            jobs.run_waiting()
        assert post.addresses == (expected if expected is not None else ["ada@here.test"])
        assert Occasion.objects.filter(unanswered_at__isnull=False).count() == unanswered


@pytest.fixture
def here(own_database: None) -> Organisation:
    with transaction.atomic():
        made = Organisation.objects.create(slug="here", name="Here College")
        HostName.objects.create(host="here.test", organisation=made)
    return made


def test_a_worker_killed_after_the_server_took_the_mail(
    workers: Workers, here: Organisation, post: Post, settings: Any
) -> None:
    workers.environment["LANYARD_SMTP_PORT"] = str(settings.EMAIL_PORT)
    ada, ben = uuid4(), uuid4()
    with acting_as_system(here.pk, "set the scene"), transaction.atomic():
        for name, person_id in (("ada", ada), ("ben", ben)):
            get_user_model().objects.create_user(f"{name}@here.test", person_id=person_id)
        notices.notify("tests.urgent", [ada], url="/a/", event="a", chain=[[ben]])
    first = workers.start(wait=True)
    post.before_answer = lambda: first.send_signal(signal.SIGKILL)
    assert first.wait(timeout=20) == -signal.SIGKILL
    assert post.addresses == ["ada@here.test"]
    post.before_answer = lambda: None
    workers.run_once()
    assert post.addresses == ["ada@here.test", "ben@here.test"]
    with acting_as_system(here.pk, "look"), transaction.atomic():
        states = set(Delivery.objects.filter(channel="email").values_list("target_id", "state"))
        assert states == {(ada, "in-doubt"), (ben, "sent")}
        assert Occasion.objects.get().step == 1
