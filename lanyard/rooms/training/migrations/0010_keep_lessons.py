"""Keep inductions and lessons apart, and as they were recorded."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of inductions, tutorials and reviews."""

    dependencies = [("training", "0009_lessons")]
    operations = [
        IsolateOrganisation(
            "training_inductionstep", "training_inductionsignedoff", "training_tutorialplan",
            "training_lessongiven", "training_lessonpart", "training_teachingresource",
            "training_apprenticereview",
        ),
        RunSQLFile("lessons"),
    ]  # fmt: skip
