"""The pages of guidance to be looked at: the name of each, who looks, and its address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse

from tests.guidance import OWN_PAGE


def guidance() -> Iterator[tuple[str, str, str]]:
    """Yield pages of guidance; one of them stands in the college's own words."""
    for who in ("", "learner", "dsl"):
        for slug in ("personal-safety", "whom-to-tell"):
            yield ("guidance:page", who, reverse("guidance:page", args=[slug]))
    yield ("guidance:check", "dsl", reverse("guidance:check"))
    for name in (
        "terms",
        "official",
        "links",
        "self-check",
        "self-checks",
        "take-up",
        "news-write",
    ):
        yield (f"guidance:{name}", "dsl", reverse(f"guidance:{name}"))
    yield ("guidance:poster", "", reverse("guidance:poster", args=["passwords"]))
    for name, args in (
        ("write", [OWN_PAGE]), ("withdraw", [OWN_PAGE]), ("version", [OWN_PAGE, 1]),
    ):  # fmt: skip
        yield (f"guidance:{name}", "dsl", reverse(f"guidance:{name}", args=args))


def classroom(stands: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield pages of the classroom and of news."""
    for who, name in (
        ("tutor", "classroom"), ("tutor", "removals"),
        ("learner", "classroom"), ("head", "classrooms"), ("tutor", "catalogue"),
        ("learner", "catalogue"), ("tutor", "propose"), ("", "news"),
        ("parent", "news"),
    ):  # fmt: skip
        yield (f"guidance:{name}", who, reverse(f"guidance:{name}"))
    for who, name, words in (
        ("tutor", "plan-new", "class_id"), ("tutor", "devices", "class_id"),
        ("tutor", "device-note", "class_id"), ("tutor", "remote-lesson", "class_id"),
        ("tutor", "plan", "class_plan_id"), ("learner", "plan", "class_plan_id"),
        ("head", "plan", "class_plan_id"),
        ("tutor", "precautions", "class_id"), ("tutor", "technology", "technology_id"),
        ("learner", "technology", "technology_id"), ("head", "technology", "technology_id"),
        ("tutor", "technology", "waiting_technology_id"),
        ("tutor", "technology-more", "technology_id"),
        ("head", "technology-terms", "technology_id"),
        ("tutor", "technology-bring", "technology_id"),
        ("", "letter", "letter_id"), ("parent", "letter", "letter_id"),
        ("dsl", "news-answer", "question_id"),
    ):  # fmt: skip
        yield (f"guidance:{name}", who, reverse(f"guidance:{name}", args=[stands[words]]))
