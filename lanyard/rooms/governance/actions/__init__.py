"""Acts of governance."""
