"""The addresses of identity. Of allauth's routes only these exist, under the names it asks for."""

from __future__ import annotations

from django.urls import include, path

from lanyard.foundation.identity.views import (
    again,
    devices,
    enrol,
    entrance,
    everybody,
    own,
    passwords,
    provider,
    sign_on,
    tokens,
)

_own = [
    path("account/", own.security, name="security"),
    path("account/devices/<uuid:browser_id>/", devices.device, name="device"),
    path("account/sessions/end/", own.end_sessions, name="end-sessions"),
    path("account/sessions/<uuid:session_id>/end/", own.end_session, name="end-session"),
    path(
        "sign-in/choose/<uidb64>/<token>/", passwords.ChooseView.as_view(), name="choose-password"
    ),
    path("sign-ins/", everybody.show, name="everybody"),
    path("sign-ins/provider/", provider.show, name="sign-on"),
    path("sign-ins/provider/test/", provider.test, name="test-sign-on"),
    path("sign-ins/provider/remove/", provider.remove, name="remove-sign-on"),
    path("sign-ins/passwords/", everybody.switch, name="switch-passwords"),
    path("tokens/", tokens.list_tokens, name="tokens"),
    path("tokens/make/", tokens.make, name="make-token"),
    path("tokens/<uuid:token_id>/revoke/", tokens.revoke, name="revoke-token"),
]

urlpatterns = [
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-in/factor/", entrance.FactorView.as_view(), name="mfa_authenticate"),
    path("sign-in/set-up/", enrol.enrol, name="enrol"),
    path("sign-in/set-up/passkey/", enrol.enrol_passkey, name="enrol_passkey"),
    path("sign-in/set-up/codes/", enrol.enrol_codes, name="enrol_codes"),
    path("sign-in/passkey/", entrance.PasskeyView.as_view(), name="mfa_login_webauthn"),
    path("sign-in/again/", again.again, name="mfa_reauthenticate"),
    path("sign-in/carry-on/", again.carry_on, name="carry_on"),
    path("sign-in/closed/", sign_on.closed, name="account_inactive"),
    path("sign-in/forgotten/", passwords.forgotten, name="account_reset_password"),
    path("sign-in/with/<provider_id>/", sign_on.leave, name="openid_connect_login"),
    path("sign-in/with/<provider_id>/back/", sign_on.come_back, name="openid_connect_callback"),
    path("sign-out/", entrance.sign_out, name="account_logout"),
    path("", include((_own, "identity"))),
    path("account/", own.security, name="mfa_index"),
    path("account/password/", passwords.change, name="account_change_password"),
    path("account/app/", own.AppView.as_view(), name="mfa_activate_totp"),
    path("account/app/remove/", own.RemoveAppView.as_view(), name="mfa_deactivate_totp"),
    path("account/passkeys/add/", own.PasskeyAddView.as_view(), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        own.PasskeyRemoveView.as_view(),
        name="mfa_remove_webauthn",
    ),
    path("account/codes/", own.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/codes/new/", own.NewCodesView.as_view(), name="mfa_generate_recovery_codes"),
]
