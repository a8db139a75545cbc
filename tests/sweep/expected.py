"""Who may open which door. A new address has no line here, and the sweep fails until it has one."""

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


def proven(rule: Rule) -> Rule:
    """The same, but a fresh second factor is asked of those who have none yet."""

    def stricter(persona: Persona, scene: Any) -> str:
        word = rule(persona, scene)
        return word if word == "sign-in" else f"{word} or prove"

    return stricter


def sometimes(rule: Rule) -> Rule:
    """The same, but absent to all where the scene holds no such thing."""

    def looser(persona: Persona, scene: Any) -> str:
        word = rule(persona, scene)
        return f"{word} or closed" if word.startswith("open") else word

    return looser


def staff_signed_in(persona: Persona, scene: Any) -> str:
    """The door of staff who are signed in; others are led to sign in, or see nothing."""
    return staff(persona, scene) if persona.person else "sign-in"


def own_page_or_directory(persona: Persona, scene: Any) -> str:
    """The page of a person: their own, and for those who may see the directory."""
    own = persona.person is not None and persona.person.pk == scene.arguments["person_id"]
    return "open" if own else only("people.see-directory")(persona, scene)


def alive(_persona: Persona, _scene: Any) -> str:
    """Answers everybody: well, or (without a worker, as here) not ready."""
    return "open or broken"


def staff(persona: Persona, scene: Any) -> str:
    """The door of the staff's own report: absent to learners, guardians and the public."""
    inside = persona.person is not None and persona.word not in {"learner", "adult", "parent"}
    return "open" if inside and persona.word not in scene.outsiders else "closed"


def by_token(_persona: Persona, _scene: Any) -> str:
    """The door opens by a service token only, never by a session."""
    return "closed"


def whatever(_persona: Persona, _scene: Any) -> str:
    """A step of sign-in: it answers everybody with itself or the way to it."""
    return "open or sign-in or prove or closed"


_CASE = [
    "action-new",
    "assess",
    "case",
    "decide",
    "keep-out",
    "kind",
    "member-new",
    "note",
    "person-new",
    "plan-new",
    "readers",
    "referral-new",
    "sanction-new",
    "severity",
    "close",
    "export",
]
#: Doors of a case that the sweep tries again with an allegation in it.
OF_A_CASE = tuple(f"concerns:{name}" for name in _CASE)
_CASE_SOMETIMES = [
    "agree",
    "correct",
    "end-watch",
    "follow-up",
    "images",
    "member-end",
    "particular",
    "person-end",
    "plan",
    "referral",
    "referral-not",
    "reopen",
    "sanction",
    "skip",
    "telling",
    "viewing",
]
_SIGN_IN = [
    "account_inactive",
    "account_reset_password",
    "carry_on",
    "enrol",
    "enrol_codes",
    "enrol_passkey",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "openid_connect_callback",
    "openid_connect_login",
    "identity:choose-password",
    "account_change_password",
    "account_login",
]
_SCIM = [
    f"scim/v2/{rest}"
    for rest in (
        "", ".search", "<path:rest>", "Bulk", "Groups", "Groups/.search", "Groups/<str:pk>", "Me",
        "ResourceTypes", "ResourceTypes/<str:name>", "Schemas", "Schemas/<str:uri>",
        "ServiceProviderConfig", "Users", "Users/.search", "Users/<str:pk>",
    )
]  # fmt: skip
RULES: dict[str, Rule] = {
    **dict.fromkeys(
        [
            "home",
            "accessibility",

            "what-to-do-now",
            "ui:colours",
            "ui:appearance",
            "ui:set_language",
            "concerns:tell",
            "concerns:receipt",
            "concerns:report",
            "observability:live",

        ],
        everybody,
    ),
    **dict.fromkeys(
        [
            "everything",
            "search",
            "notices:mine",
            "notices:preferences",
            "notices:follow",
            "mfa_index",
            "concerns:actions",
            "concerns:my-reports",
            "identity:security",
        ],
        signed_in,
    ),
    **dict.fromkeys(_SIGN_IN, whatever),
    **{f"concerns:{name}": readers for name in _CASE},
    **{f"concerns:{name}": readers_now_or_later for name in _CASE_SOMETIMES},
    **dict.fromkeys(["concerns:concern", "concerns:triage", "concerns:join"], readers),
    "notices:acknowledge": known_to("told"),
    "notices:deliveries": only("notices.see-deliveries"),
    "jobs:dead-letters": only("jobs.manage"),
    **dict.fromkeys(["jobs:retry", "jobs:drop"], sometimes(only("jobs.manage"))),
    "audit:trail": only("audit.read"),
    "audit:export": proven(only("audit.export")),
    "profiles:put-in-force": proven(only("profiles.change")),
    "profiles:proposal": proven(only("profiles.change")),
    "profiles:in-force": only("profiles.see"),
    "profiles:history": only("profiles.see"),
    "profiles:version": only("profiles.see"),
    **dict.fromkeys(
        ["profiles:change", "profiles:left-open"], only("profiles.change")
    ),
    **dict.fromkeys(
        ["notices:settings", "notices:quiet-hours"], only("notices.manage")
    ),
    **dict.fromkeys(
        ["notices:add-webhook", "notices:end-webhook"],
        sometimes(proven(only("notices.manage"))),
    ),
    "identity:sign-on": proven(only("identity.manage-sign-in")),
    **dict.fromkeys(
        ["identity:test-sign-on", "identity:remove-sign-on"],
        sometimes(proven(only("identity.manage-sign-in"))),
    ),
    "edit-accessibility": only("shell.edit-statement"),
    "identity:tokens": only("identity.manage-tokens"),
    "identity:make-token": proven(only("identity.manage-tokens")),
    "identity:revoke-token": sometimes(proven(only("identity.manage-tokens"))),
    "identity:end-session": sometimes(signed_in),
    "identity:device": known_to("device_owners"),
    "identity:end-sessions": signed_in,
    "account_logout": whatever,
    "files:download": known_to("nobody_at_all"),
    "concerns:acknowledge": readers,
    **dict.fromkeys(
        ["concerns:report-people", "concerns:report-keep-out", "concerns:report-reroute"], readers
    ),
    "concerns:respond": known_to("nobody_at_all"),
    "concerns:without-name": whatever,
    **dict.fromkeys(
        ["concerns:procedure", "concerns:feedback", "concerns:feedback-thanks"], everybody
    ),
    **dict.fromkeys(
        [
            "concerns:procedure-publish", "concerns:drills", "concerns:drill",
            "concerns:drill-send", "concerns:feedback-figures",
        ],
        only("concerns.oversee"),
    ),
    **dict.fromkeys(
        [
            "concerns:challenges", "concerns:challenge", "concerns:conversations",
            "concerns:conversation-new",
        ],
        staff_signed_in,
    ),
    "concerns:conversation": known_to("in_the_conversation"),
    "concerns:conversation-further": known_to("managers_of_it"),
    "concerns:purposes": only("concerns.conversations"),
    "concerns:reply": readers,
    "concerns:evidence": readers,
    "concerns:bundle": readers_now_or_later,
    "concerns:action": known_to("task_owners_and_readers"),
    "concerns:break-glass": proven(only("concerns.break-glass")),
    "concerns:contacts": everybody,
    "concerns:figures": only("concerns.figures"),
    "concerns:register": proven(only("concerns.export")),
    "concerns:hand-over": only("concerns.inbox"),
    "concerns:inbox": only("concerns.inbox"),
    "concerns:person": readers,
    "concerns:low-level": staff_signed_in,
    "concerns:low-level-sent": signed_in,
    "concerns:low-level-records": only("concerns.low-level"),
    "concerns:my-report": known_to("reporters"),
    "concerns:report-sent": known_to("reporters"),
    "concerns:report-page": staff_signed_in,
    "concerns:report-check": staff_signed_in,
    "concerns:report-files": staff_signed_in,
    "concerns:my-report-file": known_to("reporters"),
    "concerns:tell-files": everybody,
    "concerns:receipt-file": everybody,
    "concerns:receipt-open": everybody,
    "concerns:tell-page": everybody,
    "concerns:tell-check": everybody,
    "concerns:tell-sent": everybody,
    "observability:metrics": by_token,
    **dict.fromkeys(_SCIM, by_token),
    **{
        f"people:{name}": only("people.see-directory")
        for name in ("directory", "posts", "post", "visitors", "rota", "told")
    },
    **{
        f"people:{name}": only("people.manage")
        for name in (
            "open-post", "letter", "add-person", "change",
            "work", "study", "leave", "acknowledged", "add-visitor", "extend-visit", "accepted",
            "exceptions", "devices", "add-device", "device", "withdraw-device", "take-in",
            "import", "template",
        )
    },
    **{
        f"people:{name}": sometimes(only("people.manage")) for name in ("import-run", "import-done")
    },
    **{
        f"people:{name}": proven(only("people.manage"))
        for name in ("give-post", "end-post", "close-post", "entitlements")
    },
    **{f"people:{name}": only("people.rota") for name in ("call", "end-call")},
    **{f"people:{name}": proven(only("people.rota")) for name in ("cover", "back")},
    **{
        f"people:{name}": only("people.check-guardians")
        for name in (
            "guardians", "guardian", "verify-guardian", "refuse-guardian", "undo-check",
            "end-guardian", "add-guardian",
        )
    },
    **{
        f"people:{name}": proven(only("people.see-vulnerability"))
        for name in ("set-flag", "end-flag")
    },
    "people:person": own_page_or_directory,
    "identity:everybody": proven(only("identity.manage-sign-in")),
    "identity:switch-passwords": proven(only("identity.manage-sign-in")),
    "gallery": staff,
    "observability:ready": alive,
}  # fmt: skip
