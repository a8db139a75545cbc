"""The reads of concerns."""
