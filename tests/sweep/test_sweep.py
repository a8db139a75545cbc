"""Every door of the house, tried by everybody."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

import pytest
from django.urls import reverse

from lanyard.foundation.database.identity import NOBODY, acting
from tests.sweep import oracle
from tests.sweep.addresses import Address, every_address
from tests.sweep.expected import OF_A_CASE, RULES
from tests.sweep.personas import Persona
from tests.sweep.scene import Scene, set_scene

#: Doors that answer the same whether or not the thing is there, and do nothing where it is not.
_ALIKE = {"notices:follow", "identity:end-session"}
#: Every second door apart, so that two processes share them.
_PARTS = 2
#: Doors that end the visit, tried last.
_LAST = ["identity:end-session", "identity:end-sessions", "account_logout"]


#: Tables that hold rows in the scene; an empty one would prove nothing.
_FILLED = {
    f"concerns_{name}"
    for name in (
        "action", "case", "caseperson", "chronologyentry", "concern", "decision", "involved",
        "receipt", "teammember",
    )
}  # fmt: skip


def path_of(address: Address, scene: Scene, **instead: object) -> str:
    """Return the path of an address with the scene's own things in it."""
    given = {name: _argument(name, address, scene) for name in address.takes} | instead
    if address.name.startswith("scim/"):
        return "/" + address.pattern.replace("<path:rest>", "x").replace("<str:pk>", "x").replace(
            "<str:name>", "x"
        ).replace("<str:uri>", "x")
    return reverse(address.name, kwargs=given)


def _argument(name: str, address: Address, scene: Scene) -> object:
    found = scene.arguments.get(f"{address.name}.{name}", scene.arguments.get(name))
    if found is not None:
        return found
    return 1 if f"<int:{name}>" in address.pattern else scene.case.pk


@pytest.mark.django_db
def test_every_door_has_a_rule() -> None:
    doors = {address.name for address in every_address()}
    unknown, gone = doors - set(RULES), set(RULES) - doors
    assert (unknown, gone) == (set(), set()), "each address needs a rule, and each rule an address"


@pytest.mark.long(seconds=140)
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(_PARTS))
def test_every_door_answers_everybody_as_it_should(
    part: int, capsys: pytest.CaptureFixture[str]
) -> None:
    addresses = sorted(every_address(), key=_order)[part::_PARTS]
    scene = set_scene()
    wrong, tried = [], Counter[str]()
    with acting(NOBODY):
        if part == 0:
            wrong += list(_allegation(scene, tried))
        for address in addresses:
            path = path_of(address, scene)
            for persona in scene.personas:
                answer = persona.visit(path)
                tried[answer] += 1
                allowed = _expected(address, persona, scene).split(" or ")
                if answer not in allowed:
                    wrong.append(f"{address.name} as {persona.word}: {answer}, not {allowed}")
        if part == 0:
            wrong += list(_rows_seen_wrongly(scene))
    with capsys.disabled():
        counts = ", ".join(f"{n} {word}" for word, n in sorted(tried.items()))
        sys.stdout.write(
            f"\npermission sweep {part + 1} of {_PARTS}: {len(addresses)} addresses x"
            f" {len(scene.personas)} people = {sum(tried.values())} visits ({counts});"
            f" never visited: 0; wrong: {len(wrong)}\n"
        )
    assert wrong == [], "\n".join(wrong)


def _allegation(scene: Scene, tried: Counter[str]) -> Iterator[str]:
    """Try the doors of the allegation about the deputy: open to the heads and to nobody else."""
    for name in OF_A_CASE:
        path = path_of(
            next(a for a in every_address() if a.name == name), scene, case_id=scene.allegation.pk
        )
        for persona in scene.personas:
            answer = persona.visit(path)
            tried[answer] += 1
            allowed = {"sign-in"} if persona.person is None else {"closed"}
            if persona.word in scene.heads:
                allowed = {"open", "prove"}
            if answer not in allowed:
                yield f"{name} of the allegation as {persona.word}: {answer}, not {allowed}"


def _rows_seen_wrongly(scene: Scene) -> Iterator[str]:
    """Ask each confidential table through raw SQL, as everybody, and compare with the oracle."""
    for table in oracle.confidential_tables():
        everything = oracle.all_rows(table, scene.organisation.pk)
        if table in _FILLED and not everything:
            yield f"{table} holds nothing that could leak"
        if oracle.count(table) != 0:
            yield f"{table} without an identity shows rows"
        for persona in scene.personas:
            if persona.person is None or persona.word == "elsewhere":
                continue
            seen = oracle.rows_as(table, scene.organisation.pk, persona.person.pk)
            should = oracle.should_see(table, everything, scene.organisation.pk, persona)
            if seen != should:
                yield f"{table} as {persona.word}: {len(seen)} rows, not {len(should)}"


def _order(address: Address) -> tuple[int, str]:
    return (_LAST.index(address.name) + 1 if address.name in _LAST else 0, address.name)


def _expected(address: Address, persona: Persona, scene: Scene) -> str:
    word = RULES[address.name](persona, scene)
    if persona.word == "elsewhere" and "<uuid:" in address.pattern and "open" in word:
        return "open" if address.name in _ALIKE else "closed or prove"
    return word
