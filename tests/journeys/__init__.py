"""Journeys in a real browser, against a real server, worker, mail server and database."""
