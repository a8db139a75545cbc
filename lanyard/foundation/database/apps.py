"""The Django app of the database layer."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """Holds the SQL functions that row security calls."""

    name = "lanyard.foundation.database"
    label = "database"
    verbose_name = "Database"
