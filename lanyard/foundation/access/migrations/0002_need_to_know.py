"""Put roles, circles, grants and exclusions under row security."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of access itself, and the functions that other tables' policies call."""

    dependencies = [("access", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [
        IsolateOrganisation("access_roleholding", "access_absence", "access_circle"),
        RunSQLFile("need_to_know"),
    ]
