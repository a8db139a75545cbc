"""Keep the accounts of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of accounts."""

    dependencies = [("identity", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [IsolateOrganisation("identity_account")]
