"""Keep the guidance of organisations apart, and a college's own versions as they are."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security and the trigger of guidance."""

    dependencies = [("guidance", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [
        IsolateOrganisation(
            "guidance_checktally", "guidance_confidentialterm", "guidance_guidancereading",
            "guidance_ownwording",
        ),
        RunSQLFile("kept"),
    ]  # fmt: skip
