"""The web server is killed again and again while concerns are opened, shared and closed."""

from __future__ import annotations

import random
import threading

from django.db import connection

from tests.database import Databases
from tests.faults import scene
from tests.faults.scene import College
from tests.faults.site import Crowd, Press, Site
from tests.workers import until

_REPORTS, _TO_SHARE, _TO_CLOSE, _KILLS = 14, 6, 5, 3


def _presses(college: College) -> list[Press]:
    presses = [
        Press("report", n, "/report/concern/check/", college.cookies(college.tutors[n]),
              {"sent_key": str(draft)})
        for n, draft in enumerate(scene.write_drafts(college, _REPORTS))
    ]  # fmt: skip
    lead, second = college.cookies(college.lead), college.cookies(college.second)
    member = {"person": str(college.colleague), "part": "reader", "because": "Teaches them."}
    for n, case in enumerate(college.to_share):
        presses.append(Press("share", n, f"/concerns/cases/{case}/team/new/", lead, member))
    for n, case in enumerate(college.to_close):
        path = f"/concerns/cases/{case}/agree/"
        presses.append(Press("close", n, path, second, {"answer": "yes"}))
    return presses


def _left(college: College, press: Press) -> str:
    """Say whether the work of a press is there whole, absent, or neither."""
    if press.kind == "report":
        left = scene.left_of_report(college, college.tutors[press.about])
        known = {repr(scene.whole_report(college)): "whole", repr(scene.NO_REPORT): "absent"}
        return known.get(repr(left), f"torn: {left}")
    if press.kind == "share":
        rows = scene.left_of_sharing(college, college.to_share[press.about])
    else:
        rows = scene.left_of_closing(college, college.to_close[press.about])
    return {(1,) * len(rows): "whole", (0,) * len(rows): "absent"}.get(rows, f"torn: {rows}")


def _wait_for_the_last_backend(databases: Databases) -> None:
    """Wait until what the killed server had begun is either committed or gone."""
    query = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND usename = current_user AND pid <> pg_backend_pid()"
    )

    def alone() -> bool:
        with connection.cursor() as cursor:
            cursor.execute(query)
            return bool(cursor.fetchone()[0] == 0)

    until(alone)


def test_what_was_answered_is_whole_and_what_was_not_is_whole_or_absent(
    college_here: College, site: Site, databases: Databases
) -> None:
    college, dice, moment = college_here, random.Random(20261120), threading.Event()
    scene.open_cases(college, to_share=_TO_SHARE, to_close=_TO_CLOSE)
    presses = _presses(college)
    dice.shuffle(presses)
    for _ in range(_KILLS):
        site.start()
        with Crowd([p for p in presses if not p.status], site.port) as crowd:
            crowd.wait_for_answers(dice.randint(2, 5))
            moment.wait(dice.random() * 0.2)
            crowd.go()
            site.kill()
        _wait_for_the_last_backend(databases)
        found = [(p.kind, bool(p.status), _left(college, p)) for p in presses]
        assert {one for one in found if one[1]} <= {(k, True, "whole") for k in _KINDS}
        assert {left for _kind, _answered, left in found} <= {"whole", "absent"}
        assert college.verified()
    _press_the_rest(site, presses)
    assert {(p.kind, _left(college, p)) for p in presses} == {(kind, "whole") for kind in _KINDS}
    assert college.verified()


_KINDS = ("report", "share", "close")


def _press_the_rest(site: Site, presses: list[Press]) -> None:
    """Press again what was not answered; and every report once more, which changes nothing."""
    site.start()
    with Crowd([p for p in presses if not p.status], site.port):
        pass
    reports = [press for press in presses if press.kind == "report"]
    receipts = [press.led for press in reports]
    assert all(led.startswith("/report/sent/") for led in receipts)
    with Crowd([*reports], site.port):
        pass
    assert [press.led for press in reports] == receipts
