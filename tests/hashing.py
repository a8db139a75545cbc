"""Argon2id with little work, so that tests that sign in stay quick; everything else is the same."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from pytest_django import Settings


class QuickArgon2(Argon2PasswordHasher):
    """The same algorithm with the least memory and one pass."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Hash passwords quickly in every test."""
    settings.PASSWORD_HASHERS = ["tests.hashing.QuickArgon2"]
