"""The closed vocabularies that profiles and decisions share."""

from __future__ import annotations

import enum


class Stance(enum.StrEnum):
    """What a policy says of a thing. Silent is not the same as allowed."""

    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    SILENT = "silent"


class Strength(enum.StrEnum):
    """How strongly: only ``must`` may block, ``should`` needs a reason, the rest advise."""

    MUST = "must"
    SHOULD = "should"
    WHERE_POSSIBLE = "where-possible"
    RECOMMENDED = "recommended"


class Binding(enum.StrEnum):
    """How strongly a clause binds, in the policy's own words."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    ADVISES = "advises"


class About(enum.StrEnum):
    """Whom a concern is about; ``head`` is the organisation's top post."""

    LEARNER = "learner"
    STAFF = "staff"
    DSL = "dsl"
    HEAD = "head"
    OTHER = "other"


class Reporter(enum.StrEnum):
    """Who tells us."""

    STAFF = "staff"
    LEARNER = "learner"
    IT = "it"
    PARENT = "parent"
    VISITOR = "visitor"


class Category(enum.StrEnum):
    """What a concern is, in the policies' own kinds."""

    EXTREMISM = "extremism"
    SEXUAL_VIOLENCE = "sexual-violence"
    NUDES = "nudes"
    UPSKIRTING = "upskirting"
    GROOMING = "grooming"
    BULLYING = "bullying"
    HARASSMENT = "harassment"
    ILLEGAL_ACCESS = "illegal-access"
    ACCIDENTAL_ACCESS = "accidental-access"
    POLICY_BREACH = "policy-breach"
    NEGATIVE_POST = "negative-post"
    HACKING = "hacking"
    OTHER = "other"


class Origin(enum.StrEnum):
    """Whether a person noticed it or a monitoring system did."""

    PERSON = "person"
    MONITORING = "monitoring"


class Finder(enum.StrEnum):
    """Who found, or was shown, an image."""

    DSL = "dsl"
    STAFF = "staff"
    LEARNER = "learner"
    IT = "it"


class Population(enum.StrEnum):
    """Whose conduct a code, sanction or outcome is for."""

    LEARNER = "learner"
    APPRENTICE = "apprentice"
    STAFF = "staff"


class AgeGroup(enum.StrEnum):
    """Whose clock a timer is: that of a child, an adult, or anybody."""

    UNDER_18 = "under-18"
    ADULT = "adult"


class PoliceDuty(enum.StrEnum):
    """Whether the police must be told, or a decision to tell them or not must be recorded."""

    MUST = "must"
    DECIDE = "decide"


class Effect(enum.StrEnum):
    """What choosing a breach code sets in motion."""

    REFER_DISCIPLINARY = "refer-disciplinary"
    POLICE_DECISION = "police-decision"
    PREVENT_DECISION = "prevent-decision"
    NOTIFY_MARKETING = "notify-marketing"
    NOTIFY_EQUALITY_LEAD = "notify-equality-lead"
    LEGAL_ADVICE = "legal-advice"
    TAKEDOWN = "takedown"
    PRESERVE_EVIDENCE = "preserve-evidence"
    SUPPORT_SUBJECT = "support-subject"
    DATA_BREACH = "data-breach"
    ANTI_BULLYING_STEPS = "anti-bullying-steps"
    OFFLINE_EQUIVALENT = "offline-equivalent"
    OFFER_MEDIATION = "offer-mediation"
    RECORD_REACH = "record-reach"
    DECLARED_BEFORE = "declared-before"
    LINK_EARLIER_CASES = "link-earlier-cases"
    TELL_IMPERSONATED = "tell-impersonated"
    HR_DECISION = "hr-decision"
    RESTRICT_ACCOUNT = "restrict-account"


#: Every role slug, with the title used where a profile gives none.
ROLES = {
    "ap-student-experience": "Assistant principal, student experience and progression",
    "apprenticeship-coordinator": "Apprenticeship coordinator",
    "ceo": "Chief executive",
    "college-leadership-team": "College leadership team",
    "course-manager": "Course manager",
    "deputy-principal": "Deputy principal",
    "director-marketing": "Director of marketing and communications",
    "dsl": "Designated safeguarding lead",
    "dso": "Designated safeguarding officer",
    "governors": "Governors",
    "head-digital-ict": "Head of digital and ICT",
    "head-student-services": "Head of student services",
    "hr-director": "Director of human resources",
    "it-department": "IT department",
    "it-helpdesk": "IT helpdesk",
    "it-support": "IT support unit",
    "line-manager": "Line manager",
    "management": "Management",
    "managing-director": "Managing director",
    "marketing-manager": "Marketing manager",
    "marketing-team": "Marketing team",
    "online-safety-coordinator": "Online safety coordinator",
    "principal": "Principal",
    "safeguarding-team": "Safeguarding team",
    "senior-management-team": "Senior management team",
    "senior-manager": "Senior manager",
    "student-welfare": "Student welfare",
    "third-party-it": "Third-party IT provider",
    "trusted-adult": "Trusted adult",
    "trustee": "Trustee",
    "tutor": "Tutor",
}

#: Duties that routing and image rows may name, as ``decisions.md`` spells them.
ROUTE_DUTIES = frozenset({
    "immediately", "never-promise-confidentiality", "follow-up-record", "consider-channel",
    "consider-lado", "report-to-police", "decide-police", "consider-parents", "do-not-view",
    "log-accidental-access", "do-not-reply", "tell-line-manager-of-post",
})  # fmt: skip
#: What is asked of working a case under every policy, by its clause or by the product's default.
CASE_RULES_ALWAYS = frozenset({
    "first-action-timed", "thresholds-answered", "prevent-decided", "channel-decided",
    "image-reviewed", "lado-considered", "child-abuse-to-police", "disturbing-to-social-care",
    "investigation-recorded", "full-guidance", "first-steps", "access-explained",
    "deliberate-access-misconduct", "right-of-reply", "hr-decision", "reputation-judged",
})  # fmt: skip
#: What only some policies ask.
CASE_RULES = CASE_RULES_ALWAYS | {
    "yearly-pulse", "ideology-asked", "register-checked-monthly", "lead-holds-breaches",
    "breach-facts",
}  # fmt: skip
IMAGE_DUTIES = frozenset({
    "do-not-view", "do-not-copy", "do-not-share", "do-not-delete", "go-straight-to-dsl",
    "follow-full-guidance", "avoid-criminalising", "refer-police", "refer-social-care",
    "metadata-only",
})  # fmt: skip
