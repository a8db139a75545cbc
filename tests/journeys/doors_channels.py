"""The doors of official accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse


def channels(stands: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each page: its name, who opens it, its address."""
    for name in (
        "home",
        "closed",
        "apply",
        "applications",
        "platforms",
        "found",
        "report-found",
        "posters",
        "posts",
    ):
        yield (f"channels:{name}", "tutor", reverse(f"channels:{name}"))
    for name in ("new-platform", "freeze"):
        yield (f"channels:{name}", "marketing", reverse(f"channels:{name}"))
    for name in ("ours", "report-false", "report-false-done"):
        yield (f"channels:{name}", "", reverse(f"channels:{name}"))
    for name, who, word in (
        ("application", "tutor", "application_id"), ("write", "tutor", "application_id"),
        ("send", "tutor", "application_id"), ("platform", "tutor", "platform_id"),
        ("assess", "marketing", "platform_id"), ("account", "marketing", "account_id"),
        ("add", "marketing", "account_id"), ("hand-over", "marketing", "account_id"),
        ("close", "marketing", "account_id"), ("access", "it", "account_id"),
        ("write-post", "tutor", "account_id"), ("post", "tutor", "draft_post_id"),
        ("edit-post", "tutor", "draft_post_id"), ("send-post", "tutor", "draft_post_id"),
        ("take-back", "tutor", "draft_post_id"), ("release-post", "tutor", "approved_post_id"),
        ("posted", "tutor", "queued_post_id"),
        ("add-poster", "marketing", "account_id"), ("agree", "tutor", "account_id"),
        ("end-poster", "marketing", "poster_id"),
        ("remove", "marketing", "administrator_id"),
        ("revoke", "marketing", "gone_administrator_id"),
        ("found-one", "marketing", "found_account_id"),
    ):  # fmt: skip
        yield (f"channels:{name}", who, reverse(f"channels:{name}", args=[stands[word]]))
