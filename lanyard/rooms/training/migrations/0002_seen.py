"""Keep the training of organisations apart, and show each only to whom it concerns."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation, RunSQLFile


class Migration(migrations.Migration):
    """Row security of training."""

    dependencies = [
        ("training", "0001_initial"),
        ("database", "0001_identity_functions"),
        ("access", "0002_need_to_know"),
    ]
    operations = [
        IsolateOrganisation("training_course", "training_coursetext", "training_trainingrule"),
        RunSQLFile("seen"),
    ]
