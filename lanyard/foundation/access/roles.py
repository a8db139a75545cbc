"""Roles: what a post lets its holder do, in plain words. Layers above declare the classes."""

from __future__ import annotations

from typing import ClassVar


class Role:
    """Base of all roles. A subclass with a ``slug`` registers itself."""

    slug: ClassVar[str] = ""
    title: ClassVar[str] = ""
    description: ClassVar[str] = ""
    #: Roles that come with this one: the lead of a team is a member of it.
    includes: ClassVar[tuple[str, ...]] = ()
    #: Whoever may read confidential records must have a second factor.
    second_factor: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if _roles.get(cls.slug, cls) is not cls:
            raise ValueError(f"Two roles are called {cls.slug}.")
        if cls.slug:
            _roles[cls.slug] = cls


_roles: dict[str, type[Role]] = {}


def all_roles() -> dict[str, type[Role]]:
    """Return every declared role by slug."""
    return dict(_roles)


def role_called(slug: str) -> type[Role]:
    """Return a role; raises LookupError where none is declared under the slug."""
    try:
        return _roles[slug]
    except KeyError:
        raise LookupError(f"No role is called {slug}.") from None
