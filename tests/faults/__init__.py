"""What is killed, lost or restarted in the middle of work, and what must be left of the work."""
