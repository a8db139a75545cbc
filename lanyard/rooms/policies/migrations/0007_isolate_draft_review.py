"""Keep the reviews of organisations apart; words and comments as they are."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security and triggers of the review of a draft."""

    dependencies = [("policies", "0006_draft_review"), ("database", "0001_identity_functions")]
    operations = [
        IsolateOrganisation("policies_draftcomment", "policies_draftreading"),
        RunSQLFile("review"),
    ]
