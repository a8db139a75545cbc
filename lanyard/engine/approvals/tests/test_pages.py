"""The pages of approvals, as each reader sees them."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.engine.approvals.actions import Ask, Chain, ask, decide
from lanyard.engine.approvals.models import Approval
from lanyard.engine.approvals.tests.test_approvals import asked
from lanyard.engine.duties.api import needs_of
from lanyard.engine.duties.tests.scene import browse, staff
from lanyard.foundation.identity.tests.people import browser
from lanyard.foundation.organisations.models import Organisation


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_whoever_is_asked_decides_on_the_page(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl")
    staff("Mo", "marketing-manager")
    approval = asked(ann)
    client, path = browse(lead), f"/approvals/{approval.pk}/"
    assert "@here" in text(client, "/approvals/")
    assert [need.sentence for need in needs_of(lead)] == ["Approve or reject: @here"]
    page = text(client, path)
    assert "In this order" in page
    assert "LAN-APP-04" in page
    unsure = client.post(path, {"decision": "approve", "reason": ""})
    assert unsure.status_code == 422
    assert client.post(path, {"decision": "reject", "reason": "No cover"}).status_code == 302
    assert "No cover" in text(client, path)
    assert client.post(path, {"decision": "approve", "reason": "Changed"}).status_code == 404
    assert Approval.objects.get().state == "rejected"


def test_what_is_to_be_weighed_stands_before_the_decision(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl")
    asks = {"dsl": (Ask("Is it safe?", test=True), Ask("What else?"))}
    chain = Chain((("dsl", "Safeguarding Lead"),), asks=asks)
    approval = ask("test", chain, by=ann, subject=("account", ann.pk), title="@here", url="/x/")
    client, path = browse(lead), f"/approvals/{approval.pk}/"
    said = {"note0": "Cover at weekends is missing", "met0": "no", "note1": "Nothing"}
    short = client.post(path, {**said, "note1": "", "decision": "reject", "reason": "No"})
    assert short.status_code == 422
    assert "Cover at weekends is missing" in short.content.decode()
    wrong = client.post(path, {**said, "decision": "approve", "reason": "Yes"})
    assert wrong.status_code == 422
    assert "Something is not met" in wrong.content.decode()
    assert client.post(path, {**said, "decision": "reject", "reason": "No"}).status_code == 302
    page = text(client, path)
    assert "Is it safe? (not met): Cover at weekends is missing" in page
    assert "What else?: Nothing" in page


def test_the_asker_reads_waits_and_takes_back(college: Organisation) -> None:
    ann, ben = staff("Ann"), staff("Ben")
    staff("Lee", "dsl")
    approval = asked(ann)
    mine, other, nobody = browse(ann), browse(ben), browser()
    path = f"/approvals/{approval.pk}/"
    assert "Take this request back" in text(mine, path)
    assert "Record my decision" not in text(mine, path)
    assert mine.post(path, {"decision": "approve", "reason": "Mine"}).status_code == 404
    for end in ("", "withdraw/"):
        assert other.get(path + end).status_code == 404
        assert nobody.get(path + end).status_code == 302
    assert "@here" not in text(other, "/approvals/")
    assert mine.post(path + "withdraw/", {"because": "A mistake"}).status_code == 302
    assert mine.get(path + "withdraw/").status_code == 404
    assert Approval.objects.get().state == "withdrawn"


def test_a_default_says_that_it_is_one(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl")
    chain = Chain((("dsl", "DSL"),), by_default=True)
    subject = ("account", ann.pk)
    approval = ask("test.x", chain, by=ann, subject=subject, title="@there", url="/x/")
    client = browse(lead)
    assert "this is Lanyard's default" in text(client, f"/approvals/{approval.pk}/")
    decide(approval.pk, by=lead, approve=True, reason="Yes")
    assert "@there" not in text(client, "/approvals/")


def test_the_list_asks_as_often_for_three_as_for_one(college: Organisation) -> None:
    ann, lead = staff("Ann"), staff("Lee", "dsl")
    asked(ann)
    client = browse(lead)

    def count() -> int:
        text(client, "/approvals/")
        with CaptureQueriesContext(connection) as caught:
            text(client, "/approvals/")
        return len(caught)

    one = count()
    for other in (staff("Ben"), staff("Cy")):
        chain = Chain((("dsl", "DSL"),))
        ask("test.x", chain, by=other, subject=("account", other.pk), title="@more", url="/x/")
    assert count() == one
