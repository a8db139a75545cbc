"""The words of who may open a door: everybody, holders of a permission, those of a scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lanyard.foundation.registry import api as registry
from tests.sweep.personas import Persona

#: From a persona and the scene to the words that the door may answer with.
Rule = Callable[[Persona, Any], str]


def everybody(_persona: Persona, _scene: Any) -> str:
    """The door is open to all, signed in or not."""
    return "open"


def everybody_here(persona: Persona, _scene: Any) -> str:
    """The door is open to all at this college's address; at another's it is not there."""
    return "closed" if persona.word == "elsewhere" else "open"


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


def readers(persona: Persona, scene: Any) -> str:
    """The door of a case or report: its readers may be let in, to all others it is absent."""
    return known_to("readers")(persona, scene)


def readers_now_or_later(persona: Persona, scene: Any) -> str:
    """A door of a case that stands open to its readers only in some states of the case."""
    word = known_to("readers")(persona, scene)
    return "open or closed" if word == "open" else word


def works_at_this_college(persona: Persona, scene: Any) -> str:
    """The same, and absent at another college's address."""
    return "closed" if persona.word == "elsewhere" else works_here(persona, scene)


def proven(rule: Rule) -> Rule:
    """The same, but a fresh second factor is asked of those who have none yet."""

    def stricter(persona: Persona, scene: Any) -> str:
        word = rule(persona, scene)
        return word if word == "sign-in" else f"{word} or prove"

    return stricter


def either(*rules: Rule) -> Rule:
    """The door is open to whom one of the rules opens it."""

    def looser(persona: Persona, scene: Any) -> str:
        words = [rule(persona, scene) for rule in rules]
        return next((word for word in words if word.startswith("open")), words[0])

    return looser


def sometimes(rule: Rule) -> Rule:
    """The same, but absent to all where the scene holds no such thing."""

    def looser(persona: Persona, scene: Any) -> str:
        word = rule(persona, scene)
        return f"{word} or closed" if word.startswith("open") else word

    return looser


def staff_signed_in(persona: Persona, scene: Any) -> str:
    """The door of staff who are signed in; others are led to sign in, or see nothing."""
    return staff(persona, scene) if persona.person else "sign-in"


def staff_here(persona: Persona, scene: Any) -> str:
    """The door of a pulse: open to staff of the college that has one open."""
    return "closed" if persona.word == "elsewhere" else staff_signed_in(persona, scene)


def own_page_or_directory(persona: Persona, scene: Any) -> str:
    """The page of a learner: their own, their tutor's, and for those who may see the directory."""
    own = persona.person is not None and persona.person.pk == scene.arguments["person_id"]
    taught = persona.word in scene.teachers
    return "open" if own or taught else only("people.see-directory")(persona, scene)


def alive(_persona: Persona, _scene: Any) -> str:
    """Answers everybody: well, or (without a worker, as here) not ready."""
    return "open or broken"


def staff(persona: Persona, scene: Any) -> str:
    """The door of the staff's own report: absent to learners, guardians and the public."""
    inside = persona.person is not None and persona.word not in {"learner", "adult", "parent"}
    return "open" if inside and persona.word not in scene.outsiders else "closed"


def works_here(persona: Persona, _scene: Any) -> str:
    """The door of staff and of holders of roles; to learners and families it is absent."""
    if persona.person is None:
        return "sign-in"
    return "closed" if persona.word in {"learner", "adult", "parent"} else "open"


def policy_readers(persona: Persona, scene: Any) -> str:
    """The door of the policy: open to staff, and to governors who are signed in."""
    if persona.person is None:
        return "sign-in"
    inside = staff(persona, scene) == "open" or "governors" in persona.roles
    return "open" if inside else "closed"


def answers_for_it(persona: Persona, _scene: Any) -> str:
    """The door by which a control is vouched for: open to its owner, the lead and the head."""
    if persona.person is None:
        return "sign-in"
    heads = {"dsl", "principal", "managing-director"}
    return "open" if persona.roles & heads else "closed"


def by_token(_persona: Persona, _scene: Any) -> str:
    """The door opens by a service token only, never by a session."""
    return "closed"


def whatever(_persona: Persona, _scene: Any) -> str:
    """A step of sign-in: it answers everybody with itself or the way to it."""
    return "open or sign-in or prove or closed"
