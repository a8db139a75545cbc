"""What is due, from whom and by when: one mechanism for every room."""
