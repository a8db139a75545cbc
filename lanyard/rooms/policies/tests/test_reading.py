"""The clauses of a document lead staff to what carries them out, and nobody else."""

from __future__ import annotations

from django.urls import reverse

from lanyard.engine.duties.tests.scene import browse, learner, staff
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.policies.actions.starting import begin
from lanyard.rooms.policies.tests.scene import under

CLAUSE = "OAK-1-01"


def test_staff_follow_a_clause_to_its_evidence(college: Organisation) -> None:
    under("oaklands")
    begin(profile_in_force().profile)
    ways = [
        reverse("policies:document", args=["policy"]),
        reverse("policies:version", args=["policy", 1]),
    ]
    link = f'href="{reverse("clauses:clause", args=[CLAUSE])}"'
    tutor, lou = browse(staff("Tia")), browse(learner("Lou", email="lou@here.test"))
    for way in ways:
        assert link in tutor.get(way).content.decode()
        read = lou.get(way).content.decode()
        assert (CLAUSE in read, link in read) == (True, False)
    assert tutor.get(reverse("clauses:clause", args=[CLAUSE])).status_code == 200


def test_no_note_of_ours_stands_in_a_heading(college: Organisation) -> None:
    under("oaklands")
    document = begin(profile_in_force().profile)
    assert "inferred" not in document.versions.get().text
