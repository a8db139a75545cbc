"""Read the exports of other systems: sign-ins and devices, as CSV files."""

from __future__ import annotations

from lanyard.people.actions.acknowledgement import SeenAcknowledgement
from lanyard.people.actions.reconciliation import SeenDevice, SeenLogin
from lanyard.people.imports.problems import Problems
from lanyard.people.imports.tables import rows_of
from lanyard.people.imports.uploads import Upload
from lanyard.people.models import Device

_LOGIN_TITLES = {
    "username": "user name",
    "userprincipalname": "user name",
    "samaccountname": "user name",
    "mail": "email",
    "accountenabled": "enabled",
    "vpn": "remote",
}
_DEVICE_TITLES = {"mac address": "identifier", "mac": "identifier", "username": "user",
                  "terms accepted": "terms accepted on", "last seen": "seen on"}  # fmt: skip
_NOTE_TITLES = {"username": "user", "user name": "user", "email": "user", "mail": "user",
                "date": "on", "acknowledged on": "on", "accepted on": "on"}  # fmt: skip
_DAYS = ("%Y-%m-%d", "%d/%m/%Y")
_KINDS = {str(kind): str(kind) for kind in Device.Kind}
_OWNERS = {"college": "college", "own": "own", "byod": "own", "personal": "own"}


def read_logins(file: Upload, problems: Problems) -> list[SeenLogin]:
    """Return the sign-ins of an export: a user name each, and e-mail, enabled, remote if told."""
    seen = []
    for row in rows_of(file, problems, required=("user name",), aliases=_LOGIN_TITLES):
        name = row.text("user name", limit=200, required=True)
        if name:
            email = row.email("email") or (name if "@" in name else "")
            enabled = row.yes("enabled", blank=True) if row.has("enabled") else True
            seen.append(SeenLogin(name, email, enabled, row.yes("remote")))
    return seen


def read_devices(file: Upload, problems: Problems) -> list[SeenDevice]:
    """Return the devices of an export: an identifier each, and user, kind, owner, dates if told."""
    seen = []
    for row in rows_of(file, problems, required=("identifier",), aliases=_DEVICE_TITLES):
        identifier = row.text("identifier", limit=120, required=True)
        if not identifier:
            continue
        kind = row.choice("kind", _KINDS, required=False) or Device.Kind.OTHER
        owner = row.choice("ownership", _OWNERS, required=False) or Device.Ownership.OWN
        seen.append(
            SeenDevice(
                identifier, row.text("user", limit=200), row.text("name", limit=200), kind, owner,
                row.date("terms accepted on", forms=_DAYS), row.date("seen on", forms=_DAYS),
            )
        )  # fmt: skip
    return seen


def read_acknowledgements(file: Upload, problems: Problems) -> list[SeenAcknowledgement]:
    """Return who took note of the policy: a user name or e-mail address each, and the day."""
    seen = []
    for row in rows_of(file, problems, required=("user", "on"), aliases=_NOTE_TITLES):
        user = row.text("user", limit=200, required=True)
        on = row.date("on", forms=_DAYS)
        if user and on:
            seen.append(SeenAcknowledgement(user, on))
        elif user and not row.raw("on"):
            row.error("The day is missing.")
    return seen
