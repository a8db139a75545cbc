"""Every page of the site: which address shows it, and who is right to look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from lanyard.rooms.concerns.forms.journeys import Page, always
from lanyard.rooms.concerns.forms.paths import JOURNEYS


@dataclass(frozen=True)
class Door:
    """One page as one person sees it."""

    name: str
    who: str
    address: str

    @property
    def word(self) -> str:
        """What a picture of it is called."""
        last = self.address.rstrip("/").rpartition("/")[2]
        further = [last] if self.name.endswith("-page") else []
        return "-".join([self.name.replace(":", "-"), *further, self.who or "nobody"])


#: Looked at with nobody signed in.
_NOBODY = (
    "home", "accessibility", "what-to-do-now", "ui:appearance", "account_login",
    "account_reset_password", "concerns:tell", "concerns:receipt", "concerns:procedure",
    "concerns:feedback", "concerns:feedback-thanks",
)  # fmt: skip
#: Looked at by everybody, because it is theirs.
_HOMES = (
    "tutor", "manager", "dsl", "deputy", "head", "hr", "it", "marketing", "learner", "adult",
    "parent", "governor",
)  # fmt: skip
#: Person to the addresses that take nothing.
_PLAIN: dict[str, tuple[str, ...]] = {
    "tutor": (
        "concerns:report", "concerns:low-level", "concerns:low-level-sent", "concerns:my-reports",
        "concerns:contacts", "concerns:actions", "notices:mine", "notices:preferences",
        "concerns:challenge", "concerns:challenges", "concerns:procedure", "everything",
        "gallery", "identity:security", "account_change_password",
        "mfa_activate_totp",
    ),
    "learner": ("concerns:my-reports", "concerns:contacts"),
    "manager": ("concerns:conversations", "concerns:conversation-new"),
    "dsl": (
        "concerns:inbox", "concerns:figures", "concerns:register", "concerns:hand-over",
        "concerns:break-glass", "concerns:drills", "concerns:procedure",
        "concerns:procedure-publish", "concerns:feedback-figures", "concerns:challenges",
        "search", "audit:trail", "people:directory", "people:rota", "people:told",
        "people:guardians",
        "profiles:in-force", "profiles:history", "profiles:change", "profiles:left-open",
        "profiles:proposal", "mfa_add_webauthn", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp", "notices:mine", "everything",
    ),
    "head": ("concerns:low-level-records", "concerns:figures"),
    "hr": (
        "concerns:purposes", "people:posts", "people:cover", "people:visitors",
        "people:add-visitor", "people:open-post", "people:add-person", "people:call",
        "people:rota", "people:directory",
    ),
    "it": (
        "people:directory", "people:import", "people:devices", "people:exceptions",
        "people:add-device", "people:take-in",
        "jobs:dead-letters", "notices:deliveries", "notices:settings", "identity:everybody",
        "identity:sign-on", "edit-accessibility",
        "identity:tokens", "identity:make-token",
    ),
}  # fmt: skip
#: Addresses about one case, for who works it.
_CASE = (
    "case", "readers", "note", "severity", "assess", "member-new", "keep-out", "person-new",
    "action-new", "referral-new", "plan-new", "sanction-new", "kind", "close",
    "reopen", "end-watch", "export", "correct", "member-end", "person-end", "referral",
    "referral-not", "plan", "sanction", "follow-up",
)  # fmt: skip
#: Addresses that only take what is sent.
_ACTS = (
    "account_logout", "audit:export", "concerns:acknowledge", "concerns:bundle",
    "concerns:without-name", "concerns:drill-send", "concerns:conversation-further",
    "identity:end-session", "identity:end-sessions", "identity:revoke-token",
    "identity:switch-passwords", "identity:test-sign-on", "identity:remove-sign-on",
    "jobs:drop", "jobs:retry", "notices:acknowledge",
    "notices:add-webhook", "notices:end-webhook", "notices:quiet-hours",
    "ui:set_language",
)  # fmt: skip
#: Addresses that give data or lead on, and show no page.
_DATA = (
    "files:download", "mfa_index", "mfa_login_webauthn", "notices:follow", "observability:live",
    "observability:metrics", "observability:ready", "openid_connect_callback",
    "openid_connect_login", "people:entitlements", "people:template", "ui:colours",
)  # fmt: skip
#: Pages at the end of a way, for the journeys that go it.
_ON_THE_WAY = (
    "account_inactive", "carry_on", "identity:choose-password", "mfa_reauthenticate",
    "mfa_remove_webauthn", "concerns:receipt-open", "concerns:receipt-file", "concerns:respond",
    "concerns:report-check", "concerns:tell-check", "concerns:tell-sent", "profiles:put-in-force",
)  # fmt: skip
NO_PAGE = frozenset({*_ACTS, *_DATA, *_ON_THE_WAY})


def every_door(stands: Mapping[str, Any]) -> Iterator[Door]:
    """Yield every page."""
    for name in _NOBODY:
        yield Door(name, "", reverse(name))
    for who in _HOMES:
        yield Door("home", who, reverse("home"))
    for who, names in _PLAIN.items():
        for name in names:
            yield Door(name, who, reverse(name))
    yield from _reporting()
    yield from _casework(stands)
    for name, who, words in (
        ("concerns:report-sent", "tutor", "receipt"), ("concerns:my-report", "tutor", "receipt"),
        ("concerns:my-report-file", "tutor", "receipt"),
        ("concerns:person", "dsl", "person_id"), ("people:person", "dsl", "person_id"),
        ("people:give-post", "hr", "post_id"), ("people:end-post", "hr", "holding_id"),
        ("people:post", "hr", "post_id"), ("people:close-post", "hr", "post_id"),
        ("people:letter", "hr", "holding_id"), ("people:person", "hr", "person_id"),
        ("people:change", "hr", "person_id"), ("people:work", "hr", "person_id"),
        ("people:study", "hr", "person_id"), ("people:leave", "hr", "staff_id"),
        ("people:acknowledged", "hr", "person_id"), ("people:end-call", "hr", "call_id"),
        ("people:back", "hr", "absence_id"), ("people:extend-visit", "hr", "sponsorship_id"),
        ("people:accepted", "hr", "sponsorship_id"), ("people:device", "it", "device_id"),
        ("people:withdraw-device", "it", "device_id"), ("people:guardian", "dsl", "link_id"),
        ("people:guardian", "dsl", "checked_id"), ("people:verify-guardian", "dsl", "link_id"),
        ("people:refuse-guardian", "dsl", "link_id"), ("people:undo-check", "dsl", "checked_id"),
        ("people:end-guardian", "dsl", "link_id"), ("people:add-guardian", "dsl", "person_id"),
        ("people:set-flag", "dsl", "person_id"), ("people:end-flag", "dsl", "flag_id"),
        ("people:import-run", "it", "run_id"), ("people:import-done", "it", "done_id"),
        ("identity:device", "dsl", "browser_id"),
        ("concerns:action", "tutor", "action_id"), ("concerns:concern", "dsl", "concern_id"),
        ("concerns:drill", "dsl", "drill_id"),
        ("concerns:conversation", "manager", "conversation_id"),
        ("concerns:report-people", "dsl", "concern_id"),
        ("concerns:report-keep-out", "dsl", "concern_id"),
        ("concerns:report-reroute", "dsl", "concern_id"),
        ("concerns:triage", "dsl", "concern_id"), ("concerns:reply", "dsl", "concern_id"),
    ):  # fmt: skip
        yield Door(name, who, reverse(name, args=[stands[words]]))
    yield Door("profiles:version", "dsl", reverse("profiles:version", args=[1]))


def _reporting() -> Iterator[Door]:
    for slug, who in (("concern", "tutor"), ("post", "tutor"), ("it", "it")):
        for page in _asked_of_all(slug):
            address = reverse("concerns:report-page", args=[slug, page.slug])
            yield Door("concerns:report-page", who, address)
    yield Door("concerns:report-files", "tutor", reverse("concerns:report-files", args=["concern"]))
    yield Door("concerns:tell-files", "", reverse("concerns:tell-files", args=["visitor"]))
    for slug in ("learner", "visitor"):
        for page in _asked_of_all(slug):
            address = reverse("concerns:tell-page", args=[slug, page.slug])
            yield Door("concerns:tell-page", "", address)


def _asked_of_all(slug: str) -> list[Page]:
    """Return the pages that need no answer before them; test_reporting looks at the others."""
    return [page for page in JOURNEYS[slug].pages if page.asked is always]


def _casework(stands: Mapping[str, Any]) -> Iterator[Door]:
    more = {
        "correct": "entry_id", "member-end": "member_id", "person-end": "one_id",
        "referral": "referral_id", "referral-not": "referral_id", "plan": "plan_id",
        "sanction": "sanction_id", "follow-up": "follow_up_id",
    }  # fmt: skip
    case = stands["case_id"]
    for name in _CASE:
        further = [stands[more[name]]] if name in more else []
        yield Door(f"concerns:{name}", "dsl", reverse(f"concerns:{name}", args=[case, *further]))
    for name, args in (
        ("referral", [case, stands["sent_id"]]), ("particular", [case, "investigation"]),
        ("telling", [case, "guardian", stands["one_id"]]), ("skip", [case, "assess"]),
        ("telling", [case, "employer", stands["one_id"]]), ("decide", [case, "police"]),
        ("decide", [case, "lado"]), ("images", [stands["images_id"]]),
        ("viewing", [stands["images_id"]]), ("agree", [stands["agree_id"]]),
        ("case", [stands["closed_id"]]), ("case", [stands["images_id"]]),
        ("evidence", [case]), ("join", [stands["concern_id"], stands["other_id"]]),
    ):  # fmt: skip
        yield Door(f"concerns:{name}", "dsl", reverse(f"concerns:{name}", args=args))
