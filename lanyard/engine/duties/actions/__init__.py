"""Acts upon duties: define, recompute, complete, waive, remind."""
