"""Keep what organisations provision apart."""

from django.db import migrations

from lanyard.foundation.database.operations import IsolateOrganisation


class Migration(migrations.Migration):
    """Row security of provisioned users and groups."""

    dependencies = [("people", "0005_provisioned")]
    operations = [IsolateOrganisation("people_provisioned")]
