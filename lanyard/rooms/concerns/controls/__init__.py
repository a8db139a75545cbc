"""What concerns carries out, each with its evidence: one count over the room's own records."""

from lanyard.rooms.concerns.controls import cases, reports, special

CONTROLS = (*reports.CONTROLS, *cases.CONTROLS, *special.CONTROLS)

__all__ = ["CONTROLS"]
