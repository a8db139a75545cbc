"""Before a text goes out: what is settled, what is answered, how long it waits, what is kept."""

from __future__ import annotations

import datetime
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import adopt
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.guidance.checking.policy import Writer
from lanyard.rooms.guidance.checking.rules import Draft, Kind
from lanyard.rooms.guidance.models import CheckTally, OfficialAnswer
from lanyard.rooms.guidance.pausing import NotThisText, begin, left
from lanyard.rooms.guidance.tests.scene import EARLY

NOW = timezone.now()
SECOND = datetime.timedelta(seconds=1)
CHECK, READY = "/guidance/check/", "/guidance/check/ready/"


def under(slug: str) -> None:
    adopt(slug, by=None, effective_from=EARLY, reason="Set up")


def fields(page: str) -> dict[str, Any]:
    """Return what the form of the second step would send without an answer."""
    form = page.partition(f'action="{READY}"')[2].partition("</form>")[0]
    assert form, "no second step"
    found: dict[str, Any] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(html.unescape(value))
    found["text"] = html.unescape(
        re.findall(r"<textarea name=\"text\" hidden>\n(.*?)</tex", form)[0]
    )
    return found


def earlier(sent: dict[str, Any], writer: Writer, seconds: int, **more: Any) -> str:
    """Return the word of the same text, checked so long ago."""
    draft = Draft(sent["text"], writer, Kind(sent["kind"][0]), **more)
    return begin(draft, now=timezone.now() - seconds * SECOND)


def check(client: Client, text: str, **more: Any) -> dict[str, Any]:
    sent = {"kind": "post", "writer": "learners", "account": "personal", "text": text, **more}
    answer = client.post(CHECK, sent)
    return fields(answer.content.decode())


def test_the_word_is_about_one_text_and_runs_out() -> None:
    draft = Draft("Hello", Writer.LEARNERS)
    word = begin(draft, now=NOW)
    waits = [left(word, draft, 10, now=NOW + n * SECOND) for n in (0, 1, 9, 10, 11)]
    assert waits == [10, 9, 1, 0, 0]
    assert "Hello" not in word
    for other, at in ((Draft("Hello!", Writer.LEARNERS), NOW), (draft, NOW + 3601 * SECOND),
                      (Draft("Hello", Writer.STAFF), NOW), (draft, NOW - SECOND)):  # fmt: skip
        with pytest.raises(NotThisText):
            left(word, other, 10, now=at)
    with pytest.raises(NotThisText):
        left("made:up", draft, 10, now=NOW)


def test_a_post_waits_and_each_finding_is_settled(college: Organisation) -> None:
    under("kingston-maurward")
    client = browser()
    sent = check(client, "Ring me on 07700 900123")
    early = client.post(READY, {**sent, "ready-leave_0": "on", "ready-ask_0": "yes",
                                "ready-ask_2": "yes"})  # fmt: skip
    assert early.status_code == 422
    page = early.content.decode()
    assert re.search(r"Wait \d+ seconds more, and read it once more\.", page)
    assert fields(page)["word"] == sent["word"]
    sent["word"] = earlier(sent, Writer.LEARNERS, 11)
    unsettled = client.post(READY, {**sent, "ready-ask_0": "yes", "ready-ask_2": "yes"})
    assert unsettled.status_code == 422
    assert "Change it and check again, or tick it." in unsettled.content.decode()
    settled = {**sent, "ready-leave_0": "on", "ready-ask_0": "yes", "ready-ask_2": "yes"}
    assert client.post(READY, {**settled, "ready-ask_2": ""}).status_code == 422
    out = client.post(READY, settled).content.decode()
    assert "It may go out" in out
    assert "Ring me on 07700 900123" in out
    no = client.post(READY, {**settled, "ready-ask_0": "no"}).content.decode()
    assert "Better not send it" in no
    assert "KMC-GST-11" in no
    assert "07700" not in no
    assert CheckTally.objects.get().checked == 1
    assert not OfficialAnswer.objects.exists()


def test_another_text_begins_again(college: Organisation) -> None:
    under("kingston-maurward")
    client = browser()
    sent = check(client, "Ring me on 07700 900123")
    for wrong in ({**sent, "text": "Other"}, {**sent, "word": "x"}, {}):
        answer = client.post(READY, wrong)
        assert (answer.status_code, answer.headers["Location"]) == (302, CHECK)
    assert client.get(READY).status_code == 302
    assert client.post(READY, {**sent, "text": "x" * 300_000}).status_code == 302
    strict = Client(enforce_csrf_checks=True, headers={"host": "here.test"})
    assert strict.post(READY, sent).status_code == 403


def test_a_text_with_nothing_to_settle_needs_no_second_step(college: Organisation) -> None:
    under("portland")
    assert READY not in browser().post(
        CHECK, {"kind": "post", "writer": "learners", "account": "personal",
                "text": "See you on Monday"}
    ).content.decode()  # fmt: skip


def test_answers_about_official_posts_are_kept_and_the_post_is_not(
    college: Organisation, elsewhere: Organisation
) -> None:
    under("oaklands")
    lead, tutor = staff("Lee", "dsl"), staff("Tia")
    for account, kept in (("personal", 0), ("third-party", 0), ("organisation", 1)):
        client = browse(tutor)
        page = client.post(CHECK, {"kind": "post", "text": "A zebra day", "account": account})
        sent = fields(page.content.decode())
        assert sent["account"] == [account]
        assert client.post(READY, sent).status_code == 422
        out = client.post(READY, {**sent, "ready-ask_1": "Our  learners, gladly"})
        assert "It may go out" in out.content.decode(), out.content.decode()
        assert OfficialAnswer.objects.count() == kept
    assert OfficialAnswer.objects.get().answers == [
        ["Who could be affected by it, and how?", "Our learners, gladly"]
    ]
    shown = browse(lead).get("/guidance/check/official/").content.decode()
    assert "Our learners, gladly" in shown
    assert "zebra" not in shown
    for stranger in (tutor, learner("Lou")):
        assert browse(stranger).get("/guidance/check/official/").status_code == 404
    with acting_as_system(elsewhere.pk, "look"):
        assert not OfficialAnswer.objects.exists()
