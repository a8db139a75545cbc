"""An account: how a person signs in to one organisation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from lanyard.foundation.database.fields import time_ordered_id
from lanyard.foundation.database.identity import current_identity
from lanyard.foundation.organisations.models import Organisation


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
    is_active = models.BooleanField(default=True)
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
