"""A notification is a row; each delivery is an attempt with its result."""
