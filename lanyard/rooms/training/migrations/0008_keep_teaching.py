"""Keep what was taught apart, and as it was logged."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of what is taught."""

    dependencies = [("training", "0007_teaching")]
    operations = [IsolateOrganisation("training_taughtonce"), RunSQLFile("teaching")]
