"""Two organisations with a few people, in every test that asks for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.organisations.models import HostName, Organisation


@pytest.fixture
def college(db: None) -> Iterator[Organisation]:
    """An organisation in force, with the system acting for it while the test sets the scene."""
    other = Organisation.objects.create(slug="elsewhere", name="Elsewhere College")
    HostName.objects.create(host="elsewhere.test", organisation=other)
    here = Organisation.objects.create(slug="here", name="Here College")
    HostName.objects.create(host="here.test", organisation=here)
    with acting_as_system(here.pk, "set the scene"):
        yield here


@pytest.fixture
def elsewhere(college: Organisation) -> Organisation:
    """A second organisation, whose rows must never be seen in the first."""
    return Organisation.objects.get(slug="elsewhere")
