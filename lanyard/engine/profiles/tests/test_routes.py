from __future__ import annotations

import datetime

from lanyard.engine.profiles.actions import adopt
from lanyard.engine.profiles.routes import routes
from lanyard.foundation.organisations.models import Organisation
from lanyard.people.actions import open_post
from lanyard.people.posts import posts_on


def test_a_vacant_post_names_the_routes_of_the_profile_in_force(college: Organisation) -> None:
    assert routes() == {}
    adopt("oaklands", by=None, effective_from=datetime.date(2025, 1, 1), reason="Set up")
    assert "Concerns that would reach nobody else" in routes()["dsl"]
    open_post(by=None, title="Safeguarding lead", role="dsl")
    (held,) = posts_on(datetime.date(2026, 3, 2), away=set())
    assert held.vacant
    assert held.routes == routes()["dsl"]
