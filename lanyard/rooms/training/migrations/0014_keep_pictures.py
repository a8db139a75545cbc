"""Keep the pictures of organisations apart, and as they were added."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of pictures."""

    dependencies = [("training", "0013_pictures")]
    operations = [IsolateOrganisation("training_coursepicture"), RunSQLFile("pictures")]
