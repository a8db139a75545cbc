"""Keep the duties of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of duties."""

    dependencies = [("duties", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [
        IsolateOrganisation(
            "duties_definition", "duties_occurrence", "duties_reminder", "duties_term"
        )
    ]
