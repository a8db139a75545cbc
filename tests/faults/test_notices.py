"""Workers die while mails go out, the mail server goes away: nobody is written to twice."""

from __future__ import annotations

import random
import re
import signal
import subprocess
from collections import Counter
from typing import Any
from uuid import UUID

from aiosmtpd.controller import Controller
from django.db import connection

from tests.faults import scene
from tests.faults.scene import College
from tests.post import Post, free_port
from tests.workers import Workers, until

_REPORTS, _KILLS = 6, 2
_LINK = re.compile(r"/notices/\S*?([0-9a-f]{8}-[0-9a-f-]{27})")


def _arrived(post: Post, addresses: dict[str, UUID]) -> Counter[tuple[UUID, UUID]]:
    """Count what arrived, by person and occasion."""
    found: Counter[tuple[UUID, UUID]] = Counter()
    for to, message in post.arrived:
        body = message.get_body(("plain",))
        link = _LINK.search(body.get_content() if body else "")
        assert link is not None
        found[addresses[to], UUID(link[1])] += 1
    return found


def _kill_at(post: Post, process: subprocess.Popen[bytes], number: int, *, taken: bool) -> None:
    """Kill the worker once so many mails arrived: while it waits for the answer, or after it."""
    if taken:

        def kill() -> None:
            if len(post.arrived) >= number:
                process.send_signal(signal.SIGKILL)

        post.before_answer = kill
    else:
        until(lambda: len(post.arrived) >= number)
        process.send_signal(signal.SIGKILL)
    until(lambda: process.poll() is not None)
    post.before_answer = lambda: None
    assert process.returncode == -signal.SIGKILL


def test_workers_killed_while_mails_go_out_send_nothing_twice(
    college_here: College, workers: Workers, post: Post, settings: Any
) -> None:
    workers.environment["LANYARD_SMTP_PORT"] = str(settings.EMAIL_PORT)
    addresses = scene.open_accounts(college_here)
    scene.send_reports(college_here, _REPORTS)
    dice = random.Random(20261121)
    for n in range(_KILLS):
        next_one = len(post.arrived) + dice.randint(1, 2)
        _kill_at(post, workers.start(wait=True), next_one, taken=n % 2 == 0)
    workers.start(wait=True)
    until(lambda: scene.mails_unsettled(college_here) == 0)
    ends, arrived = scene.mails(college_here), _arrived(post, addresses)
    assert len(ends) == 2 * _REPORTS
    assert set(arrived.values()) == {1}
    assert set(ends.values()) <= {"sent", "in-doubt"}
    in_doubt = {one for one, end in ends.items() if end == "in-doubt"}
    assert len(in_doubt) <= _KILLS
    assert set(ends) - in_doubt <= set(arrived) <= set(ends)
    assert college_here.verified()


def test_a_mail_server_away_for_a_while_loses_nothing(
    college_here: College, workers: Workers
) -> None:
    handler, port = Post(), free_port()
    workers.environment["LANYARD_SMTP_PORT"] = str(port)
    addresses = scene.open_accounts(college_here)
    scene.send_reports(college_here, 3)
    workers.start(wait=True)
    until(lambda: scene.tries(college_here) == [1] * 6)
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        _let_half_a_minute_pass()
        until(lambda: scene.mails_unsettled(college_here) == 0)
    finally:
        controller.stop()
    ends = scene.mails(college_here)
    assert set(ends.values()) == {"sent"}
    assert _arrived(handler, addresses) == Counter(dict.fromkeys(ends, 1))
    assert college_here.verified()


def _let_half_a_minute_pass() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = scheduled_at - INTERVAL '31 seconds'"
            " WHERE task_name = 'notices.deliver' AND status = 'todo'"
        )
