"""What every case of conduct records under Oaklands: capacity, account and place; none excuses."""

from __future__ import annotations

import pytest

from lanyard.engine.policy.api import shipped
from lanyard.rooms.concerns import particulars, reasons, rules

CODES = [one.code for one in shipped("oaklands").breaches if one.code.startswith("OAK-10.4-")]


@pytest.mark.parametrize("code", CODES)
def test_each_conduct_case_asks_capacity_account_and_place(code: str) -> None:
    asked = {
        q.slug: q for q in particulars.questions_of("breach", code, shipped("oaklands")).questions
    }
    assert {"capacity", "account-kind", "whereabouts"} <= asked.keys()
    assert [value for value, _words in asked["account-kind"].choices] == [
        "organisation", "personal", "third-party",
    ]  # fmt: skip
    assert [value for value, _words in asked["whereabouts"].choices] == [
        "workplace", "outside", "unknown",
    ]  # fmt: skip
    assert all(asked[name].required for name in ("capacity", "account-kind", "whereabouts"))


def test_no_capacity_account_or_place_is_a_reason_to_close() -> None:
    assert {"in-private", "off-site", "out-of-hours", "own-device"} <= rules.NOT_A_REASON.keys()


def test_a_device_that_was_offline_is_a_valid_answer() -> None:
    assert "offline" in reasons.Connection.values
