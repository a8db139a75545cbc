"""The pages of contact to be looked at: the name of each, who looks, and its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse


def contact(stands: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield pages of staff, of the leadership, of managers and of teachers."""
    for name, who in (
        ("home", "tutor"), ("home", "head"), ("add", "head"), ("hours", "tutor"),
        ("hours", "manager"), ("groups", "tutor"), ("groups", "head"), ("tell", "tutor"),
        ("devices", "tutor"), ("devices", "it"), ("register", "it"),
        ("own-device", "tutor"), ("told", "learner"), ("ledger", "dsl"),
    ):  # fmt: skip
        yield (f"contact:{name}", who, reverse(f"contact:{name}"))
    for name, who, words in (
        ("change", "head", "channel_id"), ("end", "head", "channel_id"),
        ("agree", "manager", "person_id"), ("unagree", "manager", "person_id"),
        ("places", "tutor", "group_id"), ("end-device", "it", "device_id"),
        ("event", "tutor", "event_id"),
        ("done", "tutor", "event_id"),
    ):  # fmt: skip
        address = reverse(f"contact:{name}", args=[stands[f"contact:{name}.{words}"]])
        yield (f"contact:{name}", who, address)
