"""``lanyard replay``: which past answers a change of the profile would alter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO

import click

from lanyard.config.cli.loading import ready
from lanyard.engine.decisions.api import FactsRefused, Past, Replayed, day, decide, replayed
from lanyard.engine.policy.api import Profile, ProfileInvalid, changed, shipped, slugs


@click.command("replay")
@click.option("--changes", type=click.File("r", encoding="utf-8"), required=True,
              help="The change as TOML, as on the page of the policy profile.")  # fmt: skip
@click.option("--profile", "slug", help="The shipped profile that cases of a file stand under.")
@click.option("--organisation", help="Whose stored decisions to ask again, by its slug.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of sentences.")
@click.argument("file", type=click.File("rb"), required=False)
def replay(
    changes: TextIO, slug: str | None, organisation: str | None, as_json: bool,
    file: BinaryIO | None,
) -> None:  # fmt: skip
    r"""Ask past decisions again under a change of the profile, and show those that alter.

    FILE holds a case per line, as for "lanyard decide --jsonl"; its answer is that of the shipped
    profile. An organisation's own decisions are kept without names.

    \b
    Examples:
      lanyard replay --changes draft.toml --profile landau cases.jsonl
      lanyard replay --changes draft.toml --organisation landau
    """
    if (organisation is None) == (file is None or slug is None):
        raise click.UsageError("Give --organisation, or --profile and a FILE.")
    try:
        if organisation is not None:
            found = _stored(organisation, changes.read())
        else:
            found = _from_file(slug or "", changes.read(), file)
    except ProfileInvalid as invalid:
        raise click.ClickException(str(invalid)) from None
    _print(found, as_json=as_json)


def _from_file(slug: str, changes: str, file: BinaryIO | None) -> Replayed:
    if slug not in slugs():
        raise click.BadParameter(f"there are {', '.join(slugs())}", param_hint="--profile")
    draft = changed(slug, changes, "changes.toml")
    return replayed(_cases(shipped(slug), file or ()), draft)


def _cases(profile: Profile, lines: Any) -> Iterator[Past]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            on, facts = day(case["on"], "on"), case["facts"]
            answer = decide(case["question"], profile, on, facts).as_json()
        except FactsRefused as refused:
            raise click.ClickException(f"line {number}: {refused}") from None
        except (ValueError, TypeError, LookupError) as error:
            told = "gives no question, on and facts as JSON"
            raise click.ClickException(f"line {number}: {told} ({error})") from None
        name = str(case.get("id", number))
        yield Past(name, case["question"], on, facts, answer)


def _stored(slug: str, changes: str) -> Replayed:
    with ready():
        from lanyard.engine.answers.api import past_decisions
        from lanyard.engine.profiles.api import NoProfile, profile_in_force
        from lanyard.foundation.database.identity import acting_as_system
        from lanyard.foundation.organisations.models import Organisation

        known = Organisation.objects.filter(slug=slug).first()
        if known is None:
            raise click.BadParameter(f"no organisation {slug!r}", param_hint="--organisation")
        with acting_as_system(known.pk, "try a profile on past decisions"):
            try:
                draft = profile_in_force().with_changes(changes)
            except NoProfile as none:
                raise click.ClickException(str(none)) from None
            return replayed(past_decisions(), draft)


def _print(found: Replayed, *, as_json: bool) -> None:
    asked = len(found.altered) + found.same + len(found.refused)
    if as_json:
        altered = [
            {"id": one.past.id, "question": one.past.question, "on": one.past.on.isoformat(),
             "material": one.material,
             "changes": {name: list(pair) for name, pair in one.changes.items()}}
            for one in found.altered
        ]  # fmt: skip
        refused = [{"id": past.id, "why": why} for past, why in found.refused]
        told = {"asked": asked, "altered": altered, "same": found.same, "refused": refused}
        click.echo(json.dumps(told, indent=2))
        return
    word = "answer" if len(found.altered) == 1 else "answers"
    click.echo(f"This change alters {len(found.altered)} {word} of {asked}.")
    for one in found.altered:
        changes = "; ".join(f"{name}: {old} → {new}" for name, (old, new) in one.changes.items())
        click.echo(f"  {one.past.question}, {one.past.on}: {changes}")
    for past, why in found.refused:
        click.echo(f"  {past.question}, {past.on}: cannot be asked any more: {why}")
