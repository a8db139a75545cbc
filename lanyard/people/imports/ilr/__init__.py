"""The Individualised Learner Record of English further education, 2025 to 2026."""
