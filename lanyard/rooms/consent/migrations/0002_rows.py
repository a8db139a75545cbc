"""Keep what was said of pictures to its readers, and as it was said."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security and permissions of consent."""

    dependencies = [("consent", "0001_initial"), ("access", "0001_initial")]
    operations = [RunSQLFile("rows")]
