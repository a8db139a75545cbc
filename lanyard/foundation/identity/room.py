"""The manifest of identity."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lanyard.foundation.identity import glass
from lanyard.foundation.identity.controls import CONTROLS
from lanyard.foundation.registry.manifest import (
    SECRET,
    FieldPrivacy,
    Manifest,
    Navigation,
    Permission,
    PrivacyClass,
    Verb,
)

_IT = ("it-department", "it-support", "third-party-it", "head-digital-ict")

MANIFEST = Manifest(
    slug="identity",
    title=_("Sign-in"),
    controls=CONTROLS,
    navigation=(
        Navigation(
            _("Sign-in of everybody"), "identity:everybody", "identity.manage-sign-in", "lock", 89
        ),
        Navigation(
            _("Service tokens"), "identity:tokens", "identity.manage-tokens", "key-round", 90
        ),
    ),
    permissions=(
        Permission("identity.manage-tokens", "Make and revoke service tokens", _IT),
        Permission(
            "identity.manage-sign-in",
            "Switch passwords on and off, end sessions, remove lost factors",
            _IT,
        ),
    ),
    verbs=(
        Verb("identity.account-opened", "{actor} opened an account for {subject}."),
        Verb("identity.account-closed", "{actor} closed the account of {subject}."),
        Verb("identity.signed-in", "{actor} signed in."),
        Verb("identity.sign-in-failed", "Somebody could not sign in."),
        Verb("identity.sign-in-refused", "Sign-in was refused: too many attempts."),
        Verb("identity.signed-out", "{actor} signed out."),
        Verb("identity.stepped-up", "{actor} showed again that it was them."),
        Verb("identity.factor-added", "{actor} added a second factor ({factor})."),
        Verb("identity.factor-removed", "{actor} removed a second factor ({factor})."),
        Verb("identity.factors-reset", "{actor} removed the second factors of {subject}."),
        Verb("identity.recovery-codes-made", "{actor} made new recovery codes."),
        Verb("identity.password-changed", "{actor} changed their password."),
        Verb("identity.password-reset", "{actor} chose a new password by a link."),
        Verb("identity.reset-asked", "Somebody asked for a link to choose a new password."),
        Verb("identity.sessions-ended", "{actor} signed {subject} out elsewhere."),
        Verb("identity.sign-on-linked", "{actor} linked single sign-on ({provider})."),
        Verb("identity.sign-on-refused", "Single sign-on was refused: no account here."),
        Verb("identity.passwords-switched-off", "{actor} switched passwords off."),
        Verb("identity.passwords-switched-on", "{actor} switched passwords on."),
        Verb("identity.token-made", "{actor} made the service token {subject}."),
        Verb("identity.token-revoked", "{actor} revoked the service token {subject}."),
    ),
    listeners={
        "access.glass-broken": glass.broken,
        "access.glass-refused": glass.refused,
        "access.glass-closed": glass.closed,
    },
    # An account is closed with its person; nothing of it is kept beyond that.
    privacy={
        "Account": FieldPrivacy(PrivacyClass.PERSONAL, 0),
        "Account.password": SECRET,
        "Session": FieldPrivacy(PrivacyClass.PERSONAL, 0),
        "Session.id": SECRET,
        "Session.session_data": FieldPrivacy(PrivacyClass.CONFIDENTIAL, 0),
        "Attempts": FieldPrivacy(PrivacyClass.PERSONAL, 0),
        "ServiceToken": FieldPrivacy(PrivacyClass.INTERNAL, 1),
        "ServiceToken.hashed": SECRET,
        "ServiceToken.created_by": FieldPrivacy(PrivacyClass.PERSONAL, 1),
    },
)
