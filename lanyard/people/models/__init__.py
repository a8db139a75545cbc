"""The tables of people."""

from __future__ import annotations

from lanyard.people.models.belonging import (
    AgeBand,
    Employer,
    Employment,
    Enrolment,
    ExternalId,
    Group,
    Membership,
    Person,
    Site,
    Sponsorship,
)
from lanyard.people.models.care import Acknowledgement, GuardianCheck, GuardianLink, Vulnerability
from lanyard.people.models.days import spans
from lanyard.people.models.posts import Post, PostHolding
from lanyard.people.models.systems import Device, ImportRun, Login, Provisioned

__all__ = [
    "Acknowledgement",
    "AgeBand",
    "Device",
    "Employer",
    "Employment",
    "Enrolment",
    "ExternalId",
    "Group",
    "GuardianCheck",
    "GuardianLink",
    "ImportRun",
    "Login",
    "Membership",
    "Person",
    "Post",
    "PostHolding",
    "Provisioned",
    "Site",
    "Sponsorship",
    "Vulnerability",
    "spans",
]
