"""Prepare the demonstration and keep it running: database, colleges, web server, worker, mail."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from django.db import connections, transaction
from django.utils import timezone

from lanyard.config import environment, installation, releasing
from lanyard.config.demonstration import college, evidence, signins
from lanyard.config.demonstration.letterbox import letterbox
from lanyard.config.processes import Children, free_port, stopping_on_signals
from lanyard.foundation.access import api as access
from lanyard.foundation.database.embedded import EmbeddedServer
from lanyard.foundation.database.identity import acting_as_system
from lanyard.foundation.identity import api as identity
from lanyard.foundation.organisations.api import organisation_named
from lanyard.foundation.organisations.models import Organisation

#: The second college, so that keeping two apart can be seen. Found at elsewhere.localhost.
ELSEWHERE = "elsewhere"
HOST = "127.0.0.1"
_LOOPBACK = ("localhost", HOST)
Say = Callable[[str], None]


class NotADemonstration(RuntimeError):
    """The installation holds a real college."""


def prepare(
    profile: str,
    server: EmbeddedServer | None,
    *,
    fresh: bool = False,
    small: bool = False,
    say: Say,
) -> Organisation:
    """Make ready the database and the college of a profile; what stands is used again."""
    mark = environment.home() / "demonstration"
    if fresh and mark.exists():
        if server is None:
            raise NotADemonstration("Only the embedded server's database can be made fresh.")
        installation.drop(server)
    installation.prepare(server, verbosity=0)
    releasing.propose_profiles()
    if not Organisation.objects.exists():
        mark.write_text(profile)
    _refuse_real(mark)
    size = college.SMALL if small else college.WHOLE
    _load(profile, profile, (f"{profile}.localhost",), size, say)
    other = "landau" if profile != "landau" else "oaklands"
    _load(ELSEWHERE, other, (f"{ELSEWHERE}.localhost",), college.SMALL, say)
    organisation = organisation_named(profile)
    college.serve_under(organisation, _LOOPBACK)
    mark.write_text(profile)
    return organisation


def last_shown() -> str:
    """Return the profile that the demonstration showed last."""
    mark = environment.home() / "demonstration"
    return mark.read_text("utf-8") if mark.exists() else "oaklands"


def _load(slug: str, profile: str, hosts: tuple[str, ...], size: college.Size, say: Say) -> None:
    if college.known(slug) is not None:
        return
    say(f"Loading {profile} ({slug})")
    today: datetime.date = timezone.localdate()
    made = college.load(profile, slug=slug, hosts=hosts, on=today, size=size, progress=say)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    say("Gathering the evidence of the controls")
    evidence.look_back(made.organisation, far=size is college.WHOLE)


def _refuse_real(mark: Path) -> None:
    if not mark.exists():
        raise NotADemonstration(
            "This installation holds something other than the demonstration. "
            "Set LANYARD_HOME to an empty folder and try again."
        )


def run(organisation: Organisation, port: int, *, ready: Callable[[], None]) -> None:
    """Run web server, worker and mail server until a signal; ``ready`` is called once all answer.

    Raises processes.Stopped where one of them ends by itself.
    """
    mail = free_port()
    children = Children({
        "LANYARD_LOOPBACK": "1",
        "LANYARD_HOME": str(environment.home()),
        "LANYARD_SMTP_HOST": HOST,
        "LANYARD_SMTP_PORT": str(mail),
        "LANYARD_PUBLIC_ADDRESS": f"http://{{host}}:{port}",
        "LANYARD_LOG_LEVEL": "WARNING",
        "LANYARD_MAIL_FROM": f"lanyard@{signins.domain(organisation.slug)}",
    })  # fmt: skip
    for alias in connections:
        connections[alias].close()
    with stopping_on_signals():
        try:
            children.start("web server", "serve", "--port", str(port), "--quiet")
            children.start("worker", "worker")
            with letterbox(environment.home() / "mail", mail):
                children.wait_for(HOST, port)
                ready()
                children.watch()
        finally:
            children.stop()


@transaction.atomic
def with_authenticator(organisation: Organisation) -> set[str]:
    """Return the words of those sign-ins that are asked for a code."""
    with acting_as_system(organisation.pk, "list the demonstration's sign-ins"):
        return {
            entry.who
            for entry in signins.sign_ins(organisation.slug, college.SEED)
            if (person := identity.account_of(entry.email).person_id) is not None
            and access.needs_second_factor(person)
        }
