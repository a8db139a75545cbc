"""The functions by which row security asks whom a transaction acts for."""

from django.db import migrations

from lanyard.foundation.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Create the identity functions."""

    initial = True
    operations = [RunSQLFile("identity_functions")]
