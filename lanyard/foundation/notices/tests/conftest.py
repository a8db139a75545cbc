"""Kinds of notices to send, and people with addresses."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import get_user_model

from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.registry import api as registry
from lanyard.foundation.registry.manifest import Manifest, NoticeKind


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = Manifest(
        slug="tests",
        title="Tests",
        notice_kinds=(
            NoticeKind("tests.urgent", "Somebody fell off the roof.", acknowledge=True),
            NoticeKind("tests.routine", "A list was printed."),
        ),
    )
    monkeypatch.setitem(registry._manifests, "tests", manifest)


@pytest.fixture
def person(college: Organisation) -> Callable[[str], UUID]:
    def make(name: str) -> UUID:
        person_id = uuid4()
        get_user_model().objects.create_user(f"{name}@here.test", person_id=person_id)
        return person_id

    return make
