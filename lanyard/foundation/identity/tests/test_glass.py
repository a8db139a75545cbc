"""Breaking the glass: for a reason, for a while, in the trail, told to whoever listens."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from lanyard.foundation.access import api as access
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as, acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import Manifest

REASON = "The lead is away and the learner is missing"


@dataclass
class Somebody:
    pk: UUID = field(default_factory=uuid4)

    def __str__(self) -> str:
        return "Somebody Else"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    listening = Manifest(
        slug="listening", title="", listeners={"access.glass-broken": lambda **f: told.append(f)}
    )
    monkeypatch.setitem(registry._manifests, "listening", listening)
    return told


def test_the_reader_is_granted_for_the_time_and_the_event_is_told(
    college: Organisation, heard: list[dict[str, Any]]
) -> None:
    reader, stranger, record = Somebody(), uuid4(), uuid4()
    with acting_as(college.pk, reader.pk):
        grant = access.break_glass("case", record, by=reader, reason=REASON, minutes=30)
        assert grant.break_glass
        assert access.Grant.objects.filter(until__gt=timezone.now()).count() == 1
    with acting_as(college.pk, stranger):
        assert access.Grant.objects.count() == 0
    left = grant.until - timezone.now() if grant.until else None
    assert left is not None
    assert datetime.timedelta(minutes=29) < left <= datetime.timedelta(minutes=30)
    assert heard == [
        {"grant_id": grant.pk, "record_kind": "case", "record_id": record, "person_id": reader.pk,
         "until": grant.until, "by": reader, "subject": "case", "circle": None, "reason": REASON}
    ]  # fmt: skip
    [entry] = Entry.objects.filter(verb="access.glass-broken")
    assert (entry.actor_id, entry.subject_id, entry.because) == (reader.pk, str(record), "")


def test_the_reason_stands_in_the_trail_for_the_circle_only(college: Organisation) -> None:
    reader, record = Somebody(), uuid4()
    circle = access.circle_of(["dsl"])
    with acting_as(college.pk, reader.pk):
        access.break_glass("case", record, by=reader, reason=REASON, circle=circle.pk)
        assert Entry.objects.filter(verb="access.glass-broken").count() == 0
    [entry] = Entry.objects.filter(verb="access.glass-broken")
    assert (entry.because, entry.circle_id) == (REASON, circle.pk)


def test_the_subject_of_a_record_is_refused_and_the_attempt_is_kept(
    college: Organisation, heard: list[dict[str, Any]]
) -> None:
    subject, record = Somebody(), uuid4()
    access.exclude("case", record, subject.pk, because="is its subject")
    with acting_as(college.pk, subject.pk), pytest.raises(access.Excluded):
        access.break_glass("case", record, by=subject, reason=REASON)
    assert access.Grant.objects.count() == 0
    assert heard == []
    assert Entry.objects.filter(verb="access.glass-refused", actor_id=subject.pk).count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "because", "         a"])
def test_a_reason_is_asked_for(college: Organisation, reason: str) -> None:
    with pytest.raises(access.NoReason):
        access.break_glass("case", uuid4(), by=Somebody(), reason=reason)
    assert access.Grant.objects.count() == 0


@pytest.mark.parametrize("minutes", [0, -1, 241])
def test_the_time_has_bounds(college: Organisation, minutes: int) -> None:
    with pytest.raises(ValueError, match="1 to 240"):
        access.break_glass("case", uuid4(), by=Somebody(), reason=REASON, minutes=minutes)


def test_the_glass_is_closed_before_its_time(college: Organisation) -> None:
    reader, other, record = Somebody(), Somebody(), uuid4()
    access.break_glass("case", record, by=reader, reason=REASON)
    access.break_glass("case", record, by=other, reason=REASON)
    assert access.close_glass("case", record, by=reader) == 1
    assert access.close_glass("case", record, by=reader) == 0
    assert [g.person_id for g in access.readers_by_grant("case", record)] == [other.pk]


def test_another_organisation_sees_nothing_of_it(
    college: Organisation, elsewhere: Organisation
) -> None:
    access.break_glass("case", uuid4(), by=Somebody(), reason=REASON)
    with acting_as_system(elsewhere.pk, "look around"):
        assert access.Grant.objects.count() == 0
        assert Entry.objects.count() == 0
