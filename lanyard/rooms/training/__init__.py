"""Training: what is asked of whom, courses, modules, sessions, certificates, calendars."""
