"""The door to policies as data. Pure: no Django, no database, no clock."""

from lanyard.engine.policy.audiences import AUDIENCES, ORGANISATION, asks_of, audiences_of
from lanyard.engine.policy.casework import (
    Agency,
    BreachCode,
    ClosingStep,
    EmployerLiaison,
    FeedbackLine,
    FollowUp,
    GuardianRule,
    LearnerRecipient,
    Misdemeanour,
    OutcomeRoute,
    PatternRule,
    Sanction,
    Severity,
    Timer,
    TrustedAdult,
)
from lanyard.engine.policy.catalogue import Catalogue, Entry, catalogue, read_catalogue
from lanyard.engine.policy.packs import (
    Differences,
    Edition,
    changes_of,
    edition_before,
    edition_on,
    packs,
    read_edition,
)
from lanyard.engine.policy.profile import (
    Chain,
    Document,
    Hours,
    Interval,
    Position,
    Posts,
    Profile,
    RoleTitle,
)
from lanyard.engine.policy.reading import Problem, ProfileInvalid, key_of
from lanyard.engine.policy.register import Clause, cited, clauses, read_register, uncited
from lanyard.engine.policy.releases import Unit, unit_of, units, with_units
from lanyard.engine.policy.routing import (
    ImageAges,
    ImageRow,
    ImageRules,
    PoliceCategory,
    PoliceRule,
    Route,
    Routing,
    StandingDuty,
)
from lanyard.engine.policy.shipped import changed, made_of, read, shipped, shipped_table, slugs
from lanyard.engine.policy.sources import Sourced
from lanyard.engine.policy.values import Value, values
from lanyard.engine.policy.whole import (
    digest_of,
    fitted,
    from_json,
    from_whole,
    is_needed,
    to_json,
    whole,
)
from lanyard.engine.policy.words import (
    ROLES,
    About,
    AgeGroup,
    Binding,
    Category,
    Effect,
    Finder,
    Origin,
    PoliceDuty,
    Population,
    Reporter,
    Stance,
    Strength,
)
from lanyard.engine.policy.yaml_reading import ContentInvalid, Fault

__all__ = [
    "AUDIENCES", "About", "AgeGroup", "Agency", "Binding", "BreachCode", "Catalogue",
    "Category", "Chain", "Clause", "ClosingStep", "ContentInvalid", "Differences", "Document",
    "Edition", "Effect", "EmployerLiaison", "Entry", "Fault", "FeedbackLine", "Finder",
    "FollowUp", "GuardianRule", "Hours", "ImageAges", "ImageRow", "ImageRules", "Interval",
    "LearnerRecipient", "Misdemeanour", "ORGANISATION", "Origin", "OutcomeRoute", "PatternRule",
    "PoliceCategory", "PoliceDuty", "PoliceRule", "Population", "Position", "Posts", "Problem",
    "Profile", "ProfileInvalid", "ROLES", "Reporter", "RoleTitle", "Route", "Routing",
    "Sanction", "Severity", "Sourced", "Stance", "StandingDuty", "Strength", "Timer",
    "TrustedAdult", "Unit", "Value", "asks_of", "audiences_of", "catalogue", "changed",
    "changes_of", "cited", "clauses", "digest_of", "edition_before", "edition_on", "fitted",
    "from_json", "from_whole", "is_needed", "key_of", "made_of", "packs", "read",
    "read_catalogue", "read_edition", "read_register", "shipped", "shipped_table", "slugs",
    "to_json", "uncited", "unit_of", "units", "values", "whole", "with_units",
]  # fmt: skip
