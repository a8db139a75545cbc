"""Base templates, components and their gallery, form rendering."""
