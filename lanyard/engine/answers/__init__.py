"""Staff ask "may I…?", and keep the answer: pages, copies, interface and replay of decisions."""
