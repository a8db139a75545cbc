"""Keep what organisations' jobs did apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of failures and scheduled runs."""

    dependencies = [("jobs", "0001_initial"), ("database", "0001_identity_functions")]
    operations = [IsolateOrganisation("jobs_failure", "jobs_scheduledrun")]
