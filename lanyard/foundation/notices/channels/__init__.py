"""The ways in which somebody is told: a folder for each."""
