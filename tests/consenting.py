"""Consent with everything that can hang on it, for the sweep and for looking at every page."""

from __future__ import annotations

import dataclasses
import datetime
import functools
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from lanyard.people.actions.guardians import verify_guardian
from lanyard.people.api import GuardianLink, Person
from lanyard.rooms.consent import links
from lanyard.rooms.consent.actions import asking, claiming, material, paper, publishing, storing
from lanyard.rooms.consent.actions.giving import Said, answer
from lanyard.rooms.consent.models import ConsentRequest, Takedown
from lanyard.rooms.consent.tests.pictures import PNG, video

_PLACES = ("website", "social")
_TAKEN = storing.Taken(
    title="At the lathe", alt_text="A teacher at a lathe", taken_on=timezone.localdate(),
    taken_by="staff", device="organisation", activity="Lathes", rights="owned", on_premises=False,
)  # fmt: skip


def stand_consent(shown: Mapping[str, Person]) -> dict[str, Any]:
    """Let the tutor and the learner answer, ask the parent, enter a paper; return arguments."""
    tutor, learner, head = shown["tutor"], shown["learner"], shown["head"]
    today = timezone.localdate()
    until = today + datetime.timedelta(days=90)
    link = GuardianLink.objects.filter(learner=learner, guardian=shown["parent"])[0]
    if link.relation not in {"parent", "guardian"}:
        link.relation = "parent"
        link.save()
    if link.verified_on is None:
        verify_guardian(link, by=head, on=today, how="Saw the passport")
    own = answer(tutor, Said("publicity", until, _PLACES), by=tutor)
    theirs = answer(learner, Said("publicity", until, _PLACES), by=learner)
    parents = answer(learner, Said("publicity", until, _PLACES), by=link.guardian, link=link)
    asked = asking.ask_guardian(link, purpose="teaching", by=shown["dsl"])
    ConsentRequest.objects.filter(pk=asked.pk).update(reminded_on=today)
    form = paper.enter(
        learner, Said("teaching", until, ("print",)), by=head, link=None, signed_on=today,
        scan=paper.Scan("form.png", PNG),
    )  # fmt: skip
    picture = storing.store(_TAKEN, paper.Scan("lathe.png", PNG), [tutor], by=tutor)
    film = storing.store(_TAKEN, paper.Scan("lathe.mp4", video()), [], by=tutor)
    shop = dataclasses.replace(
        _TAKEN, taken_by="external", rights="licensed", rights_holder="A library", licence="Web",
        licensed_until=until, evidence="A blog", document=paper.Scan("licence.png", PNG),
    )  # fmt: skip
    bought = storing.store(shop, paper.Scan("bought.png", PNG), [], by=tutor)
    entry = claiming.add_to_list("store", "The archive", by=head)
    material.ask_for_material(
        what="The logo", where="A poster", for_whom="The choir", until=until, by=tutor
    )
    reported = material.report_material(
        kind="ours", where="A page", what="Our logo", who="A shop", by=tutor
    )
    subject = picture.subjects.get()
    ask = functools.partial(
        publishing.request, picture, purpose="publicity", caption="", doubt=False, by=tutor
    )  # fmt: skip
    waiting, out = ask(channel="website"), ask(channel="social")
    publishing.release(out, by=head, place="A post")
    down = Takedown.objects.create(publication=out, due=until)
    return {
        **{
            f"consent:{name}.picture_id": picture.pk
            for name in ("picture", "image", "small", "tag", "request", "claim")
        },
        **{
            f"consent:{name}.publication_id": waiting.pk
            for name in ("publication", "check", "release")
        },
        "consent:film.picture_id": film.pk,
        "consent:complaint.complaint_id": reported.pk, "consent:end-entry.entry_id": entry.pk,
        "consent:check-source.statement_id": bought.statements.get().pk,
        "consent:untag.subject_id": subject.pk,
        "consent:takedown.takedown_id": down.pk,
        "consent:may-use.code": picture.code,
        "consent:answer.purpose": "publicity", "consent:answer-for.purpose": "publicity",
        "consent:answer-for.link_id": link.pk, "consent:withdraw.answer_id": own.pk,
        "consent:take-down.answer_id": theirs.pk, "consent:check-paper.paper_id": form.pk,
        "consent:by-link.secret": links.token_of(asked),
        "consent:take-back.secret": links.withdrawal_token_of(parents),
    }  # fmt: skip
