"""Row security of notices."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Who sees which row."""

    dependencies = [("notices", "0001_initial"), ("access", "0002_need_to_know")]
    operations = [
        RunSQLFile("row_security"),
        IsolateOrganisation("notices_quiethours", "notices_oncall"),
    ]
