"""Commands: each explains itself; ``check`` finds what is wrong; ``demo`` leaves nothing behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from django.db import connections
from pytest_django import Settings

from lanyard.config import checking, environment
from lanyard.config.cli import root
from lanyard.config.processes import answers, free_port
from lanyard.config.tests.installations import Installation
from lanyard.foundation.organisations.models import Organisation
from tests.architecture import house
from tests.database import Databases


def commands() -> Iterator[tuple[str, click.Command]]:
    for name in sorted(root.COMMANDS):
        context = click.Context(root.main)
        command = root.main.get_command(context, name)
        assert command is not None
        yield name, command
        for part, inner in sorted(getattr(command, "commands", {}).items()):
            yield f"{name} {part}", inner


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    said = CliRunner().invoke(root.main, [*name.split(), "--help"])
    assert said.exit_code == 0
    assert "Example" in said.output
    assert f"lanyard {name}" in said.output


def test_every_command_is_in_the_handbook() -> None:
    papers = [house.ROOT / "README.md", *(house.ROOT / "docs").rglob("*.md")]
    text = "\n".join(path.read_text("utf-8") for path in papers if path.exists())
    assert [name for name, _ in commands() if f"lanyard {name}" not in text] == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_check_is_content_with_a_sound_installation(college: Organisation) -> None:
    bad = {f.what for f in checking.findings() if f.verdict is checking.Verdict.BAD}
    assert bad <= {"Mail"}


@pytest.mark.django_db(databases=["default", "owner"])
def test_check_finds_a_key_that_others_may_read(
    college: Organisation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANYARD_HOME", str(tmp_path))
    key = tmp_path / "secrets" / "master_key"
    key.parent.mkdir()
    key.write_text("x")
    key.chmod(0o644)
    found = [f for f in checking.findings() if f.what == "Keys"]
    assert [f.verdict for f in found] == [checking.Verdict.BAD]
    assert "master_key" in found[0].says


@pytest.mark.parametrize(
    ("named", "verdicts"),
    [(None, ["bad"]), ("0", ["bad"]), ("1", ["good"])],
)  # fmt: skip
def test_check_asks_how_many_proxies_stand_before(
    named: str | None, verdicts: list[str], monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.LOOPBACK = False
    monkeypatch.delenv("LANYARD_PROXIES", raising=False)
    if named:
        monkeypatch.setenv("LANYARD_PROXIES", named)
    assert [found.verdict for found in checking.proxies()] == verdicts
    settings.LOOPBACK = True
    assert list(checking.proxies()) == []


@pytest.mark.django_db(databases=["default", "owner"])
def test_check_finds_what_may_be_made_in_the_schema(
    college: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [found.verdict for found in checking.schema()] == ["good"]
    monkeypatch.setattr(checking, "connection", connections["owner"])
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION loose() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'"
        )
    found = list(checking.schema())
    assert [(one.verdict, "REVOKE CREATE" in one.says) for one in found] == [
        ("bad", True), ("bad", False),
    ]  # fmt: skip
    assert "loose" in found[1].says


@pytest.mark.long
def test_the_demonstration_stops_everything_it_started(
    databases: Databases, django_db_setup: None
) -> None:
    with Installation.demonstration(databases, "stopped") as here:
        _starts_and_stops(here, free_port())


def _starts_and_stops(here: Installation, port: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "lanyard.config.cli", "demo", "--small", "--port", str(port)],
        env=here.environment(), stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        said = _until(process, "Lanyard runs at")
        assert "dsl@oaklands.example" in said
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/") as page:
            assert page.status == 200
        children = _below(process.pid)
        assert len(children) >= 3
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert [pid for pid in children if _alive(pid)] == []
        assert not answers("127.0.0.1", port)
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def _below(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_below(int(child))]
    return found


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_an_empty_home_is_the_usual_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANYARD_HOME", "")
    assert environment.home() == Path("var").resolve()
