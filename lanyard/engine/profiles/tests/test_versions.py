"""Versions of a profile: adopted with a reason, in force from a day, kept apart, never lost."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lanyard.engine.policy.api import ProfileInvalid
from lanyard.engine.profiles.api import (
    NoProfile,
    ProfileVersion,
    adopt,
    profile_in_force,
    put_in_force,
    save_draft,
    version_with_id,
)
from lanyard.engine.profiles.differences import differences, set_here
from lanyard.foundation.audit.api import Entry
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.models import Person

EARLY = datetime.date(2020, 1, 1)
WEEKLY = '[[intervals]]\nslug = "support-plan-review"\ndays = 7\n'


def _person() -> Person:
    return Person.objects.create(given_name="Ada", family_name="Example")


def test_no_profile_until_one_is_adopted(college: Organisation) -> None:
    with pytest.raises(NoProfile):
        profile_in_force()
    version = adopt("oaklands", by=None, effective_from=EARLY, reason="Set up")
    assert profile_in_force() == version
    assert profile_in_force(datetime.date(2020, 1, 1)) == version
    with pytest.raises(NoProfile):
        profile_in_force(datetime.date(2019, 12, 31))
    assert version.title_of("hr-director") == "Director of HR"


def test_a_change_is_in_force_from_its_day_and_records_keep_theirs(college: Organisation) -> None:
    first = adopt("company", by=None, effective_from=EARLY, reason="Set up")
    second = adopt(
        "company", by=_person(), effective_from=datetime.date(2026, 9, 1), reason="Weekly",
        changes=WEEKLY,
    )  # fmt: skip
    assert profile_in_force(datetime.date(2026, 8, 31)) == first
    assert profile_in_force(datetime.date(2026, 9, 1)) == second
    assert version_with_id(first.pk).profile.interval("support-plan-review").days is None
    assert second.profile.interval("support-plan-review").days == 7
    assert [c.key for c in differences(first, second)] == ["intervals.support-plan-review"]
    assert set_here(first) == frozenset()
    assert set_here(second) == {"intervals.support-plan-review"}


def test_adopting_is_audited_with_its_reason_and_keys(college: Organisation) -> None:
    adopt("company", by=None, effective_from=EARLY, reason="Set up")
    adopt("company", by=_person(), effective_from=EARLY, reason="Weekly", changes=WEEKLY)
    entry = Entry.objects.filter(verb="profiles.adopted").order_by("-at").first()
    assert entry is not None
    assert (entry.actor, entry.because) == ("Ada Example", "Weekly")
    assert entry.details["keys"] == ["intervals.support-plan-review"]


def test_unusable_changes_are_refused_by_key(college: Organisation) -> None:
    bad = '[[routing.about-staff]]\nto = ["postman"]\ndefault = true\n'
    with pytest.raises(ProfileInvalid) as refused:
        adopt("company", by=None, effective_from=EARLY, reason="Set up", changes=bad)
    assert [p.key for p in refused.value.problems] == ["routing.about-staff[0].to"]
    cited = '[patterns]\nclauses = ["COM-NOT-01"]\n'
    with pytest.raises(ProfileInvalid, match=r"patterns\.clauses: names no clause"):
        adopt("company", by=None, effective_from=EARLY, reason="Set up", changes=cited)
    assert not ProfileVersion.objects.exists()


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_change_without_a_reason_is_refused(college: Organisation, reason: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        adopt("company", by=None, effective_from=EARLY, reason=reason)


def test_the_database_refuses_an_empty_reason(college: Organisation) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProfileVersion.objects.create(
            slug="company", number=1, effective_from=EARLY, made_by_name="x", reason=""
        )


def test_a_draft_keeps_what_was_typed_and_becomes_a_version(college: Organisation) -> None:
    adopt("company", by=None, effective_from=EARLY, reason="Set up")
    author = _person()
    assert save_draft("not toml [", by=author).changes == "not toml ["
    draft = save_draft(WEEKLY, by=author)
    today = timezone.localdate()
    with pytest.raises(ProfileInvalid, match="effective-from: cannot be in the past"):
        put_in_force(
            draft, by=author, effective_from=today - datetime.timedelta(days=1), reason="x"
        )
    version = put_in_force(draft, by=author, effective_from=today, reason="Weekly reviews")
    assert (version.number, profile_in_force()) == (2, version)
    assert not type(draft).objects.exists()


def test_profiles_of_organisations_are_apart(
    college: Organisation, elsewhere: Organisation
) -> None:
    adopt("company", by=None, effective_from=EARLY, reason="Set up")
    with acting_as_system(elsewhere.pk, "set the scene"):
        assert not ProfileVersion.objects.exists()
        adopt("landau", by=None, effective_from=EARLY, reason="Set up")
        assert profile_in_force().slug == "landau"
    assert profile_in_force().slug == "company"
