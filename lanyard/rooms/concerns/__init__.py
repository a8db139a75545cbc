"""A worry is reported, reaches the right people, is worked, decided with reasons, closed."""
