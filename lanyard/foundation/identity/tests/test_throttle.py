"""Too many attempts are refused, alike for accounts that exist and that do not."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import throttle
from lanyard.foundation.identity.models import Attempts, Session
from lanyard.foundation.identity.sweeping import sweep
from lanyard.foundation.identity.tests.people import PASSWORD, a_lead, an_account, browser, enter
from lanyard.foundation.organisations.models import Organisation

Limits = tuple[throttle.Limit, ...]
NOW = datetime.datetime(2026, 3, 3, 14, 15, tzinfo=datetime.UTC)


def tries(
    limits: tuple[throttle.Limit, ...], times: int, now: datetime.datetime = NOW
) -> list[bool]:
    return [throttle.attempt(limits, now=now) for _ in range(times)]


def test_the_sixth_attempt_from_one_address_is_refused_until_the_window_ends(
    college: Organisation,
) -> None:
    limits = throttle.sign_in_limits("ada@here.test", "192.0.2.1")
    assert tries(limits, 6) == [True] * 5 + [False]
    assert tries(limits, 1, NOW + datetime.timedelta(minutes=14, seconds=59)) == [False]
    assert tries(limits, 1, NOW + datetime.timedelta(minutes=15)) == [True]


def test_the_owner_elsewhere_is_not_locked_out(college: Organisation) -> None:
    tries(throttle.sign_in_limits("ada@here.test", "192.0.2.1"), 6)
    assert tries(throttle.sign_in_limits("ADA@here.test ", "198.51.100.7"), 1) == [True]


def test_many_addresses_together_are_refused(college: Organisation) -> None:
    answers = [
        throttle.attempt(throttle.sign_in_limits("ada@here.test", f"192.0.2.{n}"), now=NOW)
        for n in range(21)
    ]
    assert answers == [True] * 20 + [False]


def test_one_address_trying_many_accounts_is_refused(college: Organisation) -> None:
    answers = [
        throttle.attempt(throttle.sign_in_limits(f"p{n}@here.test", "192.0.2.1"), now=NOW)
        for n in range(101)
    ]
    assert answers == [True] * 100 + [False]


def test_a_success_takes_its_attempt_back(college: Organisation) -> None:
    limits = throttle.sign_in_limits("ada@here.test", "192.0.2.1")
    for _ in range(12):
        assert throttle.attempt(limits, now=NOW)
        throttle.forget(limits)


def test_no_address_is_kept_and_counts_are_swept(college: Organisation) -> None:
    tries(throttle.sign_in_limits("lovelace@here.test", "192.0.2.1"), 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_attempts::text FROM identity_attempts")
        kept = str(cursor.fetchall())
    assert "192.0.2.1" not in kept
    assert "lovelace" not in kept
    tries((throttle.Limit("another", 1),), 1, NOW + throttle.WINDOW)
    assert Attempts.objects.count() == 1


def test_counts_of_two_organisations_are_apart(
    college: Organisation, elsewhere: Organisation
) -> None:
    limits = throttle.sign_in_limits("ada@both.test", "192.0.2.1")
    tries(limits, 6)
    with acting_as_system(elsewhere.pk, "set the scene"):
        assert tries(limits, 1) == [True]


@pytest.mark.parametrize("email", ["tutor@here.test", "nobody@here.test"])
def test_the_page_refuses_even_the_right_password(college: Organisation, email: str) -> None:
    an_account("tutor@here.test", "tutor")
    client = browser()
    for _ in range(5):
        assert enter(client, email, "wrong").status_code == 422
    answer = enter(client, email, PASSWORD)
    assert answer.status_code == 422
    assert "Too many attempts" in answer.content.decode()
    assert Entry.objects.filter(verb="identity.sign-in-refused").count() == 1


def test_codes_are_throttled_by_account(college: Organisation) -> None:
    lead = a_lead()
    answers = []
    for _ in range(12):
        client = browser()
        enter(client, lead.email)
        answers.append(client.post("/sign-in/factor/", {"code": "000000"}).content.decode())
    assert "That code is not right" in answers[0]
    assert "Too many attempts" in answers[-1]


def test_no_address_is_kept_in_the_cache_and_ended_entries_go(college: Organisation) -> None:
    lead, client = a_lead(), browser()
    enter(client, lead.email)
    client.post("/sign-in/factor/", {"code": "000000"}, REMOTE_ADDR="192.0.2.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), string_agg(cache_key || value, ' ') FROM django_cache")
        count, kept = cursor.fetchone()
        assert count > 0
        assert "192.0.2.77" not in kept
        cursor.execute("UPDATE django_cache SET expires = now() - interval '1 second'")
        sweep(college.pk)
        cursor.execute("SELECT count(*) FROM django_cache")
        assert cursor.fetchone() == (0,)


def test_the_window_is_counted_from_now(college: Organisation) -> None:
    assert throttle.attempt((throttle.Limit("x", 1),), now=timezone.now())


def test_the_sweep_forgets_what_is_over_and_nothing_else(college: Organisation) -> None:
    an_account("tutor@here.test", "tutor")
    old, fresh = browser(), browser()
    for client in (old, fresh):
        enter(client, "tutor@here.test")
    kept = list(Session.objects.order_by("-began").values_list("pk", flat=True))[:1]
    Session.objects.exclude(pk__in=kept).update(expire_date=timezone.now())
    tries((throttle.Limit("old", 1),), 1, timezone.now() - throttle.WINDOW)
    tries((throttle.Limit("fresh", 1),), 1, timezone.now())
    sweep(college.pk)
    assert list(Session.objects.values_list("pk", flat=True)) == kept
    assert not Attempts.objects.filter(key=throttle.Limit("old", 1).key).exists()
    assert Attempts.objects.filter(key=throttle.Limit("fresh", 1).key).exists()
