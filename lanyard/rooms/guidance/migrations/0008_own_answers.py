"""Keep self-checks apart, and what was answered in them to whoever answered."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of the privacy self-check."""

    dependencies = [("guidance", "0007_privacy_checks")]
    operations = [IsolateOrganisation("guidance_privacycheck"), RunSQLFile("own_answers")]
