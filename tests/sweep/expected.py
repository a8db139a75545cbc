"""Who may open which door. A new address has no line here, and the sweep fails until it has one."""

from __future__ import annotations

from lanyard.engine.decisions.api import questions
from tests.sweep.expected_channels import CHANNELS
from tests.sweep.expected_consent import CONSENT
from tests.sweep.expected_contact import CONTACT
from tests.sweep.expected_governance import GOVERNANCE
from tests.sweep.expected_guidance import GUIDANCE
from tests.sweep.expected_training import TRAINING
from tests.sweep.rules import (
    Rule,
    alive,
    answers_for_it,
    by_token,
    everybody,
    everybody_here,
    known_to,
    only,
    own_page_or_directory,
    policy_readers,
    proven,
    readers,
    readers_now_or_later,
    signed_in,
    sometimes,
    staff,
    staff_here,
    staff_signed_in,
    whatever,
    works_here,
)

_CASE = [
    "action-new",
    "assess",
    "case",
    "decide",
    "keep-out",
    "category",
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
    "governing",
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
_QUESTIONS = [question.replace(".", "-") for question in questions()]
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
    **dict.fromkeys(["jobs:retry", "jobs:drop"], sometimes(proven(only("jobs.manage")))),
    "audit:trail": only("audit.read"),
    "audit:export": proven(only("audit.export")),
    **{
        f"clauses:{name}": policy_readers
        for name in ("policy", "clause", "export", "control", "laws", "edition", "changes")
    },
    **{f"clauses:{name}": only("clauses.evidence") for name in ("controls", "look-again")},
    **{f"clauses:{name}": answers_for_it for name in ("attest", "withdraw")},
    "profiles:put-in-force": proven(only("profiles.change")),
    "profiles:proposal": proven(only("profiles.change")),
    "profiles:in-force": only("profiles.see"),
    "profiles:history": only("profiles.see"),
    "profiles:version": only("profiles.see"),
    **dict.fromkeys(
        ["profiles:change", "profiles:left-open"], only("profiles.change")
    ),
    "notices:settings": only("notices.manage"),
    "notices:quiet-hours": proven(only("notices.manage")),
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
    **{
        f"concerns:{name}": only("concerns.registers")
        for name in ("registers", "quoted-rules", "completeness", "pulses")
    },
    "concerns:transfers": only("concerns.transfers"),
    "concerns:transfer-new": only("concerns.transfers"),
    "concerns:transfer": only("concerns.transfers"),
    "concerns:pulse": staff_here,
    "concerns:declare": staff_signed_in,
    "concerns:declarations": staff_signed_in,
    "concerns:declaration": known_to("declarers"),
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
            "exceptions", "devices", "add-device", "device", "withdraw-device",
            "import", "template",
        )
    },
    **{
        f"people:{name}": sometimes(only("people.manage")) for name in ("import-run", "import-done")
    },
    **{
        f"people:{name}": proven(only("people.manage"))
        for name in ("give-post", "end-post", "close-post", "entitlements", "take-in", "sign-in")
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
    **{f"duties:{name}": signed_in for name in ("mine", "done")},
    "duties:team": only("duties.team"),
    **dict.fromkeys(
        [f"duties:{name}" for name in ("of-person", "waive", "end-waiver")],
        known_to("setters_aside"),
    ),
    **{f"duties:{name}": only("duties.see-all") for name in ("all", "one-duty", "one-duty-csv")},
    **{f"duties:{name}": sometimes(only("duties.terms")) for name in ("terms", "remove-term")},
    "duties:nation": only("duties.terms"),
    "duties:say-done": known_to("owing"),
    **{
        f"answers:{name}": works_here
        for name in ("index", "ask", "fact", "restart", "mine", "connect", "message",
                     "declarations")
    },
    **{f"answers:{name}": known_to("had_an_answer") for name in ("answer", "again")},
    "answers:ask-approval": known_to("had_an_answer"),
    "answers:clearance": known_to("in_the_request"),
    "answers:end-clearance": known_to("in_the_request"),
    "answers:data-back": sometimes(known_to("had_an_answer")),
    "answers:declare": known_to("had_an_answer"),
    "answers:follower": known_to("had_an_answer"),
    "answers:declaration": known_to("in_the_declaration"),
    **{
        f"answers:{name}": proven(only("answers.restrict"))
        for name in ("restricted", "restrict", "unrestrict")
    },
    "answers:replay": only("profiles.change"),
    "answers:go-ahead": known_to("nobody_at_all"),
    "approvals:list": signed_in,
    "approvals:one": known_to("approvers"),
    "approvals:withdraw": known_to("askers"),
    **{
        f"policies:{name}": signed_in
        for name in ("list", "document", "version", "changes", "form", "say", "my-signatures",
                     "sign", "check", "reviews", "team", "archived")
    },
    **{
        f"policies:{name}": sometimes(only("policies.write"))
        for name in ("new", "write", "submit", "publish", "discard", "archive", "attach", "extend",
                     "start-review", "review", "link-companion", "change", "sources", "copy",
                     "call-back", "adopt-form", "send-for-review", "send-back", "answer-comment")
    },
    **{
        f"policies:{name}": only("policies.collect")
        for name in ("figures", "requirement", "requirement-csv", "paper", "invite",
                     "end-requirement", "awareness", "tell")
    },
    # IT looks too, where it is a banner.
    "policies:look": sometimes(only("policies.write")),
    "policies:ask": only("policies.collect"),
    "policies:certificate": known_to("signers"),
    "policies:feedback": known_to("sayers"),
    "policies:comments": known_to("sayers"),
    "policies:finish-reading": known_to("draft_readers"),
    **{f"policies:{name}": only("policies.restrict") for name in (
        "restricted", "restricted-csv", "confirm-restriction", "accounts", "accounts-csv")},
    "policies:suspend": known_to("sponsors"),
    **{f"policies:{name}": sometimes(everybody) for name in ("public-file", "public-form-file")},
    "interface:access": by_token,
    "interface:places": by_token,
    **{
        f"policies:{name}": everybody
        for name in ("public", "privacy", "public-document", "public-say",
                     "public-form")
    },
    **GUIDANCE,
    **CONSENT, **CONTACT,
    "interface:check": by_token,
    "policies:public-coming": everybody_here,
    "policies:sign-by-link": everybody_here,
    **TRAINING,
    "policies:log-on-notice": by_token,
    **GOVERNANCE,
    **CHANNELS,
    **{f"interface:decide-{name}": by_token for name in _QUESTIONS},
    "interface:api-root": by_token,
    **{f"interface:exports-{name}": by_token
       for name in ("logins", "devices", "acknowledgements", "calls")},
    "interface:openapi-json": everybody,
    "gallery": staff,
    "observability:ready": alive,
}  # fmt: skip
