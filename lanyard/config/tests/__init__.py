"""Tests of the command line, the demonstration, backup and checks."""
