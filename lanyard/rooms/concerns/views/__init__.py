"""The pages of concerns. Thin: a form, a verb, a template."""
