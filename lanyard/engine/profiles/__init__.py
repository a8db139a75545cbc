"""Which policy an organisation runs, with its own changes, from which day, by whom and why."""
