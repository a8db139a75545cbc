"""What training carries out, each with its evidence."""

from __future__ import annotations

import datetime

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lanyard.foundation.registry.controls import Control
from lanyard.foundation.registry.counting import counted, ends, within_a_year
from lanyard.rooms.training import campaigns, skills, surveys
from lanyard.rooms.training.evidence import Pick, known_to_staff, taken, understood
from lanyard.rooms.training.evidence_teaching import (
    signed_off,
    taught_this_term,
    tutorials_held,
    with_observations,
)
from lanyard.rooms.training.models import TrainingRule, TrainingSession
from lanyard.rooms.training.queries.standing import counting

_WEEK = datetime.timedelta(days=7)
_LEARNERS = {"learner", "apprentice"}


def _called(*slugs: str) -> Pick:
    def pick(rule: TrainingRule) -> bool:
        return rule.slug in slugs

    return pick


def _in_the_induction(rule: TrainingRule) -> bool:
    return rule.part_of == "learner-induction"


def _of_learners(rule: TrainingRule) -> bool:
    return not _LEARNERS.isdisjoint(rule.audience_data.get("kinds", []))


CONTROLS = (
    Control(
        "staff-induction", "hr-director",
        _("Inductions of new staff and users done and signed off, late ones counted against them"),
        signed_off("staff", taken(_called("staff-induction", "new-users"))),
    ),
    Control(
        "staff-e-safety-training", "hr-director",
        _("Staff whose online-safety training is in date"), taken(_called("staff-online-safety")),
    ),
    Control(
        "kcsie-read-yearly", "dsl", _("Staff who read Part One within the year"),
        taken(_called("kcsie")),
    ),
    Control(
        "safeguarding-refresher", "dsl", _("Staff whose refresher is in date"),
        taken(_called("refresher")),
    ),
    Control(
        "key-staff-update", "dsl", _("Leads and key staff whose update is in date"),
        taken(_called("key-staff-update", "lead-training")),
    ),
    Control(
        "yearly-safeguarding-updates", "dsl",
        _("Staff updated within the year by two methods or more"), taken(_called("updates")),
    ),
    Control(
        "prevent-training", "dsl", _("Staff who have done Prevent training"),
        taken(_called("prevent")),
    ),
    Control(
        "all-forms-of-abuse-trained", "dsl",
        _("Staff and volunteers trained on every form of abuse"), taken(_called("forms-of-abuse")),
    ),
    Control(
        "images-overview-read", "dsl", _("Staff who read the overview in its edition in force"),
        taken(_called("images-overview")),
    ),
    Control(
        "filtering-responsibility-known", "dsl",
        _("Staff who answered rightly who is responsible, as the posts are held now"),
        known_to_staff("who-is-responsible"),
    ),
    Control(
        "staff-example-shown", "hr-director",
        _("Staff who gave this year's statement, and lessons observed to set an example"),
        with_observations(taken(_called("role-model"))),
    ),
    Control(
        "learner-induction", "principal",
        _("Learners' inductions signed off and their modules passed, or late"),
        signed_off("learner", taken(_in_the_induction)),
    ),
    Control(
        "learner-modules", "principal", _("Modules of learners passed, or late"),
        taken(_of_learners),
    ),
    Control(
        "learners-know-whom-to-tell", "dsl",
        _("Learners who knew what to do and whom to tell at their first try"),
        understood("whom-to-tell"),
    ),
    Control(
        "sources-and-copyright-taught", "principal",
        _("Learners who passed the module on sources and copyright, or are late"),
        taken(_called("sources-and-copyright")),
    ),
    Control(
        "teaching-moments-logged", "principal",
        _("Groups with learners in which online safety was taught this term"), taught_this_term,
    ),
    Control(
        "tutorials-cover-e-safety", "principal",
        _("Lessons given so far, apprentices reviewed, and resources in date"), tutorials_held,
    ),
    Control(
        "awareness-campaigns", "dsl",
        _("Half-terms so far with a campaign, and the yearly one that reached staff and learners"),
        campaigns.evidence,
    ),
    Control(
        "skills-measured", "principal",
        _("Groups measured within the year that do well enough in the check"), skills.evidence,
    ),
    Control(
        "zero-tolerance-culture", "dsl",
        _("The culture survey of the year, and teams that said what they do about it"),
        surveys.evidence,
    ),
    counted(
        "training-overseen", "dsl",
        _("Sessions planned within the year whose register was taken within a week"),
        rows=lambda on: TrainingSession.objects.filter(
            within_a_year("starts_at", on), cancelled_on__isnull=True
        ),
        right=lambda on: Q(register_taken_at__lte=F("ends_at") + _WEEK)
        | Q(register_taken_at__isnull=True, ends_at__gt=ends(on) - _WEEK),
        when="starts_at", link=lambda: reverse("training:sessions"),
    ),
    counted(
        "cpd-recorded", "hr-director",
        _("Dates of training within three years that the person has confirmed"),
        rows=lambda on: counting().filter(
            on__lte=on, on__gt=on.replace(day=1).replace(year=on.year - 3),
            person__left_on__isnull=True,
        ),
        right=Q(confirmed_on__isnull=False), when="on",
        link=lambda: reverse("training:everything"),
    ),
)  # fmt: skip
