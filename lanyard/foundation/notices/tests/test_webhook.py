"""Webhooks are signed, hold nothing, are retried, and cannot be led to an address inside."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.jobs import api as jobs
from lanyard.foundation.notices import api as notices
from lanyard.foundation.notices.actions.endpoints import add_endpoint, end_endpoint
from lanyard.foundation.notices.channels.line import InDoubtError, Message, NotSentError
from lanyard.foundation.notices.channels.webhook import post
from lanyard.foundation.notices.models import Delivery, Endpoint
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.outward import api as outward
from tests.visitors import visitor

Received = tuple[str, dict[str, str], bytes]


class Somebody:
    pk = UUID(int=7)

    def __str__(self) -> str:
        return "Ida Example"


class Receiver(ThreadingHTTPServer):
    """Keeps what is posted and answers as it is told."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.answer = 200
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook?key=1"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, dict(self.headers), body))
        if self.server.answer:
            self.send_response(self.server.answer)
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
        else:
            self.close_connection = True

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _add(receiver: Receiver, shape: str = "plain", role: str = "") -> tuple[Endpoint, str]:
    return add_endpoint(name="Hook", url=receiver.url, shape=shape, role=role, by=Somebody())


def _state() -> tuple[str, str]:
    hook = Delivery.objects.get(channel="webhook")
    return hook.state, hook.failure


def test_a_post_is_signed_and_says_nothing(college: Organisation, receiver: Receiver) -> None:
    _endpoint, secret = _add(receiver)
    notices.notify("tests.urgent", [uuid4()], url="/roof/", event="roof:7")
    jobs.run_waiting()
    ((path, headers, body),) = receiver.received
    assert path == "/hook?key=1"
    signed = headers["X-Lanyard-Timestamp"].encode() + b"." + body
    expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Lanyard-Signature"] == f"sha256={expected}"
    hook = Delivery.objects.get(channel="webhook")
    assert headers["X-Lanyard-Delivery"] == str(hook.pk)
    assert set(json.loads(body)) == {"id", "text", "link", "due"}
    assert b"roof" not in body
    assert _state() == ("sent", "")


@pytest.mark.parametrize("shape", ["teams", "slack"])
def test_the_shapes_of_teams_and_slack(
    college: Organisation, receiver: Receiver, shape: str
) -> None:
    _add(receiver, shape)
    notices.notify("tests.urgent", [uuid4()], url="/roof/", event="roof:7")
    jobs.run_waiting()
    body = json.loads(receiver.received[0][2])
    occasion = Delivery.objects.get(channel="webhook").occasion_id
    link = f"https://here.test/notices/{occasion}/"
    if shape == "slack":
        assert set(body) == {"text"}
        assert f"<{link}>" in body["text"]
    else:
        card = body["attachments"][0]["content"]
        assert body["type"] == "message"
        assert (card["type"], card["actions"][0]["url"]) == ("AdaptiveCard", link)


def test_an_endpoint_of_a_role_is_told_of_what_the_role_is_told(
    college: Organisation, receiver: Receiver
) -> None:
    _add(receiver, role="dsl")
    notices.notify("tests.urgent", [uuid4()], url="/a/", event="a")
    assert not Delivery.objects.filter(channel="webhook").exists()
    lead = uuid4()
    access.hold_role("dsl", lead, since=timezone.localdate())
    notices.notify("tests.urgent", [lead], url="/b/", event="b")
    jobs.run_waiting()
    assert len(receiver.received) == 1


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (500, ("queued", "Answered500")),
        (429, ("queued", "Answered429")),
        (404, ("failed", "Answered404")),
        (302, ("failed", "Answered302")),
        (0, ("in-doubt", "RemoteDisconnected")),
    ],
)
def test_other_answers(
    college: Organisation, receiver: Receiver, answer: int, state: tuple[str, str]
) -> None:
    receiver.answer = answer
    _add(receiver)
    notices.notify("tests.urgent", [uuid4()], url="/a/", event="a")
    jobs.run_waiting()
    assert len(receiver.received) == 1
    assert _state() == state


def test_an_ended_endpoint_is_sent_nothing(college: Organisation, receiver: Receiver) -> None:
    endpoint, _secret = _add(receiver)
    notices.notify("tests.urgent", [uuid4()], url="/a/", event="a")
    end_endpoint(endpoint, by=Somebody())
    end_endpoint(endpoint, by=Somebody())
    notices.notify("tests.urgent", [uuid4()], url="/b/", event="b")
    jobs.run_waiting()
    assert receiver.received == []
    assert _state() == ("failed", "EndpointEnded")
    verbs = [entry.verb for entry in Entry.objects.order_by("at")]
    assert verbs == ["notices.endpoint-added", "notices.endpoint-ended"]


@pytest.mark.parametrize(
    ("host", "scheme", "failure"),
    [
        ("127.0.0.1", "https", "AddressInside"),
        ("10.0.0.8", "https", "AddressInside"),
        ("192.168.1.1", "https", "AddressInside"),
        ("169.254.169.254", "https", "AddressInside"),
        ("100.64.0.1", "https", "AddressInside"),
        ("0.0.0.0", "https", "AddressInside"),
        ("::1", "https", "AddressInside"),
        ("::ffff:10.0.0.8", "https", "AddressInside"),
        ("fd00::1", "https", "AddressInside"),
        ("224.0.0.1", "https", "AddressInside"),
        ("2130706433", "https", "AddressInside"),
        ("93.184.215.14", "http", "NotHttps"),
        ("93.184.215.14", "gopher", "NotHttps"),
    ],
)
def test_addresses_inside_are_refused(settings: Any, host: str, scheme: str, failure: str) -> None:
    settings.LOOPBACK = False
    with pytest.raises(outward.NotAllowed, match=failure):
        outward.checked_address(host, 443, scheme=scheme)
    line = post.Line(f"{scheme}://{host if ':' not in host else f'[{host}]'}/", {}, b"")
    with pytest.raises(NotSentError) as refused:
        line.connect()
    assert (refused.value.failure, refused.value.final) == (failure, True)


def test_loopback_is_for_development_only(settings: Any) -> None:
    settings.LOOPBACK = True
    assert outward.checked_address("127.0.0.1", 80, scheme="http") == "127.0.0.1"
    with pytest.raises(outward.NotAllowed):
        outward.checked_address("10.0.0.8", 80, scheme="http")
    assert outward.checked_address("93.184.215.14", 443, scheme="https") == "93.184.215.14"


def test_a_line_that_cannot_be_opened_sent_nothing() -> None:
    line = post.Line("http://127.0.0.1:9/", {}, b"")
    with pytest.raises(NotSentError):
        line.connect()
    with pytest.raises((NotSentError, InDoubtError)):
        line.send()


def test_the_body_of_every_shape_is_the_message_only() -> None:
    message = Message("Something needs you", "Something in Lanyard needs you.", "https://l/", "")
    for shape in Endpoint.Shape.values:
        assert b"https://l/" in post.written(shape, message, uuid4())


def test_the_settings_page(college: Organisation, receiver: Receiver) -> None:
    it = visitor("it", "it-department")
    assert visitor("lead", "dsl").client.get("/notices/settings/").status_code == 404
    hours = {"quiet_from": "19:00", "quiet_until": "07:00", "weekends": "on"}
    assert it.client.post("/notices/settings/quiet-hours/", hours).status_code == 302
    assert b"19:00" in it.client.get("/notices/settings/").content
    bad = it.client.post("/notices/settings/quiet-hours/", {"quiet_from": "19:00"})
    assert bad.status_code == 422
    hook = {"name": "Hook", "url": receiver.url, "shape": "slack", "role": ""}
    shown = it.client.post("/notices/settings/webhooks/", hook)
    assert shown.status_code == 200
    assert b"not shown again" in shown.content
    endpoint = Endpoint.objects.get()
    assert b"key=1" not in shown.content
    assert it.client.post(f"/notices/settings/webhooks/{endpoint.pk}/end/").status_code == 302
    assert it.client.post(f"/notices/settings/webhooks/{uuid4()}/end/").status_code == 404
    endpoint.refresh_from_db()
    assert endpoint.ended_at is not None
