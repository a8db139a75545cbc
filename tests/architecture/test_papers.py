"""What is committed names no machine and no registry; papers lead somewhere and miss nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from lanyard.config.cli.root import main
from tests.architecture import carried_out, diagrams, house

_PINNED = ("pyproject.toml", "constraints.txt", "package.json", "package-lock.json")
_ADDRESS = re.compile(r"https?://|git\+|file:|\bpypi\.org\b|npmjs|registry\.", re.IGNORECASE)
_MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp)/\w")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_NOT_OURS = {".venv", "node_modules", "var", ".git", ".pytest_cache", "build",
            "modules"}  # fmt: skip


def papers() -> list[Path]:
    return [p for p in sorted(house.ROOT.rglob("*.md")) if _NOT_OURS.isdisjoint(p.parts)]


def commands(group: click.Group, before: str = "lanyard") -> Iterator[str]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            if command.invoke_without_command:
                yield f"{before} {name}"
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


def test_dependencies_name_no_address_and_no_machine() -> None:
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name in _PINNED
        for number, line in enumerate((house.ROOT / name).read_text("utf-8").splitlines(), 1)
        if _ADDRESS.search(line) or _MACHINE.search(line)
    ]
    assert found == []


def test_dependencies_are_pinned_plainly() -> None:
    lines = (house.ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.\-]+==[\w.!+]+", line)] == []


def test_each_decision_has_a_number_of_its_own() -> None:
    numbers = [p.name[:4] for p in (house.ROOT / "docs" / "adr").glob("*.md")]
    assert sorted(set(numbers)) == sorted(numbers)


def test_every_link_and_picture_of_a_paper_is_there() -> None:
    broken = [
        f"{paper.relative_to(house.ROOT)}: {target}"
        for paper in papers()
        for target in _LINK.findall(_FENCED.sub("", paper.read_text("utf-8")))
        if not target.startswith(("#", "https://", "mailto:"))
        and not (paper.parent / target.split("#")[0]).exists()
    ]
    assert broken == []


def test_every_picture_of_the_handbook_is_shown_and_small() -> None:
    images = sorted((house.ROOT / "docs" / "handbook" / "images").glob("*.png"))
    text = "".join(paper.read_text("utf-8") for paper in papers())
    assert [p.name for p in images if p.name not in text] == []
    assert [p.name for p in images if p.stat().st_size > 150_000] == []


def test_the_handbook_names_every_command_and_no_other() -> None:
    known = set(commands(main))
    handbook = (house.ROOT / "docs" / "handbook" / "commands.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `(lanyard [a-z -]+)`", handbook, re.MULTILINE))
    assert listed == known


def test_no_paper_names_a_command_that_is_not_there() -> None:
    known = set(commands(main))
    words = {word for name in known for word in [name, " ".join(name.split()[:2])]}
    named = {
        (paper.name, found)
        for paper in papers()
        for found in re.findall(r"(?:`|^    )(lanyard [a-z]+)", paper.read_text("utf-8"), re.M)
    }
    assert {(paper, found) for paper, found in named if found not in words} == set()


def test_the_diagram_of_states_is_the_codes_own() -> None:
    assert diagrams.PAGE.read_text("utf-8") == diagrams.page()


def test_what_is_carried_out_is_where_it_says_and_the_paper_says_so() -> None:
    assert carried_out.problems() == []
    assert carried_out.PAGE.read_text("utf-8") == carried_out.page()
