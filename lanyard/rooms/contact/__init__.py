"""Contact with learners: approved channels, what happened by accident, permissions, devices."""
