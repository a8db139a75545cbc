"""Import of people: a folder per kind of source, one planner, one application."""
