"""Who may open which door of contact."""

from __future__ import annotations

from tests.sweep.rules import Rule, either, known_to, only, works_here

CONTACT: dict[str, Rule] = {
    **{f"contact:{name}": works_here for name in ("home", "hours", "groups")},
    **{f"contact:{name}": only("contact.list") for name in ("add", "change", "end")},
    **{f"contact:{name}": known_to("managers_of_it") for name in ("agree", "unagree")},
    "contact:places": either(known_to("owing"), only("contact.groups")),
}
