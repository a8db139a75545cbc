"""The codes of the return that mean something here."""

from __future__ import annotations

from lanyard.people.models import Vulnerability

#: Programme types that are apprenticeships: a standard, and the frameworks before it.
APPRENTICESHIPS = frozenset({"2", "3", "20", "21", "22", "23", "25"})
PROGRAMMES = {
    "24": "Traineeship",
    "25": "Apprenticeship standard",
    "30": "T Level foundation year",
    "31": "T Level",
    "32": "Skills bootcamp",
}
#: Funding of 16 to 19 year olds.
YOUNG_FUNDING = frozenset({"25", "82"})
#: Funding that is for adults by its rules.
ADULT_FUNDING = frozenset({"10", "11", "35", "37", "38"})
#: Kinds of aim: a whole programme, a part of one, the core aim of a study programme.
PROGRAMME_AIM, COMPONENT_AIM, CORE_AIM = "1", "3", "5"
#: The number given to learners who have none of their own.
NO_ULN = "9999999999"
#: Learner monitoring codes that state a reason for particular care.
MONITORING = {
    ("EHC", "1"): (Vulnerability.Kind.SPECIAL_NEEDS, "Education, health and care plan"),
    ("HNS", "1"): (Vulnerability.Kind.SPECIAL_NEEDS, "High needs"),
    ("LSR", "55"): (Vulnerability.Kind.OTHER, "Bursary for vulnerable groups"),
}
DIFFICULTY = (Vulnerability.Kind.SPECIAL_NEEDS, "Learning difficulty, disability or health problem")
