"""What the README quotes is measured here: one module per figure."""
