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
    NoticeKind,
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
            "Set up single sign-on, switch passwords on and off, end sessions, remove lost factors",
            _IT,
        ),
    ),
    verbs=(
        Verb("identity.account-opened", "{actor} opened an account for {subject}."),
        Verb("identity.account-closed", "{actor} closed the account of {subject}."),
        Verb("identity.signed-in", "{actor} signed in."),
        Verb("identity.new-device", "{actor} signed in in a browser new to them ({device})."),
        Verb("identity.sign-in-disowned", "{actor} said that a sign-in was not theirs."),
        Verb("identity.account-unlocked", "{actor} opened the locked account of {subject}."),
        Verb("identity.sign-in-failed", "Somebody could not sign in."),
        Verb("identity.sign-in-refused", "Sign-in was refused: too many attempts."),
        Verb("identity.signed-out", "{actor} signed out."),
        Verb("identity.stepped-up", "{actor} showed again that it was them."),
        Verb("identity.step-up-failed", "{actor} could not show again that it was them."),
        Verb("identity.email-changed", "{actor} changed the address of the account {subject}."),
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
        Verb("identity.sign-on-set", "{actor} set up single sign-on ({subject})."),
        Verb("identity.sign-on-tested", "{actor} tested single sign-on ({subject})."),
        Verb("identity.sign-on-removed", "{actor} removed single sign-on ({subject})."),
        Verb("identity.passwords-switched-off", "{actor} switched passwords off."),
        Verb("identity.passwords-switched-on", "{actor} switched passwords on."),
        Verb("identity.token-made", "{actor} made the service token {subject}."),
        Verb("identity.token-revoked", "{actor} revoked the service token {subject}."),
    ),
    notice_kinds=(
        NoticeKind("identity.new-device", "Somebody signed in as you in a new browser."),
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
        "KnownBrowser": FieldPrivacy(PrivacyClass.PERSONAL, 0),
        "SignOnProvider": FieldPrivacy(PrivacyClass.INTERNAL),
        "SignOnProvider.secret": SECRET,
        "Session": FieldPrivacy(PrivacyClass.PERSONAL, 0),
        "Session.id": SECRET,
        "Session.session_data": FieldPrivacy(PrivacyClass.CONFIDENTIAL, 0),
        "Attempts": FieldPrivacy(PrivacyClass.PERSONAL, 0),
        "ServiceToken": FieldPrivacy(PrivacyClass.INTERNAL, 1),
        "ServiceToken.hashed": SECRET,
        "ServiceToken.created_by": FieldPrivacy(PrivacyClass.PERSONAL, 1),
    },
)
