"""Show a booking only to whom it concerns."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of sessions."""

    dependencies = [("training", "0003_sessions")]
    operations = [IsolateOrganisation("training_trainingsession"), RunSQLFile("bookings")]
