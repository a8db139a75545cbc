"""The door to policies as data. Pure: no Django, no database, no clock."""

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
from lanyard.engine.policy.register import Clause, cited, clauses, uncited
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

__all__ = [
    "About", "AgeGroup", "Agency", "BreachCode", "Category", "Chain", "Clause", "ClosingStep",
    "Document", "Effect", "EmployerLiaison", "FeedbackLine", "Finder", "FollowUp",
    "GuardianRule", "Hours", "ImageAges", "ImageRow", "ImageRules", "Interval",
    "LearnerRecipient", "Misdemeanour", "Origin", "OutcomeRoute", "PatternRule",
    "PoliceCategory", "PoliceDuty", "PoliceRule", "Population", "Position", "Posts", "Problem",
    "Profile", "ProfileInvalid", "ROLES", "Reporter", "RoleTitle", "Route", "Routing",
    "Sanction", "Severity", "Sourced", "Stance", "StandingDuty", "Strength", "Timer",
    "TrustedAdult", "Unit", "Value", "changed", "cited", "clauses", "digest_of", "fitted",
    "from_json", "from_whole", "is_needed", "key_of", "made_of", "read", "shipped",
    "shipped_table", "slugs", "to_json", "uncited", "unit_of", "units", "values", "whole",
    "with_units",
]  # fmt: skip
