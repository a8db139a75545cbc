"""What runs the house is done only after a fresh second factor; pages that only show need none."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.utils import timezone

from lanyard.foundation.identity.api import make_token
from lanyard.foundation.identity.signer import Signer
from lanyard.foundation.identity.tests.people import age_session
from lanyard.foundation.jobs.models import Failure
from lanyard.foundation.notices.models import Endpoint, QuietHours
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.imports.tests.sets import whole_set
from lanyard.people.imports.uploads import pack
from lanyard.people.models import ImportRun, Person
from tests.visitors import Visitor, visitor

_STALE = 6 * 60


@pytest.fixture
def stale(college: Organisation) -> Visitor:
    """Return somebody of IT who gave their second factor six minutes ago."""
    it = visitor("it", "it-department")
    age_session(it.client, proofs=_STALE)
    return it


def _asked(it: Visitor, path: str, **form: str) -> bool:
    answer = it.client.post(path, form)
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/again/")


@pytest.mark.django_db
def test_applying_an_import_asks_and_its_dry_run_does_not(stale: Visitor) -> None:
    run = ImportRun.objects.create(
        kind="lanyard_csv", file_names="all.zip", content=pack(whole_set()),
        uploaded_by=stale.person_id,
    )  # fmt: skip
    page = f"/people/import/{run.pk}/"
    assert stale.client.get(page).status_code == 200
    assert _asked(stale, page, apply="1")
    assert not Person.objects.filter(family_name="Quill").exists()
    assert stale.client.get("/people/exceptions/take-in/").status_code == 302


@pytest.mark.django_db
def test_jobs_hours_webhooks_and_tokens_ask(stale: Visitor) -> None:
    dead = Failure.objects.create(job_id=1, task="x.y", attempts=8, error="E", state="dead")
    token, _ = make_token(
        "Entra", scopes=["scim"], expires=timezone.now() + datetime.timedelta(days=1),
        by=Signer(stale.person_id, "IT"),
    )  # fmt: skip
    doors = [
        f"/system/jobs/{dead.pk}/retry/", f"/system/jobs/{dead.pk}/drop/",
        "/notices/settings/quiet-hours/", f"/notices/settings/webhooks/{uuid.uuid4()}/end/",
        f"/tokens/{token.pk}/revoke/",
    ]  # fmt: skip
    form = {"because": "x", "quiet_from": "19:00", "quiet_until": "07:00", "weekends": "on"}
    assert [door for door in doors if not _asked(stale, door, **form)] == []
    dead.refresh_from_db()
    token.refresh_from_db()
    assert (dead.state, token.revoked) == ("dead", None)
    assert (QuietHours.objects.exists(), Endpoint.objects.exists()) == (False, False)
