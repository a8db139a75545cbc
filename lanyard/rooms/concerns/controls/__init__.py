"""What concerns carries out, each with its evidence: one count over the room's own records."""

from lanyard.rooms.concerns.controls import cases, oversight, reports, special

CONTROLS = (*reports.CONTROLS, *cases.CONTROLS, *special.CONTROLS, *oversight.CONTROLS)

__all__ = ["CONTROLS"]
