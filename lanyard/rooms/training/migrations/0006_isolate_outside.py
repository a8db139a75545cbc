"""Keep what other systems sent apart, and show it only to whom it concerns."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of imports, statements and packages."""

    dependencies = [("training", "0005_outside")]
    operations = [
        IsolateOrganisation("training_scormpackage", "training_scormfile"),
        RunSQLFile("outside"),
    ]
