"""Keep guardian checks and acknowledgements of organisations apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of the tables of care."""

    dependencies = [("people", "0007_care")]
    operations = [IsolateOrganisation("people_guardiancheck", "people_acknowledgement")]
