"""The database is killed and started again under a running server and worker."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from django.db import connections

from lanyard.foundation.database.embedded import DatabaseUnavailable, EmbeddedServer
from tests.faults import scene
from tests.faults.scene import College
from tests.faults.site import Crowd, Press, Site
from tests.post import Post
from tests.workers import Workers, ended, surroundings, until

_REPORTS = 10


def _up_again(server: EmbeddedServer) -> bool:
    """Start the server; not yet while processes of the killed one still end."""
    with contextlib.suppress(DatabaseUnavailable):
        server.start()
    return server.started_here


def _left(college: College, press: Press) -> tuple[object, ...]:
    """Return what is left of a report, without the jobs that the worker has done meanwhile."""
    return scene.left_of_report(college, college.tutors[press.about])[:-1]


def test_a_restarted_database_loses_nothing_that_was_answered(
    own_cluster: EmbeddedServer, site: Site, post: Post, settings: Any, tmp_path: Path
) -> None:
    college = scene.make()
    scene.open_accounts(college)
    drafts = scene.write_drafts(college, _REPORTS)
    presses = [
        Press("report", n, "/report/concern/check/", college.cookies(college.tutors[n]),
              {"sent_key": str(draft)})
        for n, draft in enumerate(drafts)
    ]  # fmt: skip
    around = {**surroundings(tmp_path), "LANYARD_SMTP_PORT": str(settings.EMAIL_PORT)}
    with ended(Workers(around)) as workers:
        worker = workers.start(wait=True)
        site.start()
        with Crowd(presses, site.port, at_once=3) as crowd:
            crowd.wait_for_answers(3)
            own_cluster.kill()
        connections["default"].close()
        until(lambda: _up_again(own_cluster))
        whole, none = scene.whole_report(college)[:-1], scene.NO_REPORT[:-1]
        answered = [press for press in presses if press.led]
        assert [_left(college, press) for press in answered] == [whole] * len(answered)
        assert all(_left(college, press) in (whole, none) for press in presses)
        assert college.verified()

        def press_the_rest() -> bool:
            with Crowd([press for press in presses if not press.led], site.port):
                pass
            return all(press.led for press in presses)

        until(press_the_rest)
        assert [_left(college, press) for press in presses] == [whole] * _REPORTS
        until(lambda: scene.mails_unsettled(college) == 0)
        assert worker.poll() is None
    ends = scene.mails(college)
    assert set(ends.values()) <= {"sent", "in-doubt"}
    assert len(ends) >= len(post.arrived) >= list(ends.values()).count("sent")
    assert college.verified()
