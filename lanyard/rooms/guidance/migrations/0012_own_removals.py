"""Keep what somebody wants taken down to them."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Row security of removals."""

    dependencies = [("guidance", "0011_removals")]
    operations = [RunSQLFile("removals")]
