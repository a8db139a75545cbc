"""What any serious web system needs; it knows nothing of safeguarding."""
