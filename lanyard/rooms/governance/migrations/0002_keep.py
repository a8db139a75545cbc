"""Keep governance apart, and what was checked, signed, received and logged as it was."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of governance, and what stands still."""

    dependencies = [("governance", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [
        IsolateOrganisation(
            "governance_clausejudgement", "governance_confidence", "governance_confidencedone",
            "governance_confidencetally", "governance_lawcheck", "governance_lawentry",
            "governance_liaison", "governance_meeting", "governance_meetingperson",
            "governance_paper", "governance_paperreceipt",
        ),
        RunSQLFile("kept"),
    ]  # fmt: skip
