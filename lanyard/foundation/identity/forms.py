"""The forms of signing in, of passwords and of tokens."""

from __future__ import annotations

import datetime
import re
from typing import Any, cast

from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.identity import tokens
from lanyard.foundation.identity.backends import passwords_allowed
from lanyard.foundation.identity.models import Account, SignOnProvider
from lanyard.foundation.identity.passwords import ADVICE

#: What allauth raises where an answer is JSON, but no answer of a device.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)
_NO_PASSKEY = _("Your device did not make a passkey. Try again.")


class SignInForm(forms.Form):
    """E-mail address and password. Whether the pair is right is for the view to find out."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={"required": _("Enter your e-mail address.")},
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password.")},
    )


def dress_code(form: forms.Form) -> forms.Form:
    """Give the field of a one-time code its words and a number pad; return the form."""
    field = form.fields["code"]
    field.label = _("Code")
    field.help_text = _("Six digits from your authenticator app, or one of your recovery codes.")
    field.error_messages["required"] = _("Enter the code.")
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["inputmode"] = "numeric"
    return form


class PasswordAgainForm(forms.Form):
    """The password once more, of somebody who has no second factor."""

    password = SignInForm.base_fields["password"]


class ForgottenForm(forms.Form):
    """Where to send the link."""

    email = SignInForm.base_fields["email"]


class NewPasswordForm(forms.Form):
    """A new password, shown on wish instead of typed twice."""

    new_password = forms.CharField(
        label=_("New password"),
        help_text=ADVICE,
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Enter a new password.")},
    )

    def __init__(self, account: Account | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_new_password(self) -> str:
        """Check the password against the rules of this installation."""
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.account)
        return password


class ChangePasswordForm(NewPasswordForm):
    """The present password, and a new one."""

    field_order = ["password", "new_password"]
    password = forms.CharField(
        label=_("Your password now"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter the password you have now.")},
    )


class ReadablePasskey:
    """A form whose passkey answer may be anything: what is no answer of a device is wrong."""

    def clean_credential(self) -> Any:
        """Check the answer; raises ValidationError for what cannot be read."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth's form behind it
        except UNREADABLE:
            raise forms.ValidationError(
                _("Your device did not confirm it. Try again, or use another way.")
            ) from None


class PasskeySecondForm(ReadablePasskey, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class PasskeyAloneForm(ReadablePasskey, LoginWebAuthnForm):
    """A passkey alone."""


class PasskeyAgainForm(ReadablePasskey, ReauthenticateWebAuthnForm):
    """A passkey to show again that it is you."""


class PasskeyForm(AddWebAuthnForm):
    """A name for a passkey, and whether it alone is enough to sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["name"].help_text = _("So that you can tell your devices apart.")
        self.fields["passwordless"].label = _("Sign in with this passkey alone")
        self.fields["passwordless"].help_text = _(
            "Your device then always asks for your fingerprint, face or PIN."
        )
        self.fields["credential"].error_messages["required"] = _NO_PASSKEY
        if not passwords_allowed():
            del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        """Check what the device made; raises ValidationError for what cannot be read."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except (*UNREADABLE, forms.ValidationError):
            raise forms.ValidationError(_NO_PASSKEY) from None
        if "credential" in self.errors:
            del self.errors["credential"]
            raise forms.ValidationError(_NO_PASSKEY)
        return cleaned


class FirstPasskeyForm(PasskeyForm):
    """The passkey that a role needs: only its name is asked, since a password came before it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)


class HelpForm(forms.Form):
    """Whom to sign out everywhere, or whose lost factors to remove."""

    email = forms.EmailField(
        label=_("Their e-mail address"),
        error_messages={"required": _("Enter their e-mail address.")},
    )
    act = forms.ChoiceField(
        label=_("What is needed?"),
        choices=[
            ("sign-out", _("Sign them out everywhere")),
            ("factors", _("Remove their second step, since it is lost")),
            ("unlock", _("Open their account, which they locked")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is needed.")},
    )

    def clean_email(self) -> Account:
        """Return the account of the address."""
        found = Account.objects.filter(email__iexact=self.cleaned_data["email"]).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here signs in with that address."))
        return found


class ProviderForm(forms.Form):
    """The OpenID provider of the college."""

    name = forms.CharField(
        label=_("What do people here call it?"),
        help_text=_("The button says “Sign in with …”, for example “your college account”."),
        max_length=80,
        error_messages={"required": _("Enter what people here call it.")},
    )
    issuer = forms.URLField(
        label=_("Issuer"),
        help_text=_(
            "For Microsoft Entra ID https://login.microsoftonline.com/ with the id of"
            " your tenant and /v2.0; for Google https://accounts.google.com."
        ),
        max_length=300,
        assume_scheme="https",
        error_messages={
            "required": _("Enter the issuer."),
            "invalid": _("Give an address that begins with https://."),
        },
    )
    client_id = forms.CharField(
        label=_("Client id"),
        max_length=200,
        error_messages={"required": _("Enter the client id.")},
    )
    secret = forms.CharField(
        label=_("Client secret"),
        required=False,
        strip=True,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    email_is_verified = forms.BooleanField(
        label=_("Every e-mail address there was given out by the college"),
        help_text=_(
            "Tick this for a single Entra ID tenant, which does not say so itself. Never where"
            " people or guests can change their own address."
        ),
        required=False,
    )

    def __init__(self, *args: Any, known: SignOnProvider | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known is not None and known.secret:
            self.fields["secret"].help_text = _("One is kept. Leave this empty to keep it.")

    def clean_issuer(self) -> str:
        """Take an address with TLS, and no tenant of everybody's."""
        issuer = str(self.cleaned_data["issuer"]).rstrip("/")
        if not issuer.startswith("https://") and not settings.LOOPBACK:
            raise forms.ValidationError(_("Give an address that begins with https://."))
        if re.search(r"microsoftonline\.com/(common|organizations|consumers)\b", issuer):
            raise forms.ValidationError(
                _("With that issuer any tenant would vouch for addresses. Enter your own.")
            )
        return issuer


class TokenForm(forms.Form):
    """What a new service token is for, and how long it works."""

    name = forms.CharField(
        label=_("Which system will use it?"),
        max_length=120,
        error_messages={"required": _("Name the system that will use the token.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that it may do.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long does it work?"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("A year"))],
        widget=forms.RadioSelect,
        initial=90,
        error_messages={"required": _("Choose how long the token works.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scopes = cast("forms.MultipleChoiceField", self.fields["scopes"])
        scopes.choices = list(tokens.scopes().items())

    def expires(self) -> datetime.datetime:
        """Return the moment at which the token ends."""
        return timezone.now() + datetime.timedelta(days=self.cleaned_data["days"])
