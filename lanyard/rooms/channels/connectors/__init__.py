"""Ways in which a post gets to a platform, one module for each."""
