"""The register of laws: what each policy names, yearly checks by name, and what a change opens."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from lanyard.engine.duties import api as duties
from lanyard.engine.policy.api import ContentInvalid, catalogue, clauses, slugs
from lanyard.engine.profiles.api import profile_in_force
from lanyard.foundation.audit.models import Entry
from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.governance.actions import laws as acts
from lanyard.rooms.governance.actions.starting import begin
from lanyard.rooms.governance.lawbook import laws, laws_under, read_laws
from lanyard.rooms.governance.models import LawCheck, LawEntry
from lanyard.rooms.governance.tests.scene import (
    DAY,
    TODAY,
    a_signed,
    browse,
    post,
    staff,
    stands,
    text,
    under,
)
from lanyard.rooms.policies import api as policies
from lanyard.rooms.policies.models import Review

GOOD = """laws:
- slug: one
  title: The First Act
  named-by: [OAK-5-02]
  controls: [need-to-know]
- slug: two
  title: The Second Act
  everywhere: true
  controls: [need-to-know]
"""


def test_every_statute_that_a_clause_names_is_on_its_register() -> None:
    named = clauses("oaklands")["OAK-5-02"].params["statutes"]
    here = [one for one in laws_under("oaklands") if "OAK-5-02" in one.named_by]
    assert len(named) == len(here) == 8
    for statute in ("Regulation of Investigatory", "Human Rights Act 1998", "Equality Act 2010"):
        assert any(one.title.startswith(statute) for one in here), statute
    assert "computer-misuse-1990" in {one.slug for one in laws_under("landau")}
    everywhere = {one.slug for one in laws() if one.everywhere}
    for slug in slugs():
        assert everywhere <= {one.slug for one in laws_under(slug)}
    assert "defamation-1996" not in {one.slug for one in laws_under("portland")}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[need-to-know]", "[never]", "laws.yaml:5: controls names something unknown: never"),
        ("[OAK-5-02]", "[OAK-0]", "laws.yaml:4: named-by names something unknown: OAK-0"),
        ("slug: two", "slug: one", "laws.yaml:6: gives the law one again"),
        ("  everywhere: true\n", "", "laws.yaml:6: binds nobody"),
        ("  title: The First Act\n", "", "laws.yaml:2: a law lacks title"),
        ("everywhere: true", "pack: none", "laws.yaml:8: names an unknown pack: none"),
    ],
)
def test_a_fault_in_the_register_is_told_with_its_line(old: str, new: str, said: str) -> None:
    known = set(clauses("oaklands"))
    assert len(read_laws(GOOD, "laws.yaml", catalogue().controls, known)) == 2
    with pytest.raises(ContentInvalid) as refused:
        read_laws(GOOD.replace(old, new, 1), "laws.yaml", catalogue().controls, known)
    assert said in str(refused.value)


@pytest.mark.django_db
def test_the_register_fills_itself_and_keeps_what_the_college_changed(
    college: Organisation,
) -> None:
    under()
    entry = LawEntry.objects.get(slug="data-protection-1998")
    assert (entry.owner_role, entry.replaced_by) == ("principal", "Data Protection Act 2018")
    head = staff("Hal", "principal")
    acts.give_law(entry, "dsl", by=head)
    many = LawEntry.objects.count()
    asked = duties.Definition.objects.filter(kind=acts.DUTY, ended_on=None)
    assert {one.subject_id for one in asked} == {"principal", "dsl"}
    entries = Entry.objects.count()
    begin(profile_in_force().profile)
    assert Entry.objects.count() == entries
    assert LawEntry.objects.count() == many == len(laws_under("oaklands"))
    assert LawEntry.objects.get(pk=entry.pk).owner_role == "dsl"
    assert Entry.objects.filter(verb="governance.law-given").count() == 1
    acts.give_law(LawEntry.objects.get(pk=entry.pk), "principal", by=head)
    assert {one.subject_id for one in asked.all()} == {"principal"}


@pytest.mark.django_db
def test_a_law_is_checked_by_name_once_a_year_and_green_only_then(college: Organisation) -> None:
    under()
    head, entries = staff("Hal", "principal"), list(LawEntry.objects.all())
    duties.recompute_all()
    owed = duties.Occurrence.objects.filter(definition__kind=acts.DUTY, person=head)
    assert owed.filter(done_on=None).count() == 1
    assert stands(college)["laws-registered"] == "not-set-up"
    for wrong in ({"note": " "}, {"outcome": "replaced"}, {"outcome": "gone"}):
        with pytest.raises(ValidationError):
            acts.check_law(entries[0], **{"outcome": "in-force", "note": "Read.", **wrong}, by=head)
    for number, entry in enumerate(entries, 1):
        acts.check_law(entry, "in-force", "Read on legislation.gov.uk.", by=head)
        whole = len(entries) + 1
        assert stands(college)["laws-registered"].endswith(f" {number}/{whole}")
    assert stands(college)["laws-registered"].startswith("at-risk")
    a_signed("values", head)
    assert stands(college)["laws-registered"] == f"in-force {whole}/{whole}"
    assert owed.filter(done_on=TODAY).count() == 1
    assert owed.get(done_on=None).due == duties.add_months(TODAY, 12)
    assert stands(college, TODAY + 370 * DAY)["laws-registered"] == "not-set-up"
    with pytest.raises(DatabaseError), transaction.atomic():
        LawCheck.objects.update(note="Never mind")


@pytest.mark.django_db
def test_a_replaced_law_opens_a_review_of_the_wording_once(college: Organisation) -> None:
    under()
    policies.begin(profile_in_force().profile)
    begin(profile_in_force().profile)
    found = Review.objects.filter(source="law")
    (review,) = found
    for words in ("Data Protection Act 2018", "Investigatory Powers Act 2016", "OAK-5-02",
                  "Defamation Act 2013", "UK GDPR"):  # fmt: skip
        assert words in review.because, words
    assert "Human Rights" not in review.because
    begin(profile_in_force().profile)
    assert found.all().count() == 1
    head = staff("Hal", "principal")
    known = LawEntry.objects.get(slug="data-protection-1998")
    acts.check_law(known, "replaced", "Read it.", replaced_by="Data Protection Act 2018", by=head)
    assert found.all().count() == 1
    human = LawEntry.objects.get(slug="human-rights-1998")
    acts.check_law(human, "replaced", "Read it.", replaced_by="A Bill of Rights", by=head)
    assert found.all().count() == 2
    unnamed = LawEntry.objects.get(slug="online-safety-2023")
    acts.check_law(unnamed, "changed", "Amended.", by=head)
    assert found.all().count() == 2
    named = LawEntry.objects.get(slug="communications-2003")
    acts.check_law(named, "changed", "Amended.", by=head)
    assert found.all().count() == 3
    assert found.filter(because__contains="Communications Act 2003 changed, as found on").exists()


@pytest.mark.django_db
def test_pages_of_the_register_are_for_those_who_oversee(college: Organisation) -> None:
    under()
    head, governor = browse(staff("Hal", "principal")), browse(staff("Gus", "governors"))
    path = "/governance/laws/human-rights-1998/"
    assert "Never" in text(head, "/governance/laws/")
    assert "Data Protection Act 1998 (now: Data Protection Act 2018)" in text(
        head, "/governance/laws/"
    )
    assert "OAK-5-02" in text(governor, path)
    assert governor.get(f"{path}check/").status_code == 404
    assert post(head, f"{path}check/", outcome="in-force", note="").status_code == 422
    assert post(head, f"{path}check/", outcome="replaced", note="Read.").status_code == 422
    assert post(head, f"{path}check/", outcome="in-force", note="Read.").status_code == 302
    assert "Hal Example" in text(governor, path)
    assert "Read." in governor.get("/governance/laws/csv/").content.decode()
    data = {"title": "A byelaw", "controls": ["need-to-know"], "owner_role": "dsl"}
    assert post(head, "/governance/laws/new/", **data).status_code == 302
    assert post(head, "/governance/laws/new/", **data).status_code == 422
    assert post(head, "/governance/laws/a-byelaw/owner/", owner_role="principal").status_code == 302
    assert LawEntry.objects.get(slug="a-byelaw").owner_role == "principal"
    stranger = browse(staff("Stan", "tutor"))
    for closed in ("/governance/laws/", path, "/governance/laws/csv/", "/governance/"):
        assert stranger.get(closed).status_code == 404, closed
