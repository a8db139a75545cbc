"""The trail is read and exported by whom it concerns, as far as their circles go."""

from __future__ import annotations

import csv
import io
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lanyard.foundation.access import api as access
from lanyard.foundation.audit import api as audit
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.organisations.models import Organisation
from tests.visitors import visitor

URL = "/system/audit/"


def _table(page: bytes) -> str:
    found = re.search(r"<tbody.*?</tbody>", page.decode(), re.DOTALL)
    return found.group() if found else ""


def test_the_page_is_there_for_those_permitted_only(college: Organisation) -> None:
    lead, tutor = visitor("lead", "dsl"), visitor("tutor", "tutor")
    assert lead.client.get(URL).status_code == 200
    assert tutor.client.get(URL).status_code == 404
    anonymous = Client(headers={"host": "here.test"}).get(URL)
    assert (anonymous.status_code, anonymous.headers["Location"][:9]) == (302, "/sign-in/")


def test_confidential_entries_are_shown_in_their_circle_only(college: Organisation) -> None:
    audit.record("people.joined", by=None, subject="Everybody Example")
    for role, name in (("dsl", "Mine Example"), ("hr-director", "Theirs Example")):
        circle = access.circle_of([role]).pk
        audit.record("people.joined", by=None, subject=name, circle=circle)
    lead = visitor("lead", "dsl")
    shown = _table(lead.client.get(URL, {"verb": "people.joined"}).content)
    names = [n for n in ("Everybody", "Mine", "Theirs") if f"{n} Example" in shown]
    assert names == ["Everybody", "Mine"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"verb": "people.left"}, ["b"]),
        ({"actor": "scene", "verb": "people.joined"}, ["a"]),
        ({"actor": "nobody"}, []),
        ({"until": "2020-01-01"}, []),
    ],
)
def test_filters(college: Organisation, chosen: dict[str, str], expected: list[str]) -> None:
    audit.record("people.joined", by=None, subject="Subject-a")
    audit.record("people.left", by=None, subject="Subject-b")
    lead = visitor("lead", "dsl").client
    sent = lead.post(URL, chosen).headers["Location"]
    assert chosen.get("actor", "nowhere") not in sent
    shown = _table(lead.get(sent).content)
    assert [name for name in ("a", "b") if f"Subject-{name}" in shown] == expected


def test_an_export_needs_a_reason_and_is_recorded(college: Organisation) -> None:
    lead = visitor("lead", "dsl")
    audit.record("people.joined", by=None, subject="=cmd()|' /C calc'!A0")
    refused = lead.client.post(f"{URL}export/", {"verb": "people.joined", "because": " "})
    assert refused.status_code == 422
    assert "Say why you export it" in refused.content.decode()
    given = lead.client.post(f"{URL}export/", {"verb": "people.joined", "because": "Yearly audit"})
    rows = list(csv.DictReader(io.StringIO(given.content.decode("utf-8-sig"))))
    assert [(row["verb"], row["subject"][:6]) for row in rows] == [("people.joined", "'=cmd(")]
    assert "attachment" in given.headers["Content-Disposition"]
    entry = Entry.objects.get(verb="audit.exported")
    assert (entry.actor_id, entry.because, entry.details) == (
        lead.person_id, "Yearly audit", {"entries": 1},
    )  # fmt: skip


def test_the_page_asks_no_more_of_the_database_for_more_rows(college: Organisation) -> None:
    lead = visitor("lead", "dsl")
    counts = []
    for extra in (1, 2):
        for _row in range(extra):
            audit.record("people.joined", by=None, subject="Somebody")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            lead.client.get(URL, {"verb": "people.joined"})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_whoever_is_kept_out_of_a_record_reads_no_entry_about_it(college: Organisation) -> None:
    lead, deputy, record = visitor("lead", "dsl"), visitor("deputy", "dsl"), uuid4()
    circle = access.circle_of(["dsl"]).pk
    audit.record("people.joined", by=None, subject="Other Example", circle=circle)
    audit.record(
        "people.joined", by=None, subject="Named Example", kind="case", subject_id=record,
        circle=circle,
    )  # fmt: skip
    access.exclude("case", record, lead.person_id, because="The case is about the lead.")
    shown = {
        who.person_id: [
            name for name in ("Other", "Named")
            if f"{name} Example" in _table(who.client.get(URL).content)
        ]
        for who in (lead, deputy)
    }  # fmt: skip
    assert shown == {lead.person_id: ["Other"], deputy.person_id: ["Other", "Named"]}
