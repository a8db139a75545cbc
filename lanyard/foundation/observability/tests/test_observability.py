"""Health says what is missing; metrics are for this machine or a token; logs name nobody."""

from __future__ import annotations

import datetime
import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
import structlog
from django.test import Client
from django.utils import timezone

from lanyard.foundation.identity.api import make_token
from lanyard.foundation.observability import logs
from lanyard.foundation.organisations.models import Organisation

WORDS = ("lovelace", "ada@here.test", "07700 900123", "he hit me")


class Somebody:
    pk = UUID(int=1)

    def __str__(self) -> str:
        return "Ada Example"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Everything logged, as it would be written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    formatter = logs.configuration()["formatters"]["json"]
    formatter.pop("()")
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(**formatter))
    root = logging.getLogger()
    root.addHandler(handler)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)


def test_live_answers_whatever_the_host(db: None) -> None:
    response = Client().get("/health/live", headers={"host": "anything.test"})
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_ready_names_what_is_missing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    response = Client().get("/health/ready")
    assert (response.status_code, response.json()["missing"]) == (503, ["worker"])
    monkeypatch.setattr("lanyard.foundation.jobs.api.seconds_since_heartbeat", lambda: 3.0)
    response = Client().get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "missing": []})


def test_metrics_are_for_this_machine_only(college: Organisation) -> None:
    near = Client().get("/metrics")
    assert near.status_code == 200
    assert b'lanyard_jobs{state="waiting"} 0' in near.content
    for more in ({"x-forwarded-for": "10.1.1.1"}, {"x-forwarded-proto": "https"}):
        assert Client().get("/metrics", headers=more).status_code == 404
    assert Client().get("/metrics", REMOTE_ADDR="10.1.1.1").status_code == 404


def test_metrics_are_for_whoever_brings_a_token(college: Organisation) -> None:
    end = timezone.now() + datetime.timedelta(days=1)
    _token, secret = make_token("Prometheus", scopes=["metrics"], expires=end, by=Somebody())
    for given, status in ((secret, 200), (secret + "x", 404), ("", 404)):
        headers = {"host": "here.test", "authorization": f"Bearer {given}"}
        response = Client().get("/metrics", headers=headers, REMOTE_ADDR="10.1.1.1")
        assert response.status_code == status
    headers = {"host": "elsewhere.test", "authorization": f"Bearer {secret}"}
    assert Client().get("/metrics", headers=headers, REMOTE_ADDR="10.1.1.1").status_code == 404


def test_a_request_is_logged_by_its_route_and_carries_its_id(
    college: Organisation, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    here = {"host": "here.test"}
    response = Client().get(f"/notices/{uuid4()}/?who=ada@here.test", headers=here)
    (line,) = [line for line in lines() if line["event"] == "request"]
    assert set(line) == {
        "event", "method", "route", "status", "ms", "request", "at", "level", "logger",
    }  # fmt: skip
    assert line["route"] == "notices/<uuid:occasion_id>/"
    assert line["request"] == response["X-Request-ID"]


def test_what_django_says_of_an_answer_has_its_status_and_its_request(
    college: Organisation,
    lines: Callable[[], list[dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = Client(headers={"host": "here.test"}, raise_request_exception=False)
    absent = client.get("/ada@here.test/")
    monkeypatch.setattr("lanyard.foundation.jobs.api.seconds_since_heartbeat", lambda: "soon")
    broken = client.get("/health/ready")
    said = [line for line in lines() if line["logger"] == "django.request"]
    assert [(line["event"], line["status"], line["request"]) for line in said] == [
        ("%s: %s", 404, absent["X-Request-ID"]),
        ("%s: %s", 500, broken["X-Request-ID"]),
    ]
    assert said[1]["exception"] == "TypeError"
    logging.getLogger("some.library").warning("Odd", extra={"status_code": "of Ada Lovelace"})
    assert "lovelace" not in json.dumps(lines()).lower()


def test_nobody_is_named_in_any_log(
    college: Organisation, lines: Callable[[], list[dict[str, Any]]]
) -> None:
    client = Client(headers={"host": "here.test", "user-agent": "Ada Lovelace's telephone"})
    form = {"email": WORDS[1], "password": "Lovelace", "happened": WORDS[3], "phone": WORDS[2]}
    for url in ("/sign-in/", "/notices/preferences/", "/ada@here.test/", "/files/lovelace/"):
        client.post(url, form)
        client.get(url, form)
    client.get("/", headers={"host": "lovelace,ada@here.test"})
    written = json.dumps(lines()).lower()
    assert lines()
    for word in (*WORDS, "telephone", "127.0.0.1"):
        assert word not in written


def test_errors_are_logged_by_class_and_place(
    lines: Callable[[], list[dict[str, Any]]],
) -> None:
    for logger in (logging.getLogger("another.library"), structlog.get_logger("lanyard.tests")):
        try:
            raise ValueError("Ada Lovelace said: he hit me")
        except ValueError:
            logger.exception("It failed for ada@here.test")
    logging.getLogger("some.library").warning("Bad name %s", "Lovelace")
    logging.getLogger("some.library").warning("Bad name Lovelace")
    found = [line for line in lines() if line["level"] in {"error", "warning"}]
    assert [line["event"] for line in found] == [
        "(not shown)", "It failed for (not shown)", "Bad name %s", "(not shown)",
    ]  # fmt: skip
    assert [line.get("exception") for line in found] == ["ValueError", "ValueError", None, None]
    assert "test_observability.py" in found[0]["trace"][-1]
    written = json.dumps(found).lower()
    for word in WORDS:
        assert word not in written
