"""Keep the policies of organisations apart, and words and signatures as they are."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security and triggers of policies."""

    dependencies = [("policies", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [
        IsolateOrganisation(
            "policies_attachment", "policies_checkattempt", "policies_companion",
            "policies_document", "policies_feedback", "policies_invitation",
            "policies_opening", "policies_requirement",
            "policies_review", "policies_shown", "policies_signature", "policies_version",
        ),
        RunSQLFile("words"),
    ]  # fmt: skip
