"""Pure rules: an answer carries its reasons. Nothing here imports Django."""
