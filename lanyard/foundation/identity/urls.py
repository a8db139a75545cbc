"""The addresses of identity. Only these of allauth's routes exist."""

from __future__ import annotations

from django.urls import path

from lanyard.foundation.identity.views import enrol, entrance

urlpatterns = [
    path("sign-in/", entrance.sign_in, name="account_login"),
    path("sign-in/factor/", entrance.FactorView.as_view(), name="mfa_authenticate"),
    path("sign-in/set-up/", enrol.enrol, name="enrol"),
    path("sign-in/set-up/codes/", enrol.enrol_codes, name="enrol_codes"),
    path("sign-in/passkey/", entrance.PasskeyView.as_view(), name="mfa_login_webauthn"),
    path("sign-out/", entrance.sign_out, name="account_logout"),
]
