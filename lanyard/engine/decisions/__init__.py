"""The questions that the product answers exactly: pure rules, whose answers carry their reasons."""
