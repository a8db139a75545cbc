"""Keep surveys nameless, notes their author's, and what is measured as it was recorded."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of campaigns, surveys, aims, observations and notes."""

    dependencies = [("training", "0011_measuring")]
    operations = [
        IsolateOrganisation(
            "training_awarenesscampaign", "training_surveyround", "training_surveyaction",
            "training_programmeaim", "training_practiceseen",
        ),
        RunSQLFile("measuring"),
    ]  # fmt: skip
