"""A class that uses social media does so on a page of the register (OAK-11-01)."""

from __future__ import annotations

import pytest

from lanyard.foundation.organisations.models import Organisation
from lanyard.rooms.channels.models import OfficialAccount
from lanyard.rooms.channels.tests.scene import TODAY, an_account, browse, cast
from lanyard.rooms.guidance.models import TeachingPlan
from lanyard.rooms.guidance.tests.test_classroom import HUB, Scene, form, scene

__all__ = ["scene"]


@pytest.mark.django_db
def test_a_plan_names_a_page_of_the_register(scene: Scene, college: Organisation) -> None:
    tutor, path = browse(scene.tutor), f"{HUB}{scene.mine.pk}/plan/"
    shown = an_account(cast("oaklands"), live=False)
    named = f"{shown.platform.name}: {shown.handle}"
    # One that is being set up is none yet.
    assert named not in tutor.get(path).content.decode()
    OfficialAccount.objects.update(state="live", live_on=TODAY)
    assert named in tutor.get(path).content.decode()
    for wrong in ("@mine", ""):
        assert tutor.post(path, form(page=wrong)).status_code == 422, wrong
    assert not TeachingPlan.objects.exists()
    assert tutor.post(path, form(page=named)).status_code == 302
    assert TeachingPlan.objects.get().page == named
