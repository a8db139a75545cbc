"""Who may open which door. A new address has no line here, and the sweep fails until it has one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lanyard.foundation.registry import api as registry
from tests.sweep.personas import Persona

#: From a persona and the scene to the word that the door must answer with.
Rule = Callable[[Persona, Any], str]


def everybody(_persona: Persona, _scene: Any) -> str:
    """The door is open to all, signed in or not."""
    return "open"


def signed_in(persona: Persona, _scene: Any) -> str:
    """The door is open to whoever is signed in."""
    return "open" if persona.person else "sign-in"


def only(permission: str) -> Rule:
    """The door is open to the roles of a permission, and looks absent to everybody else."""

    def rule(persona: Persona, scene: Any) -> str:
        if persona.person is None:
            return "sign-in"
        held_by = set(registry.permission(permission).held_by)
        return "open" if persona.roles & held_by else "closed"

    return rule


def known_to(names: str) -> Rule:
    """The door is open to those whom the scene names under ``names``, absent to everybody else."""

    def rule(persona: Persona, scene: Any) -> str:
        if persona.person is None:
            return "sign-in"
        return "open" if persona.word in getattr(scene, names) else "closed"

    return rule


RULES: dict[str, Rule] = {
    "home": everybody,
    "ui:colours": everybody,
    "ui:gallery": everybody,
    "ui:appearance": everybody,
    "ui:set_language": everybody,
    "account_login": everybody,
    "account_logout": everybody,
    "notices:mine": signed_in,
    "notices:preferences": signed_in,
    "notices:deliveries": only("notices.see-deliveries"),
    "notices:follow": signed_in,
    "notices:acknowledge": known_to("told"),
    "jobs:dead-letters": only("jobs.manage"),
    "jobs:retry": only("jobs.manage"),
    "jobs:drop": only("jobs.manage"),
    "concerns:tell": everybody,
    "concerns:receipt": everybody,
}
