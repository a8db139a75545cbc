"""Keep the evidence of organisations apart, and let nothing of it be changed."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of clauses."""

    dependencies = [("clauses", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [
        IsolateOrganisation("clauses_controlstate", "clauses_attestation"),
        RunSQLFile("append_only"),
    ]
