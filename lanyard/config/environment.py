"""Where Lanyard keeps its things, and which database it uses: from the environment or files."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from lanyard.foundation.database.embedded import (
    APPLICATION_ROLE,
    OWNER_ROLE,
    EmbeddedServer,
)

DATABASE = "lanyard"


def home() -> Path:
    """Return the folder of this installation's own files (``LANYARD_HOME``, else ./var)."""
    return Path(os.environ.get("LANYARD_HOME") or "var").resolve()


def path(name: str) -> Path | None:
    """Return the file that ``LANYARD_<NAME>`` names, or None where it is not set."""
    named = os.environ.get(f"LANYARD_{name}", "")
    return Path(named) if named else None


def embedded_server(*options: str) -> EmbeddedServer | None:
    """Return the embedded server's description, or None where another database is named."""
    if os.environ.get("LANYARD_DATABASE_URL"):
        return None
    return EmbeddedServer(home() / "postgres", options)


def database_url(*, owner: bool = False) -> str:
    """Return the address of the database for the application, or for its owner (migrations)."""
    named = os.environ.get("LANYARD_OWNER_DATABASE_URL" if owner else "LANYARD_DATABASE_URL")
    server = embedded_server()
    if named or server is None:
        return named or os.environ["LANYARD_DATABASE_URL"]
    return server.url(DATABASE, OWNER_ROLE if owner else APPLICATION_ROLE)


def django_database(url: str) -> dict[str, object]:
    """Turn an address into an entry of Django's DATABASES."""
    parts = urlsplit(url)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "lanyard.foundation.database.backend",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def secret(name: str) -> str:
    """Return a secret of this installation.

    From ``LANYARD_<NAME>``, from the file that ``LANYARD_<NAME>_FILE`` names, else from this
    installation's own file, made at first use and readable by its owner only.
    """
    variable = f"LANYARD_{name}"
    if variable in os.environ:
        return os.environ[variable]
    named = os.environ.get(f"{variable}_FILE")
    path = Path(named) if named else home() / "secrets" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text("utf-8").strip()
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text("utf-8").strip()
