"""The pages of consent to be looked at: the name of each, who looks, and its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse


def consent(stands: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield pages of those who answer, of those who ask, and of those who came by a link."""
    for name, who in (
        ("mine", "learner"), ("mine", "parent"), ("mine", "tutor"), ("may-show", "tutor"),
        ("people", "dsl"), ("papers", "dsl"), ("library", "tutor"), ("library", "marketing"),
        ("add", "tutor"), ("takedowns", "marketing"), ("lists", "marketing"),
        ("material", "tutor"), ("material", "marketing"), ("ask-for-material", "tutor"),
        ("complain", "tutor"), ("complaints", "marketing"),
    ):  # fmt: skip
        yield (f"consent:{name}", who, reverse(f"consent:{name}"))
    yield ("consent:answer", "learner", reverse("consent:answer", args=["publicity"]))
    child = [stands["consent:answer-for.link_id"], "publicity"]
    yield ("consent:answer-for", "parent", reverse("consent:answer-for", args=child))
    for name in ("person", "ask", "enter-paper"):
        address = reverse(f"consent:{name}", args=[stands["person_id"]])
        yield (f"consent:{name}", "dsl", address)
    for name, who, words in (
        ("withdraw", "tutor", "answer_id"), ("take-down", "dsl", "answer_id"),
        ("check-paper", "dsl", "paper_id"), ("picture", "tutor", "picture_id"),
        ("tag", "tutor", "picture_id"), ("untag", "tutor", "subject_id"),
        ("request", "tutor", "picture_id"), ("publication", "marketing", "publication_id"),
        ("check", "marketing", "publication_id"), ("release", "marketing", "publication_id"),
        ("takedown", "marketing", "takedown_id"), ("may-use", "tutor", "code"),
        ("claim", "tutor", "picture_id"), ("complaint", "marketing", "complaint_id"),
        ("check-source", "marketing", "statement_id"),
        ("by-link", "", "secret"), ("take-back", "", "secret"),
    ):  # fmt: skip
        address = reverse(f"consent:{name}", args=[stands[f"consent:{name}.{words}"]])
        yield (f"consent:{name}", who, address)
