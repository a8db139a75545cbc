"""The questions of a report, one page each, and the journeys that put them in order."""
