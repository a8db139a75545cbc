"""How people sign in: accounts, their sessions, counted attempts, and tokens of services."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.database.identity import current_identity
from lanyard.foundation.organisations.models import Organisation
from lanyard.foundation.organisations.records import Record


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts within the organisation in force (row security sees to that)."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> Account:
        """Add an account; no password leaves it to single sign-on."""
        extra.setdefault("organisation_id", current_identity().organisation)
        account = self.model(email=self.normalize_email(email).lower(), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        """Find an account by e-mail, whatever its letters' case."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """How one person signs in. ``person_id`` names the person; the people layer holds the rest."""

    id = models.UUIDField(primary_key=True, default=time_ordered_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField(unique=True, null=True)
    email = models.EmailField()
    #: The address before the last change, until it was told of the change.
    former_email = models.EmailField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    #: Locked by its owner after a sign-in that was not theirs, until a new password is chosen.
    locked_at = models.DateTimeField(null=True)
    created = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint("organisation", Lower("email"), name="account_email_once")
        ]

    def __str__(self) -> str:
        return self.email


class Session(AbstractBaseSession):
    """A browser's session, found by a hash of its key, so that a copy of the table opens nothing.

    No address is kept; ``device`` is a description such as "Firefox on Windows", and only of
    somebody signed in.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    session_key = None  # type: ignore[assignment]  # the key itself is not kept
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="sessions", null=True
    )
    began = models.DateTimeField(null=True)
    seen = models.DateTimeField(null=True)
    #: "password", "passkey" or "sign-on" (single sign-on).
    began_by = models.CharField(max_length=20, blank=True)
    device = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "began"], name="session_of_account")]

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """Refuse: the store is named by the settings, and it finds this class, not the reverse."""
        raise NotImplementedError

    def __str__(self) -> str:
        return f"{self.device or 'A browser'}, since {self.began}"


class KnownBrowser(Record):
    """A browser in which an account was signed in: a hash of its mark, and two words about it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    key = models.CharField(max_length=64)
    described = models.CharField(max_length=80, blank=True)
    #: When it was new: first used, or used again after long.
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="device_once_per_account")
        ]
        indexes = [models.Index(fields=["last_seen"], name="device_last_seen")]

    def __str__(self) -> str:
        return self.described or "A browser"


class SignOnProvider(Record):
    """The OpenID provider that an organisation set up in the app."""

    #: What the button says after "Sign in with".
    name = models.CharField(max_length=80)
    issuer = models.URLField(max_length=300)
    client_id = models.CharField(max_length=200)
    #: Sealed with the organisation's key; empty for a client without a secret.
    secret = models.BinaryField(default=b"")
    #: The provider's addresses are the college's own, where it does not say so itself.
    email_is_verified = models.BooleanField(default=False)
    #: When its description of itself was last found right; empty since a change.
    tested_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="sign_on_provider_once")
        ]

    def __str__(self) -> str:
        return self.name


class Attempts(Record):
    """How often something was tried within a window. ``key`` is a keyed hash, never an address."""

    key = models.CharField(max_length=64)
    started = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="attempts_key_once")
        ]
        indexes = [models.Index(fields=["started"], name="attempts_started")]


class ServiceToken(Record):
    """A secret by which another system of the college calls an interface. Only its hash is kept."""

    name = models.CharField(max_length=120)
    #: The first letters of the token, to tell tokens apart on the page.
    hint = models.CharField(max_length=12)
    hashed = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=40))
    created = models.DateTimeField(auto_now_add=True)
    created_by = models.UUIDField(null=True)
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True, blank=True)
    revoked = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return self.name

    def in_force(self, now: datetime.datetime) -> bool:
        """Say whether the token still opens anything at ``now``."""
        return self.revoked is None and now < self.expires


def accounts_of(person_ids: list[UUID]) -> models.QuerySet[Account]:
    """Return the accounts of several people."""
    return Account.objects.filter(person_id__in=person_ids)
