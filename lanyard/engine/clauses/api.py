"""The door to clauses: gather evidence, and how each control and clause stands."""

from lanyard.engine.clauses.actions import attest, gather, gather_as_system, keep, withdraw
from lanyard.engine.clauses.gathering import evidence_of_all
from lanyard.engine.clauses.queries import found_as, standings, standings_with
from lanyard.engine.clauses.standing import Found, Stand, Standing, coverage, stand_of
from lanyard.engine.clauses.words import ROOMS, STANDS, title_of

__all__ = [
    "ROOMS", "STANDS", "Found", "Stand", "Standing", "attest", "coverage", "evidence_of_all",
    "found_as", "gather", "gather_as_system", "keep", "stand_of", "standings", "standings_with",
    "title_of", "withdraw",
]  # fmt: skip
