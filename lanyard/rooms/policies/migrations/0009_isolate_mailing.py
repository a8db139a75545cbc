"""Keep the mailings of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of what was mailed."""

    dependencies = [
        ("policies", "0008_outside_and_summaries"),
        ("database", "0001_identity_functions"),
    ]
    operations = [IsolateOrganisation("policies_mailing")]
