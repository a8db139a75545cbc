"""Addresses that show no page of their own, and so are looked at by no eye."""

from __future__ import annotations

from lanyard.engine.decisions.api import questions

#: Addresses that only take what is sent.
_ACTS = (
    "account_logout", "audit:export", "concerns:acknowledge", "concerns:bundle",
    "concerns:without-name", "concerns:drill-send", "concerns:conversation-further",
    "identity:end-session", "identity:end-sessions", "identity:revoke-token",
    "identity:switch-passwords", "identity:test-sign-on", "identity:remove-sign-on",
    "jobs:drop", "jobs:retry", "notices:acknowledge",
    "notices:add-webhook", "notices:end-webhook", "notices:quiet-hours",
    "answers:again", "answers:restart",
    "guidance:read", "guidance:clear", "guidance:end-term", "guidance:ready",
    "guidance:self-check-decline", "guidance:be-told", "guidance:letter-read",
    "guidance:removal-step",
    "guidance:plan-away", "guidance:plan-end", "guidance:plan-given", "guidance:remote-ended",
    "guidance:heard", "guidance:tip-seen", "guidance:told", "guidance:tool-taught",
    "guidance:tool-away", "guidance:technology-end",
    "ui:set_language", "clauses:look-again", "duties:remove-term",
    "training:start", "training:confirm", "training:new-address", "training:join-session",
    "training:nudge", "training:verify-one", "training:package-run", "training:log-teaching",
    "policies:confirm-restriction", "policies:adopt-form",
    "governance:begin-paper", "governance:open-survey", "channels:confirm", "channels:thaw",
    "channels:put-back", "consent:end-entry",
    *(f"training:{name}" for name in ("confirm-induction", "go-through", "caught-up",
                                      "review-resource", "open-survey", "share-note")),
)  # fmt: skip
#: Addresses that give data or lead on, and show no page.
_DATA = (
    "clauses:export",
    "files:download", "mfa_index", "mfa_login_webauthn", "notices:follow", "observability:live",
    "observability:metrics", "observability:ready", "openid_connect_callback",
    "openid_connect_login", "people:entitlements", "people:template", "ui:colours",
    "duties:one-duty-csv", "policies:requirement-csv", "policies:restricted-csv",
    "policies:log-on-notice", "interface:api-root", "interface:openapi-json",
    *(f"interface:exports-{name}" for name in ("logins", "devices", "acknowledgements", "calls")),
    "interface:check", "interface:access", "interface:places", "policies:accounts-csv",
    "policies:public-file", "policies:public-form-file",
    *(f"interface:decide-{question.replace('.', '-')}" for question in questions()),
    "training:feed", "training:matrix-csv", "training:xapi-about", "training:xapi-statements",
    "consent:image", "consent:small", "consent:film",
    "training:package-file", "training:package-api", "training:picture",
    "governance:laws-csv", "governance:coverage-csv", "channels:ours-json",
    "channels:posters-csv", "channels:post-package",
)  # fmt: skip
#: Pages at the end of a way, for the journeys that go it.
_ON_THE_WAY = (
    "account_inactive", "carry_on", "identity:choose-password", "mfa_reauthenticate",
    "mfa_remove_webauthn", "concerns:receipt-open", "concerns:receipt-file", "concerns:respond",
    "concerns:governing",
    "concerns:report-check", "concerns:tell-check", "concerns:tell-sent", "profiles:put-in-force",
)  # fmt: skip
#: Pages that only another policy has: its own tests open them.
_BY_POLICY = (
    "contact:word", "contact:screenings", "contact:open-screening", "contact:allow-network",
    "contact:screening", "contact:look", "contact:close-screening", "contact:check-finding",
)  # fmt: skip
NO_PAGE = frozenset({*_ACTS, *_DATA, *_ON_THE_WAY, *_BY_POLICY})
