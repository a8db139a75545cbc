"""Full-text search of reports and cases, within what the asker may see."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """The table of words, its triggers and the one function that reads it."""

    dependencies = [("concerns", "0003_particulars")]
    operations = [RunSQLFile("search")]
