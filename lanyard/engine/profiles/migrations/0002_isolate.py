"""Keep the profiles of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of profiles."""

    dependencies = [("profiles", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [IsolateOrganisation("profiles_profileversion", "profiles_profiledraft")]
