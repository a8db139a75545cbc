"""What the checker looks for in a text, and what it makes of it. Pure: no Django, no clock."""
