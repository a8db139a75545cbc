"""The profiles that come with the product, and profiles made by changes laid over them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lanyard.engine.policy.checking import problems_of
from lanyard.engine.policy.overlay import laid_over
from lanyard.engine.policy.profile import Profile
from lanyard.engine.policy.reading import Problem, ProfileInvalid, build

#: The folder that a policy owner can read: a folder per policy, and the defaults beside them.
CONTENT = Path(__file__).resolve().parents[2] / "content"
DEFAULTS = "defaults.toml"


@cache
def slugs() -> tuple[str, ...]:
    """Return the slugs of the shipped profiles, in order."""
    return tuple(sorted(path.parent.name for path in CONTENT.glob("*/profile.toml")))


@cache
def shipped(slug: str) -> Profile:
    """Return a shipped profile; raises LookupError for an unknown slug, or ProfileInvalid."""
    return made_of(shipped_table(slug), f"{slug}/profile.toml")


@cache
def shipped_table(slug: str) -> Mapping[str, Any]:
    """Return a shipped profile as a table, the product's defaults underneath."""
    if slug not in slugs():
        raise LookupError(f"No profile is called {slug!r}; there are {', '.join(slugs())}.")
    defaults = parse((CONTENT / DEFAULTS).read_text("utf-8"), DEFAULTS)
    file = f"{slug}/profile.toml"
    return laid_over(defaults, parse((CONTENT / slug / "profile.toml").read_text("utf-8"), file))


def changed(
    slug: str, changes: str, file: str, *, base: Mapping[str, Any] | None = None
) -> Profile:
    """Return a profile with an organisation's changes (TOML text) laid over it.

    The profile is the shipped one, or ``base`` where an organisation kept an earlier.
    """
    table = parse(changes, file)
    if table.get("slug", slug) != slug:
        raise ProfileInvalid([Problem(file, "slug", "cannot be changed")])
    return made_of(laid_over(shipped_table(slug) if base is None else base, table), file)


def read(text: str, file: str) -> Profile:
    """Return a complete profile from TOML text; raises ProfileInvalid."""
    return made_of(parse(text, file), file)


def made_of(table: Mapping[str, Any], file: str) -> Profile:
    """Return the profile that a table makes; raises ProfileInvalid naming every bad key.

    Where a list of roles holds ``@head``, ``@lead`` or ``@safeguarding``, the roles that ``posts``
    names for them stand in its place: so the defaults fit every organisation.
    """
    profile = build(Profile, with_posts(table), file)
    problems = problems_of(profile, file)
    if problems:
        raise ProfileInvalid(problems)
    return profile


def with_posts(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a table with the roles that its posts name in the place of their marks."""
    posts = table.get("posts")
    if not isinstance(posts, Mapping):
        return table
    names = {"@head": posts.get("head"), "@lead": posts.get("safeguarding-lead")}
    known = {mark: [role] for mark, role in names.items() if isinstance(role, str)}
    team = posts.get("safeguarding")
    if isinstance(team, list) and all(isinstance(role, str) for role in team):
        known["@safeguarding"] = team
    return {key: _filled(value, known) for key, value in table.items()}


def _filled(value: Any, known: Mapping[str, list[str]]) -> Any:
    if isinstance(value, Mapping):
        return {key: _filled(entry, known) for key, entry in value.items()}
    if not isinstance(value, list):
        return value
    if value and all(isinstance(entry, str) for entry in value):
        roles = [known.get(entry, [entry]) for entry in value]
        return list(dict.fromkeys(role for group in roles for role in group))
    return [_filled(entry, known) for entry in value]


def parse(text: str, file: str) -> dict[str, Any]:
    """Parse TOML; raises ProfileInvalid with the line where it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileInvalid([Problem(file, "", f"is not TOML: {error}")]) from None
